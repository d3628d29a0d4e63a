import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SettingsError } from '../platform/config.ts'
import { makeFolder } from '../platform/disk.ts'
import type { Store } from '../platform/store/index.ts'
import { buildEdition } from './build.ts'
import { editionsInFolder } from './folder.ts'
import { Imported } from './imported.ts'
import type { EditionLibrary, LoadedEdition } from './library.ts'
import type { EditionPack } from './pack.ts'
import { readPacks } from './pack.ts'
import { replaceFile } from './replace-file.ts'

/** Folder of the framework packs that ship with Capable. */
export const shippedFrameworks = fileURLToPath(new URL('../../frameworks/', import.meta.url))

/** A library that notices what is imported while it is open. */
export interface OpenLibrary extends EditionLibrary {
  refresh(): Promise<void>
}

/**
 * Opens the library of all published editions: those that ship with Capable and, once it was
 * refreshed, those that the store holds. What earlier versions imported into the data folder and
 * no server has moved into a store yet is there too.
 *
 * @throws PackError if a shipped pack is broken
 * @example
 * const library = openLibrary({ dataDir: './data', store })
 * await library.refresh()
 * library.newest('uk-digital-data')
 */
export function openLibrary(options: {
  frameworksDir?: string
  dataDir: string
  store?: Store
}): OpenLibrary {
  const { frameworksDir = shippedFrameworks, dataDir, store } = options
  refuseFile(dataDir)
  const packs = readPacks(frameworksDir)
  const code = codeHash()
  const shipped = packs.map((pack) =>
    loaded(pack, { code, cacheDir: join(dataDir, 'cache', 'editions') }),
  )
  const imported = new Imported({ shipped, inFolder: editionsInFolder(dataDir), store })
  const all = (): readonly LoadedEdition[] => imported.all
  return {
    all,
    newest: (framework) => all().find(({ edition }) => edition.framework.slug === framework),
    get: (framework, name) =>
      all().find(
        ({ edition }) => edition.framework.slug === framework && edition.edition.name === name,
      ),
    refresh: () => imported.refresh(),
  }
}

/** The data folder need not exist yet, but it cannot be a file. */
function refuseFile(dataDir: string): void {
  const state = statSync(dataDir, { throwIfNoEntry: false })
  if (state === undefined || state.isDirectory()) return
  throw new SettingsError(
    `DATA_DIR is ${dataDir}, which is a file. Set it to a folder, for example DATA_DIR=./data.`,
  )
}

function loaded(
  pack: EditionPack,
  { code, cacheDir }: { code: string; cacheDir: string },
): LoadedEdition {
  const hash = createHash('sha256').update(code).update(pack.hash).digest('hex')
  const path = join(cacheDir, `${hash}.json`)
  const cached = fromCache(path) ?? toCache(path, buildEdition(pack))
  return { ...cached, hash, register: pack.framework.register }
}

type Cached = Pick<LoadedEdition, 'edition' | 'findings'>

function fromCache(path: string): Cached | undefined {
  try {
    // The name of the file is the hash of what it was made from; a broken file is made again.
    const cached: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isCached(cached) ? cached : undefined
  } catch {
    return undefined
  }
}

function isCached(value: unknown): value is Cached {
  if (typeof value !== 'object' || value === null) return false
  if (!('edition' in value) || !('findings' in value)) return false
  const { edition, findings } = value
  return typeof edition === 'object' && edition !== null && Array.isArray(findings)
}

/** A cache that cannot be written costs a little time at the next start, nothing else. */
function toCache(path: string, { edition, findings }: Cached): Cached {
  try {
    makeFolder(dirname(path))
    replaceFile(path, JSON.stringify({ edition, findings }))
  } catch {
    return { edition, findings }
  }
  return { edition, findings }
}

/** Hash of the code that turns documents into editions: when it changes, the cache is stale. */
function codeHash(): string {
  const hash = createHash('sha256')
  for (const room of ['framework', 'documents', 'editions']) {
    const folder = fileURLToPath(new URL(`../${room}/`, import.meta.url))
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
      hash.update(name).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('hex')
}
