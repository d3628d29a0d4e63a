import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decode, maxDocumentBytes } from '../documents/index.ts'
import { diskFault } from '../platform/disk.ts'
import type { Store } from '../platform/store/index.ts'
import { isSameContent, packText, readTexts } from './packed.ts'
import type { EditionTexts, ImportedContent } from './packed.ts'
import { addEdition, keptEdition } from './store.ts'

/** An edition that an earlier version imported into the data folder. */
export interface FolderEdition extends ImportedContent {
  readonly path: string
  readonly texts: EditionTexts
}

/** What became of the files in the data folder. */
export interface MovedIn {
  readonly moved: number
  /** Files whose name the store has for another edition. */
  readonly left: readonly string[]
}

/** Folder of the editions that earlier versions imported, inside the data folder. */
export function importedFolder(dataDir: string): string {
  return join(dataDir, 'editions')
}

/**
 * Reads the editions that earlier versions kept as files and that have not moved into a store. A
 * file that is not a whole edition is passed over.
 */
export function editionsInFolder(dataDir: string): readonly FolderEdition[] {
  return filesIn(importedFolder(dataDir)).flatMap((path) => readOne(path) ?? [])
}

/**
 * Moves the editions of the data folder into the store. A file is renamed, so that its name ends
 * in `.moved`, once the store has its edition: whatever fails in between, the next start goes on.
 * Several processes may do this at once.
 *
 * @throws ExpectedFailure while the store is away; files that have not moved stay where they are
 * @example
 * await moveInEditions('./data', store) // { moved: 2, left: [] }
 */
export async function moveInEditions(dataDir: string, store: Store): Promise<MovedIn> {
  const left: string[] = []
  let moved = 0
  for (const each of editionsInFolder(dataDir)) {
    if (await isKept(store, each)) {
      putAside(each.path)
      moved += 1
    } else {
      left.push(each.path)
    }
  }
  return { moved, left }
}

/** Puts an edition into the store, unless it is there. False: another of that name is. */
function isKept(store: Store, { path, texts, edition }: FolderEdition): Promise<boolean> {
  const packed = packText(edition, texts)
  const files = edition.sources.map(({ file: name, sha256, bytes }) => ({ name, sha256, bytes }))
  const now = statSync(path, { throwIfNoEntry: false })?.mtime ?? new Date()
  return store.write(async (db) => {
    if (await addEdition(db, packed, { by: 'data-folder', files, now })) return true
    const there = await keptEdition(db, packed)
    return there !== undefined && isSameContent(there, packed)
  })
}

/** Where files cannot be renamed, they are found to be kept again at the next start. */
function putAside(path: string): void {
  for (const each of [path, findingsPath(path)]) {
    try {
      renameSync(each, `${each}.moved`)
    } catch (error) {
      if (diskFault(error) === undefined) throw error
    }
  }
}

function findingsPath(path: string): string {
  return path.replace(/\.json$/, '.findings')
}

/** Plain files only: a link, a folder or a device of that name is no edition. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= maxDocumentBytes)
      .toSorted()
  } catch {
    return []
  }
}

function readOne(path: string): FolderEdition | undefined {
  try {
    const { document } = decode(path, readFileSync(path))
    if (document === undefined) return undefined
    const findings = existsSync(findingsPath(path)) ? readFileSync(findingsPath(path), 'utf8') : ''
    const texts = { content: document.text, findings: findings || '[]' }
    const read = readTexts(texts)
    return read && { ...read, path, texts }
  } catch {
    // Gone or not readable since it was listed: the others are still worth reading.
    return undefined
  }
}
