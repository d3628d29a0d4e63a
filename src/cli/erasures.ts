import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { diskFault } from '../platform/disk.ts'
import { BackupRefused, erasuresIn, isTable } from '../platform/store/index.ts'
import type { Erasure } from '../platform/store/index.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import { counted, withStore } from './records.ts'

const listType = Type.Object({
  format: Type.Literal('capable-erasures'),
  erasures: Type.Array(
    Type.Object({
      table_name: Type.String(),
      row_id: Type.String({ minLength: 1 }),
      erased_at: Type.String({ minLength: 1 }),
    }),
  ),
})

/** Writes the list of what was erased. It names rows by their identifiers and nothing else. */
export async function exportErasures(
  { out }: { readonly out: string },
  { config, now }: RecordsContext,
): Promise<Outcome> {
  const erasures = await withStore(config, (store) => store.read(erasuresIn))
  const list = { format: 'capable-erasures', madeAt: now.toISOString(), erasures }
  const fault = writeNew(out, `${JSON.stringify(list, null, 2)}\n`)
  if (fault !== undefined) return refusal('file-fault', fault)
  return {
    json: { file: out, erasures: erasures.length },
    text: `Wrote ${out}: ${counted(erasures.length, 'erasure')}. Keep it apart from the backups, and give it to capable restore --erased.`,
    exitCode: 0,
  }
}

/**
 * Reads a list that `capable erasures` wrote.
 *
 * @throws BackupRefused where it is none
 */
export function readErasures(path: string): readonly Erasure[] {
  const list = parse(path)
  if (!Value.Check(listType, list) || !list.erasures.every((each) => isTable(each.table_name))) {
    throw new BackupRefused(
      'not-a-list',
      `${path} is not a list that capable erasures has written. Nothing was changed.`,
    )
  }
  return list.erasures
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Answers what is wrong, in a sentence; then nothing is left of the file. */
function writeNew(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600, flush: true })
    return undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return `${path} exists. Give the list another name.`
    }
    const fault = diskFault(error)
    if (fault === undefined) throw error
    rmSync(path, { force: true })
    return fault
  }
}
