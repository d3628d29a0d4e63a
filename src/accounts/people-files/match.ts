import type { Tables } from '../../platform/store/index.ts'
import { foldEmail } from '../store/accounts.ts'
import type { Faults } from './faults.ts'
import type { PersonRow } from './rows.ts'

type Person = Tables['people']

/** Who a row is about. */
export interface Matched {
  readonly row: PersonRow
  /** Of the person who is there, or of the one who is added. */
  readonly id: string
  readonly reference: string
  /** Undefined: the person is added. */
  readonly before: Person | undefined
}

/** What matching needs. */
export interface Matching {
  readonly people: readonly Person[]
  readonly faults: Faults
  readonly newId: () => string
}

/**
 * Finds who each row is about: by reference, then by e-mail address. Nobody is found twice, and
 * the order of the rows does not matter.
 */
export function matchPeople(
  rows: readonly PersonRow[],
  { people, faults, newId }: Matching,
): readonly Matched[] {
  const byReference = new Map(people.map((person) => [person.reference, person]))
  const found = new Map<PersonRow, Person>()
  const taken = new Set<string>()
  for (const row of rows) {
    const person = byReference.get(row.texts.reference)
    if (person === undefined || taken.has(person.id)) continue
    found.set(row, person)
    taken.add(person.id)
  }
  const byEmail = new Map<string, Person>()
  for (const person of people) {
    if (taken.has(person.id) || person.email === null) continue
    const email = foldEmail(person.email)
    const other = byEmail.get(email)
    if (other === undefined || person.reference < other.reference) byEmail.set(email, person)
  }
  const matchedBefore = new Set(found.keys())
  for (const row of rows) {
    const person = byEmail.get(row.email)
    if (person === undefined || taken.has(person.id) || found.has(row)) continue
    found.set(row, person)
    taken.add(person.id)
  }
  return rows.map((row) => {
    const before = found.get(row)
    const holder = byEmail.get(row.email)
    if (matchedBefore.has(row) && holder !== undefined && !taken.has(holder.id)) {
      const message = `${holder.name} (reference ${holder.reference}) has this address and is not in the file. Change one of the two.`
      faults.add(row.number, 'email', { value: row.email, message })
    }
    return matched(row, before, { faults, newId })
  })
}

function matched(
  row: PersonRow,
  before: Person | undefined,
  { faults, newId }: Pick<Matching, 'faults' | 'newId'>,
): Matched {
  const { reference } = row.texts
  if (reference !== '') return { row, before, reference, id: before?.id ?? newId() }
  if (before !== undefined) return { row, before, reference: before.reference, id: before.id }
  const message =
    row.email === ''
      ? 'Enter the reference of the person.'
      : 'Enter a reference. Nobody in the organisation has this e-mail address, so the person would be added.'
  faults.add(row.number, 'reference', { message })
  return { row, before, reference: '', id: newId() }
}
