import type { Finding, FindingCodeName, FragmentRole, UsualGrade } from '../../framework/index.ts'
import { finding, levelKey } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { TableRow } from './table.ts'
import { hasColumns, readTable } from './table.ts'

const shape = {
  required: ['role', 'role_level', 'usual_grade'],
  optional: ['second_usual_grade', 'basis', 'date'],
} as const

type Column = (typeof shape.required)[number] | (typeof shape.optional)[number]
type Row = TableRow<Column>

/**
 * Reads a table of the grades that posts at each role level usually have: one grade or two, what
 * that is based on and since when. No official download holds grades. Faults: `row-incomplete`,
 * `duplicate-row`, `rows-contradict` and those of any table.
 *
 * @example
 * usualGradesReader.read({
 *   name: 'grades.csv',
 *   text: 'role,role_level,usual_grade\nKite maker,Lead,Seven\n',
 * }).fragments
 */
export const usualGradesReader: DocumentReader = {
  format: 'usual-grades',
  title: 'Table of usual grades',
  recognises: (document) => hasColumns(document, ['role', 'role_level', 'usual_grade']),
  read: readUsualGrades,
}

function readUsualGrades(document: SourceDocument): ReadResult {
  const { rows, findings } = readTable<Column>(document, shape)
  const found: Finding[] = [...findings]
  const kept = new Map<string, Row>()
  for (const row of rows) {
    const blank = shape.required.find((column) => row.name(column) === '')
    const key = levelKey(row.name('role'), row.name('role_level'))
    const known = kept.get(key)
    if (blank !== undefined) {
      found.push(
        fault(document, row, ['row-incomplete', `The row has nothing in the column ${blank}.`]),
      )
    } else if (known === undefined) kept.set(key, row)
    else if (known.whole === row.whole) {
      found.push(
        fault(document, row, ['duplicate-row', 'The row stands twice. It was taken once.']),
      )
    } else {
      const message = `The role level already has a grade on line ${known.line}. The first was kept.`
      found.push(fault(document, row, ['rows-contradict', message]))
    }
  }
  const roles = [...kept.values()].map((row): FragmentRole => {
    const usualGrade = gradeOf(document, row)
    const level = { name: row.name('role_level'), usualGrade, line: row.line }
    return { name: row.name('role'), levels: [level], line: row.line }
  })
  const fragment = { kind: 'capability', source: document.name, roles } as const
  return { fragments: roles.length === 0 ? [] : [fragment], findings: found }
}

function gradeOf(document: SourceDocument, row: Row): UsualGrade {
  const grades = [row.name('usual_grade'), row.name('second_usual_grade')]
  const date = row.name('date')
  return {
    grades: grades.filter((grade) => grade !== ''),
    basis: row.name('basis') === '' ? 'not stated in the source' : row.name('basis'),
    date: /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date) ? date : null,
    source: document.name,
    line: row.line,
  }
}

function fault(
  document: SourceDocument,
  row: Row,
  [code, message]: readonly [FindingCodeName, string],
): Finding {
  const subject = `${row.name('role')}: ${row.name('role_level')}`
  return finding(code, {
    source: document.name,
    line: row.line,
    subject,
    message,
    action: 'left-out',
  })
}
