import { afterLeaving, earliest } from '../store/days.ts'
import type { Leaving } from '../store/days.ts'
import { leftOnOf } from './planning.ts'
import type { Planning } from './planning.ts'
import type { State } from './state.ts'

type Line = State['relations'][number]

/** A reporting line whose end moves with the leaving date of one of the two. */
export interface MovedLine {
  readonly was: Line
  readonly is: Line
}

/** The reporting lines of an organisation as the leaving dates of a file have them end. */
export class LeavingLines {
  readonly lines: readonly Line[]
  readonly moved: readonly MovedLine[]
  readonly #leaving: ReadonlyMap<string, Leaving>
  readonly #inFile: ReadonlySet<string>

  constructor(planning: Planning) {
    const { state, matched } = planning
    const leaving = new Map<string, Leaving>()
    for (const { id, left_on: day } of state.people) leaving.set(id, { before: day, after: day })
    for (const each of matched) {
      const before = each.before?.left_on ?? null
      leaving.set(each.id, { before, after: leftOnOf(planning, each) })
    }
    this.#leaving = leaving
    this.#inFile = new Set(matched.map(({ id }) => id))
    const pairs = state.relations.map((was) => ({ was, is: this.#after(was) }))
    this.lines = pairs.map(({ is }) => is)
    this.moved = pairs.filter(({ was, is }) => was.until_day !== is.until_day)
  }

  /** The first day on which one of two people is no longer there. */
  endOf(one: string, other: string | undefined): string | null {
    return this.#of(one, other).after
  }

  isInFile(personId: string): boolean {
    return this.#inFile.has(personId)
  }

  /** Lines between people who are not in the file are not for the file to change. */
  #after(line: Line): Line {
    const { person_id: one, other_id: other } = line
    if (!this.isInFile(one) && !this.isInFile(other)) return line
    return afterLeaving(line, this.#of(one, other))
  }

  #of(one: string, other: string | undefined): Leaving {
    const a = this.#leaving.get(one)
    const b = this.#leaving.get(other ?? '')
    return {
      before: earliest(a?.before ?? null, b?.before ?? null),
      after: earliest(a?.after ?? null, b?.after ?? null),
    }
  }
}
