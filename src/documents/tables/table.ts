import type { Finding } from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import { repairEncoding } from '../encoding.ts'
import type { SourceDocument } from '../format.ts'
import { misEncoded } from '../lines.ts'
import type { CsvRecord } from './csv.ts'
import { csvRecords, headerCells, lineEnds } from './csv.ts'

/** The columns of one kind of table, named as its publisher names them. */
export interface TableShape<Column extends string> {
  readonly required: readonly Column[]
  readonly optional: readonly Column[]
  /** Whether a table with a header and no rows is in order. */
  readonly mayBeEmpty?: boolean
}

/** The rows of a table with the findings of preparing them. */
export interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[]
  readonly findings: readonly Finding[]
}

/** One row of a table; its cells are asked for by column. */
export interface TableRow<Column extends string> {
  /** The 1-based line of the document it starts on. */
  readonly line: number
  /** The same for two rows exactly if they are the same in every cell, known column or not. */
  readonly whole: string
  /** A cell with a name, word or number: without the space around it. */
  name(column: Column): string
  /** A cell with prose: as published, after repairs, with LF line ends. */
  text(column: Column): string
  /** The line a cell starts on. */
  lineOf(column: Column): number
}

/**
 * Whether a document starts with a header that has all these columns, in any order.
 *
 * @example
 * hasColumns({ name: 'a.csv', text: 'skill,role\n' }, ['role', 'skill']) // true
 */
export function hasColumns(document: SourceDocument, columns: readonly string[]): boolean {
  const header = new Set(headerCells(document).map(columnKey))
  return columns.every((column) => header.has(columnKey(column)))
}

/**
 * Reads a table by the names in its header, in any order and case. Mis-encoded punctuation is
 * repaired, one finding per distinct cell. Faults: `column-missing` (no rows then),
 * `column-unknown`, `csv-broken`, `empty-document`, `mis-encoded-punctuation`.
 *
 * @example
 * readTable({ name: 'a.csv', text: 'role\nKite maker\n' }, { required: ['role'], optional: [] })
 *   .rows[0]?.name('role') // 'Kite maker'
 */
export function readTable<Column extends string>(
  document: SourceDocument,
  shape: TableShape<Column>,
): Table<Column> {
  const { records, findings } = csvRecords(document)
  const found: Finding[] = [...findings]
  const header = records[0]
  const places = header === undefined ? new Map<string, number>() : placesOf(header)
  const missing = shape.required.filter((column) => !places.has(columnKey(column)))
  found.push(...missing.map((column) => columnMissing(document, column)))
  if (header === undefined || missing.length > 0) return { rows: [], findings: found }
  found.push(...unknownColumns(document, header, shape))
  const repair = repairer(document, found)
  const rows = records.slice(1).map((record) => {
    if (record.cells.slice(header.cells.length).some((cell) => cell.trim() !== '')) {
      found.push(tooManyCells(document, record))
    }
    return rowOf<Column>(record, places, repair)
  })
  if (rows.length === 0 && shape.mayBeEmpty !== true && findings.length === 0) {
    found.push(noRows(document))
  }
  return { rows, findings: found }
}

type Repair = (cell: string, line: number) => string

function rowOf<Column extends string>(
  { cells, line }: CsvRecord,
  places: ReadonlyMap<string, number>,
  repair: Repair,
): TableRow<Column> {
  const starts: number[] = []
  let start = line
  for (const cell of cells) {
    starts.push(start)
    start += lineEnds(cell)
  }
  const lineAt = (place: number): number => starts[place] ?? line
  const known = new Map<string, { text: string; line: number }>()
  for (const [key, place] of places) {
    const at = lineAt(place)
    known.set(key, { text: repair(cells[place] ?? '', at), line: at })
  }
  const textOf = (column: Column): string => known.get(columnKey(column))?.text ?? ''
  return {
    line,
    whole: JSON.stringify(cells),
    name: (column) => textOf(column).trim(),
    text: textOf,
    lineOf: (column) => known.get(columnKey(column))?.line ?? line,
  }
}

function repairer(document: SourceDocument, found: Finding[]): Repair {
  const repairs = new Map<string, string>()
  return (cell, line) => {
    const known = repairs.get(cell)
    if (known !== undefined) return known
    const { text, places } = repairEncoding(cell)
    const after = text.replaceAll('\r\n', '\n')
    repairs.set(cell, after)
    if (places > 0) {
      found.push(misEncoded({ source: document.name, line, before: cell, after: text, places }))
    }
    return after
  }
}

function columnKey(name: string): string {
  return repairEncoding(name).text.trim().toLowerCase()
}

function placesOf(header: CsvRecord): Map<string, number> {
  const places = new Map<string, number>()
  for (const [place, name] of header.cells.entries()) {
    const key = columnKey(name)
    if (!places.has(key)) places.set(key, place)
  }
  return places
}

function unknownColumns<Column extends string>(
  document: SourceDocument,
  header: CsvRecord,
  shape: TableShape<Column>,
): Finding[] {
  const expected = new Set([...shape.required, ...shape.optional].map(columnKey))
  return header.cells
    .filter((name) => name.trim() !== '' && !expected.delete(columnKey(name)))
    .map((name) =>
      finding('column-unknown', {
        source: document.name,
        line: header.line,
        subject: name,
        message: `The column “${name}” is not in the published format, or stands twice. It was not read.`,
        action: 'left-out',
      }),
    )
}

function tooManyCells(document: SourceDocument, { line, cells }: CsvRecord): Finding {
  return finding('column-unknown', {
    source: document.name,
    line,
    subject: document.name,
    message: `The row has ${cells.length} cells, more than the table has columns. The last ones were not read.`,
    action: 'left-out',
  })
}

function columnMissing(document: SourceDocument, column: string): Finding {
  return finding('column-missing', {
    source: document.name,
    line: 1,
    subject: column,
    message: `The table has no column “${column}”. Nothing of it was read.`,
    action: 'left-out',
  })
}

function noRows(document: SourceDocument): Finding {
  return finding('empty-document', {
    source: document.name,
    line: 1,
    subject: document.name,
    message: 'The table has a header but no rows.',
    action: 'left-out',
  })
}
