import type { Finding } from '../framework/index.ts'
import { finding } from '../framework/index.ts'
import type { SourceDocument } from './format.ts'
import { repairEncoding } from './encoding.ts'

/** No line of a published text document comes near this. */
const maxLineLength = 20_000

/** One line of a document: its text after certain repairs, and its 1-based number. */
export interface DocumentLine {
  readonly text: string
  readonly number: number
}

/** The lines of a document with the findings of preparing them. */
export interface PreparedLines {
  readonly lines: readonly DocumentLine[]
  readonly findings: readonly Finding[]
}

/**
 * Splits a document into lines and repairs mis-encoded punctuation, one finding per repaired line.
 * A document with an endless line gives no lines and one finding.
 *
 * @example
 * preparedLines({ name: 'a.txt', text: 'one\r\ntwo' }).lines
 * // [{ text: 'one', number: 1 }, { text: 'two', number: 2 }]
 */
export function preparedLines(document: SourceDocument): PreparedLines {
  const findings: Finding[] = []
  const lines: DocumentLine[] = []
  const raw = document.text.split(/\r\n|\n|\r/)
  const endless = raw.findIndex((line) => line.length > maxLineLength)
  if (endless !== -1) return { lines: [], findings: [lineTooLong(document.name, endless + 1)] }
  for (const [index, before] of raw.entries()) {
    const { text, places } = repairEncoding(before)
    lines.push({ text, number: index + 1 })
    if (places > 0) {
      findings.push(
        misEncoded({ source: document.name, line: index + 1, before, after: text, places }),
      )
    }
  }
  return { lines, findings }
}

/**
 * The finding for a text whose punctuation was repaired.
 *
 * @example
 * misEncoded({ source: 'a.txt', line: 3, before: 'itâ€™s', after: 'it’s', places: 1 }).code
 * // 'mis-encoded-punctuation'
 */
export function misEncoded(repair: {
  source: string
  line: number
  before: string
  after: string
  places: number
}): Finding {
  const { source, line, before, after, places } = repair
  return finding('mis-encoded-punctuation', {
    source,
    line,
    subject: shortened(after.trim().replace(/^- /, '')),
    message: `Mis-encoded punctuation in ${places === 1 ? 'one place' : `${places} places`} was put right.`,
    action: 'repaired',
    before,
    after,
  })
}

const bullet = /^[-*•]\s+(.+)$/

/**
 * The text of an item of a list; undefined for a line that is none. The line is trimmed first: a
 * pattern that looks for white space at both ends takes quadratic time on long runs of it.
 *
 * @example
 * itemOf('  - explain why ') // 'explain why'
 */
export function itemOf(line: string): string | undefined {
  return bullet.exec(line.trim())?.[1]
}

/** The first characters of a text, for the subject of a finding. */
export function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79).trimEnd()}…`
}

function lineTooLong(source: string, line: number): Finding {
  return finding('line-too-long', {
    source,
    line,
    subject: source,
    message: `Line ${line} is longer than ${maxLineLength.toLocaleString('en-GB')} characters. Check that this is a text document.`,
    action: 'left-out',
  })
}
