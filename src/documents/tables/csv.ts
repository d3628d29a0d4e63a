import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Finding } from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import type { SourceDocument } from '../format.ts'

/** No record of a published table comes near this; a longer one is an unclosed quotation mark. */
const maxRecordBytes = 4_000_000

/** The largest published table has 1,816 rows. */
const maxRecords = 100_000

/** How much of a document is looked at to recognise its header. */
const headerCharacters = 4_000

const options = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: maxRecordBytes,
}

/** One record of comma-separated values: its cells as they stand, and the line it starts on. */
export interface CsvRecord {
  readonly cells: readonly string[]
  readonly line: number
}

/** The records of a document with the finding of a break. */
export interface CsvRecords {
  readonly records: readonly CsvRecord[]
  readonly findings: readonly Finding[]
}

/**
 * Splits a document into records by RFC 4180, with any line end, a byte order mark and rows of any
 * length. Blank records are left out. Where the text breaks off (an unclosed quotation mark, an
 * endless record or table) the records before the break are kept and `csv-broken` says where.
 *
 * @example
 * csvRecords({ name: 'a.csv', text: 'role,skill\r\n"Kite\nmaker",Knots\r\n' }).records
 * // [{ cells: ['role', 'skill'], line: 1 }, { cells: ['Kite\nmaker', 'Knots'], line: 2 }]
 */
export function csvRecords(document: SourceDocument): CsvRecords {
  const records: CsvRecord[] = []
  let line = 1
  let count = 0
  const collect = (cells: string[]): null => {
    count += 1
    if (cells.some((cell) => cell !== '')) records.push({ cells, line })
    for (const cell of cells) line += lineEnds(cell)
    line += 1
    return null
  }
  try {
    parse(document.text, { ...options, to: maxRecords, on_record: collect })
  } catch (error) {
    return { records, findings: [broken(document, line, reason(error))] }
  }
  if (count < maxRecords) return { records, findings: [] }
  const why = `it has ${maxRecords.toLocaleString('en-GB')} rows or more`
  return { records, findings: [broken(document, line, why)] }
}

/**
 * The cells of the first record of a document; none if there is no whole record in its first few
 * thousand characters. Cheap: for recognising a format.
 *
 * @example
 * headerCells({ name: 'a.csv', text: 'Role,Skill\n…' }) // ['Role', 'Skill']
 */
export function headerCells(document: SourceDocument): readonly string[] {
  let header: readonly string[] = []
  const collect = (cells: string[]): null => {
    header = cells
    return null
  }
  try {
    parse(document.text.slice(0, headerCharacters), { ...options, to: 1, on_record: collect })
  } catch {
    return []
  }
  return header
}

/**
 * Writes records the way the official downloads are written: a byte order mark, CRLF after each
 * record, line ends within cells as they are, and quotation marks only where a cell needs them.
 *
 * @example
 * csvText([['role', 'note'], ['Kite maker', 'a\nb']]) // '\ufeffrole,note\r\nKite maker,"a\nb"\r\n'
 */
export function csvText(records: readonly (readonly string[])[]): string {
  return stringify(
    records.map((cells) => [...cells]),
    { bom: true, record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )
}

/**
 * How many line ends (LF, CRLF or a CR alone) a text holds.
 *
 * @example
 * lineEnds('a\r\nb\n') // 2
 */
export function lineEnds(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count += 1
  }
  return count
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is not closed'
  if (code === 'CSV_MAX_RECORD_SIZE') return 'a row is longer than any published one'
  return 'it is not comma-separated values'
}

function broken(document: SourceDocument, line: number, why: string): Finding {
  return finding('csv-broken', {
    source: document.name,
    line,
    subject: document.name,
    message: `The table cannot be read from line ${line} on: ${why}. The rows before it were read.`,
    action: 'left-out',
  })
}
