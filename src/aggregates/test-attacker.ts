import type { Mark } from './figure.ts'
import type { Group } from './release.ts'
import type { Term } from './test-linear-program.ts'
import { LinearProgram } from './test-linear-program.ts'

/** What everyone can see of a release, and what a colleague knows of the organisation. */
export interface Seen {
  readonly groups: readonly Group[]
  /** Groups in which people are directly, outside any group within it. */
  readonly withDirectPeople: ReadonlySet<string>
  readonly headcount: (group: string) => Mark
  /** The fewest people with which a group is shown, apart from 0. */
  readonly threshold: number
  readonly tables: readonly SeenTable[]
  /** Nothing is shown of which nearly all of a group, or all of it, are one. */
  readonly hidesNearlyAll: boolean
  /** 1 if figures are not rounded. */
  readonly base: number
}

export interface SeenTable {
  readonly name: string
  readonly categories: readonly string[]
  readonly notRecorded: string | undefined
  readonly mark: (group: string, category: string) => Mark
  /** The least that is shown of a group, apart from 0. */
  readonly threshold: number
  /** What else is known of a cell. */
  readonly alsoKnown?: (group: string, category: string) => Interval | undefined
  /** A cell of which a reader knows that it is the same as in the release before. */
  readonly isAsBefore?: (group: string) => boolean
}

/** Bounds can creep for ever; what is left then is for the linear program. */
const mostPasses = 30

export interface Interval {
  low: number
  high: number
}

/**
 * Somebody who has every published figure, knows the rules and the tree of groups, and works out
 * what each hidden count can be: from totals, subtraction between groups, tables and releases, what
 * rounding leaves open, and that nothing is shown of which nearly all or all are one.
 */
export class Attacker {
  readonly #numbers = new Map<string, number>()
  readonly #low: number[] = []
  readonly #high: number[] = []
  readonly #equations: Term[][] = []
  #program: LinearProgram | undefined

  /** @param releases oldest first */
  constructor(releases: readonly Seen[], people = 100_000) {
    for (const [at, seen] of releases.entries()) this.#look(seen, { at, people })
    this.#reason()
  }

  /** What a count can be by reasoning equation by equation; true bounds, perhaps too wide. */
  quick(release: number, cell: { table: string; group: string; category: string }): Interval {
    const at = this.#number(keyOf(release, cell.table, [cell.group, cell.category]))
    return { low: this.#low[at] ?? 0, high: this.#high[at] ?? 0 }
  }

  /** What a count can be by linear programming over all figures at once. */
  exact(release: number, cell: { table: string; group: string; category: string }): Interval {
    return this.#solve([
      { unknown: this.#number(keyOf(release, cell.table, [cell.group, cell.category])), times: 1 },
    ])
  }

  /** The same for everyone of the group who is not counted in the cell. */
  exactOthers(release: number, cell: { table: string; group: string; category: string }): Interval {
    return this.#solve([
      { unknown: this.#number(keyOf(release, '', [cell.group])), times: 1 },
      { unknown: this.#number(keyOf(release, cell.table, [cell.group, cell.category])), times: -1 },
    ])
  }

  /** What the number of people in a group can be. */
  exactHeadcount(release: number, group: string): Interval {
    return this.#solve([{ unknown: this.#number(keyOf(release, '', [group])), times: 1 }])
  }

