import type { Finding } from '../framework/index.ts'
import { finding } from '../framework/index.ts'
import type { SourceDocument } from './format.ts'

/** No published document comes near this; the largest known is 2.3 MB. */
export const maxDocumentBytes = 32 * 1024 * 1024

/** A decoded document, or the reason why there is none. */
export interface Decoded {
  readonly document?: SourceDocument
  readonly findings: readonly Finding[]
}

/**
 * Decodes the bytes of a file to text: UTF-8 with or without a byte order mark, UTF-16 with one,
 * and otherwise Windows-1252 with a finding. Binary and oversized files are refused with a finding.
 *
 * @example
 * decode('a.txt', new TextEncoder().encode('Data role: Data engineer'))
 * // { document: { name: 'a.txt', text: 'Data role: Data engineer' }, findings: [] }
 */
export function decode(name: string, bytes: Uint8Array): Decoded {
  if (bytes.length > maxDocumentBytes) return refused('document-too-large', name, tooLarge(bytes))
  const utf16 = utf16Label(bytes)
  if (utf16 !== undefined) {
    const text = new TextDecoder(utf16).decode(bytes)
    return { document: { name, text }, findings: [notUtf8(name, 'UTF-16')] }
  }
  if (bytes.includes(0)) return refused('not-text', name, 'The file is binary, not text.')
  try {
    return {
      document: { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) },
      findings: [],
    }
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes)
    if (controlCharacters(text) > text.length / 100) {
      return refused('not-text', name, 'The file is binary, or text in an unknown encoding.')
    }
    return { document: { name, text }, findings: [notUtf8(name, 'Windows-1252')] }
  }
}

/** The finding for a file that is too large to read, also for callers that look before they read. */
export function tooLargeFinding(name: string, bytes: number): Finding {
  return finding('document-too-large', {
    source: name,
    line: null,
    subject: name,
    message: `${name} is ${megabytes(bytes)} MB. The largest document that is read is ${megabytes(maxDocumentBytes)} MB. Check that this is the file you mean.`,
    action: 'left-out',
  })
}

function tooLarge(bytes: Uint8Array): string {
  return tooLargeFinding('The file', bytes.length).message
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)
}

function refused(code: 'not-text' | 'document-too-large', name: string, message: string): Decoded {
  return {
    findings: [
      finding(code, { source: name, line: null, subject: name, message, action: 'left-out' }),
    ],
  }
}

function notUtf8(name: string, encoding: string): Finding {
  return finding('not-utf-8', {
    source: name,
    line: null,
    subject: name,
    message: `${name} is not valid UTF-8. It was read as ${encoding}.`,
    action: 'repaired',
  })
}

function utf16Label(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function controlCharacters(text: string): number {
  // oxlint-disable-next-line no-control-regex -- control characters are what is counted
  return text.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g)?.length ?? 0
}
