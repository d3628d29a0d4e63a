import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decode, maxDocumentBytes, readDocuments, writers } from '../documents/index.ts'
import type { WrittenFile } from '../documents/index.ts'
import type { Edition, Finding } from '../framework/index.ts'
import { noFormerNames } from '../framework/index.ts'
import { makeFolder } from '../platform/disk.ts'
import { createFile } from './replace-file.ts'
import type { LoadedEdition } from './library.ts'
import { ImportRefused } from './refused.ts'

/** Folder of the imported editions inside the data folder. */
export function importedFolder(dataDir: string): string {
  return join(dataDir, 'editions')
}

/**
 * Reads the editions that were imported. A file that is not a whole edition is passed over, so
 * that one broken file does not stop the server; editions that ship with Capable are never
 * replaced.
 */
export function readImported(folder: string, shipped: readonly LoadedEdition[]): LoadedEdition[] {
  const known = new Set(shipped.map(({ edition }) => nameOf(edition)))
  return filesIn(folder).flatMap((path) => {
    const loaded = readOne(path)
    if (loaded === undefined || known.has(nameOf(loaded.edition))) return []
    if (isOfOtherKind(loaded.edition, shipped)) return []
    known.add(nameOf(loaded.edition))
    const shippedBefore = shipped.find(
      (each) => each.edition.framework.slug === loaded.edition.framework.slug,
    )
    return [{ ...loaded, register: shippedBefore?.register ?? noFormerNames }]
  })
}

/** A maturity model under the name of a capability framework would take its pages down. */
function isOfOtherKind({ framework, kind }: Edition, shipped: readonly LoadedEdition[]): boolean {
  return shipped.some(
    ({ edition }) => edition.framework.slug === framework.slug && edition.kind !== kind,
  )
}

/**
 * Keeps an imported edition in the data folder: the edition in Capable's own JSON, its findings
 * beside it. Editions are immutable: one that exists is never written again.
 *
 * @throws ImportRefused if the edition exists
 */
export function writeImported(
  dataDir: string,
  { edition, findings }: { edition: Edition; findings: readonly Finding[] },
): void {
  const path = join(importedFolder(dataDir), edition.framework.slug, `${edition.edition.name}.json`)
  if (existsSync(path)) throw editionExists(edition)
  const file = writers.find((writer) => writer.format === 'capable-json')?.write(edition)[0]
  if (file === undefined) throw new RangeError('No writer for Capable’s own JSON')
  refuseUnreadable(file)
  makeFolder(dirname(path))
  if (!createFile(path, file.text)) throw editionExists(edition)
  writeFileSync(findingsPath(path), JSON.stringify(findings))
}

/** An edition that cannot be read back would be imported and never seen again. */
function refuseUnreadable({ name, text }: WrittenFile): void {
  const [read] = readDocuments([{ name, text }])
  if (read?.edition !== undefined) return
  const why = read?.findings[0]?.message ?? ''
  throw new ImportRefused(
    'edition-inconsistent',
    `The files do not make a whole edition, so nothing was written. ${why}`,
  )
}

/** The refusal to write an edition that exists. */
export function editionExists(edition: Edition): ImportRefused {
  return new ImportRefused(
    'edition-exists',
    `The edition ${nameOf(edition)} exists, and editions never change. Give the new one another name with --into ${edition.framework.slug}@YYYY-MM-DD.`,
  )
}

function nameOf(edition: Edition): string {
  return `${edition.framework.slug}@${edition.edition.name}`
}

function findingsPath(path: string): string {
  return path.replace(/\.json$/, '.findings')
}

/** Plain files only: a link, a folder or a device of that name is no edition. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= maxDocumentBytes)
    .toSorted()
}

function readOne(path: string): Omit<LoadedEdition, 'register'> | undefined {
  try {
    const { document } = decode(path, readFileSync(path))
    if (document === undefined) return undefined
    const edition = readDocuments([document])[0]?.edition
    if (edition === undefined) return undefined
    return { edition, findings: readFindings(findingsPath(path)), hash: edition.edition.name }
  } catch {
    // Gone or not readable since it was listed: the others are still worth reading.
    return undefined
  }
}

function readFindings(path: string): readonly Finding[] {
  if (!existsSync(path)) return []
  try {
    const findings: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Array.isArray(findings) ? findings.filter(isFinding) : []
  } catch {
    return []
  }
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false
  if (!('code' in value) || !('severity' in value) || !('subject' in value)) return false
  return value.severity === 'error' || value.severity === 'warning' || value.severity === 'notice'
}