  #solve(terms: readonly Term[]): Interval {
    this.#program ??= new LinearProgram({
      low: this.#low,
      high: this.#high,
      equations: this.#equations,
    })
    const { low, high } = this.#program.range(terms)
    return { low: Math.ceil(low - 1e-5), high: Math.floor(high + 1e-5) }
  }

  #look(seen: Seen, { at, people }: { at: number; people: number }): void {
    const asBefore = (table: SeenTable | undefined, group: string): boolean =>
      at > 0 && table?.isAsBefore?.(group) === true
    const keyFor = (table: SeenTable | undefined, group: string, category?: string): string => {
      const isOld =
        table === undefined
          ? seen.tables.some((each) => asBefore(each, group))
          : asBefore(table, group)
      const names = category === undefined ? [group] : [group, category]
      const key = keyOf(at, table?.name ?? '', names)
      const old = this.#numbers.get(keyOf(at - 1, table?.name ?? '', names))
      if (isOld && old !== undefined) this.#numbers.set(key, old)
      return key
    }
    for (const { id } of seen.groups) {
      const size = this.#number(keyFor(undefined, id), people)
      this.#know(size, knownOf(seen.headcount(id), { base: seen.base, threshold: seen.threshold }))
      for (const table of seen.tables) {
        const cells = table.categories.map((category) => {
          const cell = this.#number(keyFor(table, id, category), people)
          const threshold = table.threshold
          const mark = table.mark(id, category)
          this.#know(cell, knownOf(mark, { base: seen.base, threshold }))
          const more = table.alsoKnown?.(id, category)
          if (more !== undefined) this.#know(cell, more)
          const isZero = 'shown' in mark && mark.shown === 0
          const mayBeAll = category === table.notRecorded || !seen.hidesNearlyAll
          if ('shown' in mark && !isZero && !mayBeAll)
            this.#leaves(size, cell, { threshold, people })
          return cell
        })
        this.#equal(size, cells)
      }
    }
    this.#addUp(seen, { at, people })
  }

  #addUp(seen: Seen, { at, people }: { at: number; people: number }): void {
    for (const { id } of seen.groups) {
      const parts = seen.groups.filter((group) => group.within === id).map((group) => group.id)
      if (parts.length === 0) continue
      const lines: (readonly [string, string | undefined])[] = [
        ['', undefined],
        ...seen.tables.flatMap((table) =>
          table.categories.map((category): readonly [string, string] => [table.name, category]),
        ),
      ]
      for (const [table, category] of lines) {
        const names = category === undefined ? [] : [category]
        const cellOf = (group: string): number => this.#number(keyOf(at, table, [group, ...names]))
        const inside = parts.map(cellOf)
        if (seen.withDirectPeople.has(id))
          inside.push(this.#number(`direct ${keyOf(at, table, [id, ...names])}`, people))
        this.#equal(cellOf(id), inside)
      }
    }
  }

  /** At least so many people of the group are not in the cell. */
  #leaves(
    size: number,
    cell: number,
    { threshold, people }: { threshold: number; people: number },
  ): void {
    const others = this.#low.push(threshold) - 1
    this.#high.push(people)
    this.#equal(size, [cell, others])
  }

  #equal(whole: number, parts: readonly number[]): void {
    this.#equations.push([
      { unknown: whole, times: 1 },
      ...parts.map((unknown) => ({ unknown, times: -1 })),
    ])
  }

  #number(key: string, most?: number): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    if (most === undefined) throw new RangeError(`Nothing is known of ${key}`)
    const at = this.#low.push(0) - 1
    this.#high.push(most)
    this.#numbers.set(key, at)
    return at
  }

  #know(unknown: number, { low, high }: Interval): void {
    this.#low[unknown] = Math.max(this.#low[unknown] ?? 0, low)
    this.#high[unknown] = Math.min(this.#high[unknown] ?? 0, high)
  }

  /** Narrows each unknown by each equation, over and over while that changes anything. */
  #reason(): void {
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const narrowed = this.#equations.reduce((sum, terms) => sum + this.#reasonBy(terms), 0)
      if (narrowed === 0) return
    }
  }

  #reasonBy(terms: readonly Term[]): number {
    const least = ({ unknown, times }: Term): number =>
      times > 0 ? times * (this.#low[unknown] ?? 0) : times * (this.#high[unknown] ?? 0)
    const most = ({ unknown, times }: Term): number =>
      times > 0 ? times * (this.#high[unknown] ?? 0) : times * (this.#low[unknown] ?? 0)
    let narrowed = 0
    for (const term of terms) {
      const low = -terms.reduce((sum, each) => (each === term ? sum : sum + most(each)), 0)
      const high = -terms.reduce((sum, each) => (each === term ? sum : sum + least(each)), 0)
      const old = (this.#high[term.unknown] ?? 0) - (this.#low[term.unknown] ?? 0)
      const range = term.times > 0 ? { low, high } : { low: -high, high: -low }
      this.#know(term.unknown, range)
      narrowed += old - ((this.#high[term.unknown] ?? 0) - (this.#low[term.unknown] ?? 0))
    }
    return narrowed
  }
}

function keyOf(release: number, table: string, names: readonly string[]): string {
  return JSON.stringify([release, table, ...names])
}

function knownOf(mark: Mark, { base, threshold }: { base: number; threshold: number }): Interval {
  if (!('shown' in mark)) return { low: 0, high: Infinity }
  if (mark.shown === 0) return { low: 0, high: 0 }
  const half = (base - 1) / 2
  return { low: Math.max(threshold, mark.shown - half), high: mark.shown + half }
}
