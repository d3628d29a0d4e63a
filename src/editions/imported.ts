import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decode, readDocuments, writers } from '../documents/index.ts'
import type { Edition, Finding } from '../framework/index.ts'
import { noFormerNames } from '../framework/index.ts'
import { replaceFile } from './replace-file.ts'
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
    known.add(nameOf(loaded.edition))
    const shippedBefore = shipped.find(
      (each) => each.edition.framework.slug === loaded.edition.framework.slug,
    )
    return [{ ...loaded, register: shippedBefore?.register ?? noFormerNames }]
  })
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
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(findingsPath(path), JSON.stringify(findings))
  replaceFile(path, file.text)
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

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name))
}

function readOne(path: string): Omit<LoadedEdition, 'register'> | undefined {
  const { document } = decode(path, readFileSync(path))
  if (document === undefined) return undefined
  const edition = readDocuments([document])[0]?.edition
  if (edition === undefined) return undefined
  return { edition, findings: readFindings(findingsPath(path)), hash: edition.edition.name }
}

function readFindings(path: string): readonly Finding[] {
  if (!existsSync(path)) return []
  const findings: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return Array.isArray(findings) ? findings.filter(isFinding) : []
}

function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'code' in value && 'severity' in value
}
