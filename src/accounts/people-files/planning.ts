import type { Tables } from '../../platform/store/index.ts'
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
 * Whether something dated still holds after a day, or will.
 *
 * @example
 * isOpen({ until_day: null }, '2026-11-22') // true
 */
export function isOpen({ until_day: until }: { until_day: string | null }, day: string): boolean {
  return until === null || until > day
}

/** Ends something dated on a day; what would have held for no day at all goes. */
export function end<Row extends { readonly id: string; readonly from_day: string }>(
  row: Row,
  day: string,
): { readonly put: Row } | { readonly removed: string } {
  return row.from_day >= day ? { removed: row.id } : { put: { ...row, until_day: day } }
}
