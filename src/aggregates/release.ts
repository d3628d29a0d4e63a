import type { Rules } from './rules.ts'

/** A team, unit or other group of people, or a part of one such as its women. */
export interface Group {
  readonly id: string
  /** The group it is part of. Exactly one group of a release has none: everyone. */
  readonly within?: string
  /** What kind of group it is, such as `team` or `sex`. */
  readonly dimension: string
}

/** True counts of the same people by one attribute. */
export interface CountTable {
  /** Unique in its release. */
  readonly name: string
  /** What it is about if there is one table for each, such as a skill's slug. */
  readonly item?: { readonly dimension: string; readonly value: string }
  readonly attribute: string
  /** At least two, and everyone is in exactly one: "not assessed" is a category. */
  readonly categories: readonly string[]
  /** The category of people of whom nothing is recorded. That it holds everyone is no secret. */
  readonly notRecorded?: string
  /** People directly in each group, leaving out those in groups within it, by category. */
  readonly counts: ReadonlyMap<string, readonly number[]>
}

/**
 * Everything about a population that the same reader can reach at one date. Tables left out of the
 * release are not protected against being held beside it.
 */
export interface Release {
  readonly groups: readonly Group[]
  readonly tables: readonly CountTable[]
}

/** Why nothing is shown at all. */
export type RefusalCode =
  | 'too-few-people'
  | 'dimensions-not-allowed'
  | 'attribute-counted-twice'
  | 'differs-from-earlier'
  | 'cannot-be-protected'

/** A release or average that is not shown, with the sentence for the reader. */
export interface Refusal {
  readonly outcome: 'refused'
  readonly code: RefusalCode
  readonly words: string
}

/** Which counts say something of a few people. */
export interface Limit {
  /** Counts from this on are not small. */
  readonly threshold: number
  /** Zero is small too. */
  readonly withZero: boolean
}

/**
 * The limit on headcounts or, with its attribute, on a table. If any dimension is special it is the
 * stricter one, in the totals as well: else a total could give away a zero inside it.
 */
export function limitOn(groups: readonly Group[], rules: Rules, attribute?: string): Limit {
  const dimensions = new Set([...groups.map((group) => group.dimension), attribute])
  const withZero = rules.specialDimensions.some((special) => dimensions.has(special))
  return { threshold: withZero ? rules.specialThreshold : rules.threshold, withZero }
}

/**
 * Whether these tables may be shown together at all. Each table needs a declared dimension set, and
 * no attribute may be counted in two tables or be a kind of group as well: such tables are linked
 * cell by cell, and protection covers tables that are linked by their groups.
 *
 * @returns why not, or undefined
 */
export function refusedDimensions(release: Release, rules: Rules): Refusal | undefined {
  const kinds = new Set(release.groups.map((group) => group.dimension))
  const seen = new Set<string>()
  for (const table of release.tables) {
    if (!isAllowed(table, kinds, rules)) {
      const words = `Figures are not shown by ${[...kinds, table.attribute].join(' and ')} together.`
      return { outcome: 'refused', code: 'dimensions-not-allowed', words }
    }
    const attribute = JSON.stringify([table.attribute, table.item?.value])
    if (seen.has(attribute) || kinds.has(table.attribute)) {
      const words = `Figures by ${table.attribute} are shown in one table only.`
      return { outcome: 'refused', code: 'attribute-counted-twice', words }
    }
    seen.add(attribute)
  }
  return undefined
}

function isAllowed(table: CountTable, kinds: ReadonlySet<string>, rules: Rules): boolean {
  return rules.dimensionSets.some(
    (set) =>
      set.attribute === table.attribute &&
      set.item === table.item?.dimension &&
      [...kinds].every((kind) => set.groups.includes(kind)),
  )
}

/**
 * Checks that the tables of a release are sound.
 *
 * @throws {RangeError} if a count is no whole number of people, a row is too long or too short, a
 *   group is unknown or listed twice, two tables count different numbers of people in a group, or a
 *   table has a name or category twice
 */
export function checkRelease({ groups, tables }: Release): void {
  const ids = new Set(groups.map((group) => group.id))
  if (ids.size !== groups.length) throw new RangeError('A group is listed twice')
  for (const { within } of groups) {
    if (within !== undefined && !ids.has(within)) throw new RangeError(`No group ${within}`)
  }
  if (tables.length === 0) throw new RangeError('A release needs a table')
  if (new Set(tables.map((table) => table.name)).size !== tables.length) {
    throw new RangeError('Two tables have the same name')
  }
  for (const table of tables) checkTable(table, ids)
  for (const { id } of groups) {
    const sizes = new Set(tables.map((table) => directPeople(table, id)))
    if (sizes.size > 1) throw new RangeError(`Tables differ in how many people are in ${id}`)
  }
}

function checkTable({ name, categories, counts, notRecorded }: CountTable, ids: Set<string>): void {
  const unique = new Set(categories)
  if (unique.size !== categories.length || unique.size < 2) {
    throw new RangeError(`${name} needs at least two categories, each once`)
  }
  if (notRecorded !== undefined && !unique.has(notRecorded)) {
    throw new RangeError(`${name} has no category ${notRecorded}`)
  }
  for (const [id, row] of counts) {
    if (!ids.has(id)) throw new RangeError(`${name} counts people in an unknown group ${id}`)
    if (row.length !== categories.length || !row.every(isCount)) {
      throw new RangeError(`${name} needs one whole number for each category of ${id}`)
    }
  }
}

function isCount(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0 && count < 1_000_000_000
}

/** The people directly in a group, by the row of one table. */
export function directPeople(table: CountTable, id: string): number {
  return (table.counts.get(id) ?? []).reduce((sum, count) => sum + count, 0)
}
