import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { maxDocumentBytes, readDocuments, writers } from '../documents/index.ts'
import type { Edition, Finding } from '../framework/index.ts'
import type { LoadedEdition } from './library.ts'
import { ImportRefused } from './refused.ts'

/** An edition as the store keeps it. */
export interface PackedEdition {
  readonly framework: string
  readonly edition: string
  /** The edition in Capable's own JSON: gzip, then base64. */
  readonly content: string
  /** Its findings as JSON, in the same form. */
  readonly findings: string
}

/** An edition that was imported, before it is known which framework's register it uses. */
export type ImportedContent = Omit<LoadedEdition, 'register'>

/**
 * Makes an edition ready to be kept.
 *
 * @throws ImportRefused where it could not be read back: it would be imported and never seen
 * @example
 * await store.write((db) => addEdition(db, packEdition({ edition, findings }), from))
 */
export function packEdition(of: {
  readonly edition: Edition
  readonly findings: readonly Finding[]
}): PackedEdition {
  const file = writers.find((writer) => writer.format === 'capable-json')?.write(of.edition)[0]
  if (file === undefined) throw new RangeError('No writer for Capable’s own JSON')
  const [read] = readDocuments([file])
  if (read?.edition === undefined) {
    throw new ImportRefused(
      'edition-inconsistent',
      `The files do not make a whole edition, so nothing was written. ${read?.findings[0]?.message ?? ''}`,
    )
  }
  return packText(of.edition, { content: file.text, findings: JSON.stringify(of.findings) })
}

/** What is kept of an edition, as text. */
export interface EditionTexts {
  readonly content: string
  readonly findings: string
}

/** The same from the text of an edition that is known to be whole. */
export function packText({ framework, edition }: Edition, texts: EditionTexts): PackedEdition {
  return {
    framework: framework.slug,
    edition: edition.name,
    content: pack(texts.content),
    findings: pack(texts.findings),
  }
}

/** Undefined where this version cannot read the edition: the others are still worth reading. */
export function unpackEdition(packed: PackedEdition): ImportedContent | undefined {
  try {
    const texts = { content: unpack(packed.content), findings: unpack(packed.findings) }
    const read = readTexts(texts)
    if (read?.edition.framework.slug !== packed.framework) return undefined
    return read.edition.edition.name === packed.edition ? read : undefined
  } catch {
    return undefined
  }
}

/** The edition that texts hold; undefined where they hold no whole one. */
export function readTexts({ content, findings }: EditionTexts): ImportedContent | undefined {
  const [read] = readDocuments([{ name: 'edition.json', text: content }])
  if (read?.edition === undefined) return undefined
  const hash = createHash('sha256').update(content).digest('hex')
  return { edition: read.edition, findings: findingsIn(findings), hash }
}

/** Whether two packed editions hold the same text. */
export function isSameContent(
  one: Pick<PackedEdition, 'content'>,
  other: Pick<PackedEdition, 'content'>,
): boolean {
  return one.content === other.content || unpack(one.content) === unpack(other.content)
}

/** None where the text is not what it should be. */
function findingsIn(text: string): readonly Finding[] {
  try {
    const findings: unknown = JSON.parse(text)
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

function pack(text: string): string {
  if (Buffer.byteLength(text) > maxDocumentBytes) {
    throw new ImportRefused(
      'edition-too-large',
      `The edition takes more than ${maxDocumentBytes / 1024 / 1024} MB, so nothing was written. Import fewer files into it.`,
    )
  }
  return gzipSync(text).toString('base64')
}

/** Whatever a restored database holds, no more is unpacked than was packed. */
function unpack(text: string): string {
  return gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: maxDocumentBytes }).toString()
}
