import { foldEmail } from '../store/accounts.ts'
import type { Parsed, Terms } from './cells.ts'
import { parseDay, parseEmail, parseFte, parseTerms, wrongText } from './cells.ts'
import { Faults } from './faults.ts'
import type { Field, Mapping } from './fields.ts'
import type { Table, TableRow } from './readers/table.ts'
import type { KnownLevel, KnownLevels } from './role-levels.ts'

/** A row whose cells have been understood. Empty: nothing stands there. */
export interface PersonRow {
  readonly number: number
  readonly texts: Readonly<Record<Field, string>>
  /** From one column or from two. */
  readonly name: string
  /** Folded. */
  readonly email: string
  readonly terms: Terms | undefined
  readonly fte: number | undefined
  readonly startedOn: string | undefined
  readonly leftOn: string | undefined
  readonly roleLevel: KnownLevel | undefined
}

/** The rows of a file, which fields it speaks of, and what is wrong so far. */
export interface ReadRows {
  readonly rows: readonly PersonRow[]
  readonly said: ReadonlySet<Field>
  readonly faults: Faults
}

const longest: Readonly<Partial<Record<Field, number>>> = { reference: 60, postReference: 60 }
const usualLength = 200

/** Reads every row by itself, and finds references and addresses that two rows have. */
export function readRows(table: Table, mapping: Mapping, levels: KnownLevels): ReadRows {
  const columns = new Map<Field, number>()
  for (const [at, field] of mapping.entries()) if (field !== undefined) columns.set(field, at)
  const headers = [...columns].map(([field, at]): [Field, string] => [
    field,
    table.headers[at] ?? '',
  ])
  const faults = new Faults(new Map(headers))
  const reading: Reading = { columns, faults, levels }
  const rows = table.rows.map((row) => readRow(row, reading))
  findTwice(rows, 'reference', { key: ({ texts }) => texts.reference, faults })
  findTwice(rows, 'email', { key: ({ email }) => email, faults })
  return { rows, said: new Set(columns.keys()), faults }
}

interface Reading {
  readonly columns: ReadonlyMap<Field, number>
  readonly faults: Faults
  readonly levels: KnownLevels
}

function readRow({ number, cells }: TableRow, { columns, faults, levels }: Reading): PersonRow {
  const texts = { ...empty }
  for (const [field, at] of columns) {
    const text = cells[at] ?? ''
    const message = wrongText(text, longest[field] ?? usualLength)
    if (message === undefined) texts[field] = text
    else faults.add(number, field, { value: text, message })
  }
  const parsed = <T>(field: Field, parse: (text: string) => Parsed<T>): T | undefined => {
    const value = texts[field]
    const result = value === '' ? undefined : parse(value)
    if (result === undefined) return undefined
    if ('value' in result) return result.value
    faults.add(number, field, { value, message: result.wrong })
    return undefined
  }
  const name = texts.name || `${texts.firstName} ${texts.lastName}`.trim()
  if (name === '') {
    const field = columns.has('name') ? 'name' : 'lastName'
    faults.add(number, field, { message: 'Enter the name of the person.' })
  }
  const startedOn = parsed('startedOn', parseDay)
  const leftOn = parsed('leftOn', parseDay)
  if (startedOn !== undefined && leftOn !== undefined && leftOn < startedOn) {
    const message = `The person cannot leave before they started, on ${startedOn}. Change one of the dates.`
    faults.add(number, 'leftOn', { value: texts.leftOn, message })
  }
  return {
    number,
    texts,
    name,
    email: foldEmail(parsed('email', parseEmail) ?? ''),
    terms: parsed('terms', parseTerms),
    fte: parsed('fte', parseFte),
    startedOn,
    leftOn,
    roleLevel: parsed('roleLevel', (text) => {
      const found = levels.find(text)
      return 'wrong' in found ? found : { value: found }
    }),
  }
}

const empty: Readonly<Record<Field, string>> = {
  reference: '',
  name: '',
  firstName: '',
  lastName: '',
  email: '',
  team: '',
  teamAbove: '',
  lineManager: '',
  professionalAssessor: '',
  countersigner: '',
  grade: '',
  postReference: '',
  postTitle: '',
  roleLevel: '',
  terms: '',
  fte: '',
  startedOn: '',
  leftOn: '',
}

interface Finding {
  readonly key: (row: PersonRow) => string
  readonly faults: Faults
}

function findTwice(
  rows: readonly PersonRow[],
  field: 'reference' | 'email',
  { key, faults }: Finding,
): void {
  const first = new Map<string, number>()
  for (const row of rows) {
    const value = key(row)
    if (value === '') continue
    const before = first.get(value)
    if (before === undefined) first.set(value, row.number)
    else {
      const what = field === 'reference' ? 'reference' : 'e-mail address'
      const message = `Row ${before} has the same ${what}. Each person stands in one row and has their own.`
      faults.add(row.number, field, { value, message })
    }
  }
}
