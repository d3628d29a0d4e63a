import type { Finding, FindingCodeName, FragmentMaturityRow } from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { TableRow } from './table.ts'
import { hasColumns, readTable } from './table.ts'
import { FirstValues, wholeNumber } from './values.ts'

const shape = {
  required: ['topic_number', 'topic', 'row_number', 'row_title', 'theme'],
  optional: [],
} as const

type Column = (typeof shape.required)[number]
type Row = TableRow<Column>

/**
 * Reads the table of the rows of a maturity model: topic, number, title and theme of each (see
 * `docs/formats.md`). Faults: `number-not-whole`, `row-incomplete`, `duplicate-row`,
 * `duplicate-id` (two rows with one number), `rows-contradict` (two names for one topic) and those
 * of any table.
 *
 * @example
 * maturityRowsReader.read({
 *   name: 'rows.csv',
 *   text: 'topic_number,topic,row_number,row_title,theme\n1,Wind,1,Measuring wind,Tools\n',
 * }).fragments
 */
export const maturityRowsReader: DocumentReader = {
  format: 'maturity-rows',
  title: 'Table of maturity rows',
  recognises: (document) => hasColumns(document, ['topic', 'row_number', 'row_title']),
  read: readMaturityRows,
}

function readMaturityRows(document: SourceDocument): ReadResult {
  const { rows, findings } = readTable<Column>(document, shape)
  const found: Finding[] = [...findings]
  const kept = new Map<number, { row: FragmentMaturityRow; whole: string }>()
  const topics = new FirstValues()
  const refuse = (code: FindingCodeName, row: Row, message: string): void => {
    found.push(faultOf(document, row, { code, message, action: 'left-out' }))
  }
  for (const row of rows) {
    const number = wholeNumber(row.name('row_number'))
    const topicNumber = wholeNumber(row.name('topic_number'))
    const blank = shape.required.find((column) => row.name(column) === '')
    if (number === undefined || topicNumber === undefined) {
      const column = number === undefined ? 'row_number' : 'topic_number'
      const message = `“${row.name(column)}” in the column ${column} is not a whole number from 1.`
      refuse('number-not-whole', row, message)
    } else if (blank !== undefined || number === null || topicNumber === null) {
      refuse('row-incomplete', row, `The row has nothing in the column ${blank ?? 'row_number'}.`)
    } else if (kept.has(number)) {
      const twice = kept.get(number)?.whole === row.whole
      const message = twice
        ? 'The row stands twice. It was taken once.'
        : `Row ${number} stands twice, with different words. The first was kept.`
      refuse(twice ? 'duplicate-row' : 'duplicate-id', row, message)
    } else {
      found.push(...topicFaults({ document, row, topics }))
      const topic = topics.get(String(topicNumber)) ?? row.name('topic')
      kept.set(number, { row: rowOf(row, { topicNumber, number, topic }), whole: row.whole })
    }
  }
  const fragment = {
    kind: 'maturity',
    source: document.name,
    rows: [...kept.values()].map(({ row }) => row),
  } as const
  return { fragments: rows.length === 0 ? [] : [fragment], findings: found }
}

function rowOf(
  row: Row,
  known: { topicNumber: number; number: number; topic: string },
): FragmentMaturityRow {
  return { ...known, title: row.name('row_title'), theme: row.name('theme'), line: row.line }
}

function topicFaults(at: { document: SourceDocument; row: Row; topics: FirstValues }): Finding[] {
  const { document, row, topics } = at
  const number = String(Number(row.name('topic_number')))
  const name = row.name('topic')
  const firstLine = topics.note(number, { value: name, line: row.line })
  if (firstLine === undefined) return []
  const message = `Topic ${number} is called “${name}” here but “${topics.get(number)}” on line ${firstLine}. The first was kept.`
  return [faultOf(document, row, { code: 'rows-contradict', message, action: 'kept' })]
}

function faultOf(
  document: SourceDocument,
  row: Row,
  fault: { code: FindingCodeName; message: string; action: 'kept' | 'left-out' },
): Finding {
  const { code, ...what } = fault
  const subject = `${row.name('topic_number')}.${row.name('row_number')}`
  return finding(code, { source: document.name, line: row.line, subject, ...what })
}
