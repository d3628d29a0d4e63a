import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { decode, readDocuments, writers } from '../src/documents/index.ts'
import { buildEdition, openLibrary, readPacks, shippedFrameworks } from '../src/editions/index.ts'
import type { CapabilityFramework, Edition } from '../src/framework/index.ts'
import type { AreaResult } from './area.ts'
import { median } from './area.ts'

const officialBytes = 2_300_000

/**
 * Reading documents and building editions. Floors: csv-parse alone on the same official file;
 * JSON.parse of the same edition.
 */
export async function documents({ full }: { full: boolean }): Promise<AreaResult> {
  const runs = full ? 25 : 7
  const packs = readPacks(shippedFrameworks)
  const pack = packs.find((each) => each.identity.name === '2026-11-21')
  if (pack === undefined) throw new RangeError('The shipped edition is missing')
  const { edition } = buildEdition(pack)
  const file = officialFile(edition)
  const bytes = new TextEncoder().encode(file)
  const read = median(() => readOfficial(bytes), runs)
  const parsed = median(() => parse(file, { bom: true }), runs)
  const build = median(() => buildEdition(pack), runs)
  const json = JSON.stringify(edition)
  const floor = median(() => JSON.parse(json), runs)
  const dataDir = mkdtempSync(join(tmpdir(), 'capable-bench-'))
  openLibrary({ dataDir })
  const open = median(() => openLibrary({ dataDir }), runs)
  rmSync(dataDir, { recursive: true })
  return {
    figures: {
      'official file, bytes': bytes.length,
      'read official file, ms': read,
      'csv-parse alone, ms': parsed,
      'build the present edition from its sources, ms': build,
      'open the library from its cache, ms': open,
      'JSON.parse of the edition, ms': floor,
    },
    ratios: {
      'read official file / csv-parse alone': read / parsed,
      'build edition / JSON.parse of it': build / floor,
    },
  }
}

function readOfficial(bytes: Uint8Array): void {
  const { document } = decode('roles.csv', bytes)
  if (document !== undefined) readDocuments([document])
}

/** The official roles.csv of the shipped edition, with descriptions as long as the real ones. */
function officialFile(edition: Edition): string {
  const writer = writers.find((each) => each.format === 'official-csv')
  if (edition.kind !== 'capability-framework' || writer === undefined)
    throw new RangeError('No writer')
  const roles = (described: CapabilityFramework): string => writer.write(described)[0]?.text ?? ''
  const missing = officialBytes - roles(edition).length
  const each = Math.max(0, Math.ceil(missing / edition.requirements.length))
  return roles({
    ...edition,
    roles: edition.roles.map((role) => ({
      ...role,
      description: { lang: 'en', value: 'A made-up sentence. '.repeat(Math.ceil(each / 20)) },
    })),
  })
}
