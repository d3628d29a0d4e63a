import type { Tables } from '../../platform/store/index.ts'
import type { Days } from '../store/days.ts'
import type { Faults } from './faults.ts'
import type { Field } from './fields.ts'
import type { Matched } from './match.ts'
import type { State } from './state.ts'

/** What changes about a person, in words. */
export interface Difference {
  readonly what: string
  readonly from: string
  readonly to: string
}

/** Gathers what changes about whom. */
export class Differences {
  readonly #byPerson = new Map<string, Difference[]>()

  add(personId: string, difference: Difference): void {
    if (difference.from === difference.to) return
    const list = this.#byPerson.get(personId)
    if (list === undefined) this.#byPerson.set(personId, [difference])
    else list.push(difference)
  }

  of(personId: string): readonly Difference[] {
    return this.#byPerson.get(personId) ?? []
  }
}

/** What each part of a plan is made from. */
export interface Planning {
  readonly organisationId: string
  readonly state: State
  readonly matched: readonly Matched[]
  readonly said: ReadonlySet<Field>
  /** `YYYY-MM-DD` */
  readonly today: string
  readonly faults: Faults
  readonly differences: Differences
  readonly newId: () => string
  /** The team a cell names. */
  readonly teamOf: (text: string) => Tables['teams'] | undefined
  /** What a role level is called, with its role. */
  readonly levelTitle: (path: string) => string
}

/**
 * Whether something dated still holds after a day, or will. What ends on the day it begins holds
 * on no day.
 *
 * @example
 * isOpen({ from_day: '2026-01-01', until_day: null }, '2026-11-22') // true
 */
export function isOpen({ from_day: from, until_day: until }: Days, day: string): boolean {
  return until === null || (until > day && until > from)
}

/** When somebody leaves or left, as the file says or as it was. */
export function leftOnOf(
  { said }: Pick<Planning, 'said'>,
  { row, before }: Matched,
): string | null {
  return said.has('leftOn') ? (row.leftOn ?? null) : (before?.left_on ?? null)
}
