import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { decode, maxDocumentBytes, tooLargeFinding } from '../documents/index.ts'
import type { ReadDocument, SourceDocument } from '../documents/index.ts'
import type { Finding, Source } from '../framework/index.ts'
import { ImportRefused } from './refused.ts'
import type { ImportedFile } from './store.ts'

/** A file that was read, or the findings that say why it was not. */
export interface ReadFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly document?: SourceDocument
  readonly findings: readonly Finding[]
}

/** A file that was sent, as it is read. One that is too large or no text has findings only. */
export function readBytes(name: string, bytes: Uint8Array): ReadFile {
  return { name, bytes, ...decode(name, bytes) }
}

/**
 * Reads a file that is to be imported. Looks at the size before reading, so that a huge file costs
 * no memory.
 *
 * @throws ImportRefused where there is no such file
 */
export function readFile(path: string): ReadFile {
  const name = basename(path)
  const { size, isFile } = fileState(path)
  if (!isFile)
    throw new ImportRefused('not-a-file', `${path} is not a file. Name the files to import.`)
  if (size > maxDocumentBytes) {
    return { name, bytes: new Uint8Array(), findings: [tooLargeFinding(name, size)] }
  }
  // What the system shows as a file of no size, such as /proc/kmsg, may never end.
  const bytes = size === 0 ? new Uint8Array() : readFileSync(path)
  return readBytes(name, bytes)
}

function fileState(path: string): { size: number; isFile: boolean } {
  try {
    const state = statSync(path)
    return { size: state.size, isFile: state.isFile() }
  } catch {
    throw new ImportRefused(
      'file-not-found',
      `There is no file ${path}. Check the name and the folder.`,
    )
  }
}

/** What stays known of a file that was imported. */
export function fileOf(
  { name, bytes, document }: ReadFile,
  results: readonly ReadDocument[],
): ImportedFile {
  const result = results.find(({ documents }) => documents.some((each) => each === document))
  const format = result?.title
  return {
    name,
    sha256: hashOf(bytes),
    bytes: bytes.length,
    ...(format !== undefined && { format }),
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What an edition says about a document it was made from. */
export function sourceOf(
  document: SourceDocument,
  results: readonly ReadDocument[],
  files: readonly ReadFile[],
): Source {
  const bytes = files.find((file) => file.document === document)?.bytes ?? new Uint8Array()
  const result = results.find((each) => each.documents.includes(document))
  return {
    file: document.name,
    format: result?.format ?? 'unknown',
    title: result?.title ?? document.name,
    sha256: hashOf(bytes),
    bytes: bytes.length,
    licence: 'Not stated in the file',
    attribution: '',
    date: null,
  }
}
