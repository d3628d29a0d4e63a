import { defaultRules } from '../../aggregates/index.ts'
import type { CountTable, Group, Release, Rules } from '../../aggregates/index.ts'
import type { HoldingToCount, PostToCount, ToCount } from '../store/figures.ts'

/** By what people and vacant posts are counted, and nothing else: there is no free filtering. */
export const figureRules: Rules = {
  ...defaultRules,
  dimensionSets: [
    { groups: ['organisation', 'team'], attribute: 'grade' },
    { groups: ['organisation', 'team'], attribute: 'role-family' },
    { groups: ['organisation', 'team'], attribute: 'terms' },
    { groups: ['organisation', 'team'], attribute: 'working-time' },
    { groups: ['organisation', 'funding'], attribute: 'grade' },
  ],
}

/** Everyone, or all vacant posts. */
export const everyone = 'everyone'

/** What is not recorded, or not one of the groups and categories that a series began with. */
export const unknown = 'unknown'

/** The terms of a contract, in the order in which they are shown. */
const terms = ['permanent', 'fixed-term', 'loan', 'secondment', 'apprentice', 'contingent']
const workingTimes = ['full-time', 'part-time']
const funding = ['funded', 'not-funded']

/** The groups and categories of a series. They stay the same while it lasts. */
export interface Shape {
  /** Top-level teams. */
  readonly teams: readonly string[]
  readonly grades: readonly string[]
  readonly families: readonly string[]
}

/** What each thing counts as. */
export interface Meanings {
  /** The group that a team counts in: the team at the top, or where there is one alone, below it. */
  readonly topOf: (team: string) => string | undefined
  /** The role family of a post's role level. */
  readonly familyOf: (post: PostToCount) => string | undefined
}

/** People and vacant posts, counted. */
export interface Counted {
  readonly people: Release
  readonly vacancies: Release
}

/**
 * Counts people by team, grade, role family, terms and working time, and vacant posts by funding
 * and grade. A person counts once, by the post they hold with the most hours. Whoever and whatever
 * is outside the shape counts as unknown: everyone is in every table.
 *
 * @example
 * countsOfStore(rows, shape, meanings).people.tables.map(({ name }) => name)
 */
export function countsOfStore(rows: ToCount, shape: Shape, meanings: Meanings): Counted {
  return { people: countedPeople(rows, shape, meanings), vacancies: countedVacancies(rows, shape) }
}

/** The shape that a series began with. */
export function shapeOf({ people }: Counted): Shape {
  const categories = (name: string): readonly string[] =>
    (people.tables.find((table) => table.name === name)?.categories ?? []).filter(
      (category) => category !== unknown,
    )
  const ids = people.groups.map(({ id }) => id)
  return {
    teams: ids.filter((id) => id !== everyone && id !== unknown),
    grades: categories('grade'),
    families: categories('role-family'),
  }
}

function countedPeople(
  { people, posts, holdings }: ToCount,
  { teams, grades, families }: Shape,
  { topOf, familyOf }: Meanings,
): Release {
  const groups: readonly Group[] = [
    { id: everyone, dimension: 'organisation' },
    ...[...teams, unknown].map((id) => ({ id, within: everyone, dimension: 'team' })),
  ]
  const tally = new Tally(groups, [
    ['grade', grades],
    ['role-family', families],
    ['terms', terms],
    ['working-time', workingTimes],
  ])
  const held = Map.groupBy(holdings, ({ person_id: id }) => id)
  const byId = new Map(posts.map((post) => [post.id, post]))
  for (const { id, team_id: team } of people) {
    const own = held.get(id) ?? []
    const main = mainOf(own)
    const post = byId.get(main?.post_id ?? '')
    tally.add(team === null ? undefined : topOf(team), [
      post?.grade_id ?? undefined,
      post && familyOf(post),
      main?.terms,
      workingTimeOf(own),
    ])
  }
  return tally.release()
}

function countedVacancies({ posts, holdings }: ToCount, { grades }: Shape): Release {
  const groups: readonly Group[] = [
    { id: everyone, dimension: 'organisation' },
    ...funding.map((id) => ({ id, within: everyone, dimension: 'funding' })),
  ]
  const tally = new Tally(groups, [['grade', grades]])
  const held = new Set(holdings.map(({ post_id: id }) => id))
  for (const { id, grade_id: grade, funded } of posts) {
    if (held.has(id)) continue
    tally.add(funded === 1 ? 'funded' : 'not-funded', [grade ?? undefined])
  }
  return tally.release()
}

/** The post with the most hours; of equal ones the one held longest. */
function mainOf(holdings: readonly HoldingToCount[]): HoldingToCount | undefined {
  const [main] = holdings.toSorted(
    (a, b) => b.fte - a.fte || compare(a.from_day, b.from_day) || compare(a.id, b.id),
  )
  return main
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function workingTimeOf(holdings: readonly HoldingToCount[]): string | undefined {
  const fte = holdings.reduce((sum, holding) => sum + holding.fte, 0)
  if (fte === 0) return undefined
  return fte >= 100 ? 'full-time' : 'part-time'
}

/** Counts one thing after the other, each in one group and in one category of every table. */
class Tally {
  readonly #groups: readonly Group[]
  readonly #tables: readonly (Omit<CountTable, 'counts'> & {
    readonly counts: ReadonlyMap<string, number[]>
  })[]

  constructor(
    groups: readonly Group[],
    attributes: readonly (readonly [string, readonly string[]])[],
  ) {
    this.#groups = groups
    this.#tables = attributes.map(([attribute, known]) => {
      const categories = [...known, unknown]
      const counts = new Map(groups.map(({ id }) => [id, categories.map(() => 0)]))
      return { name: attribute, attribute, categories, notRecorded: unknown, counts }
    })
  }

  /** @param values one for each attribute, in order; undefined: not recorded */
  add(group: string | undefined, values: readonly (string | undefined)[]): void {
    const home = this.#groups.some(({ id }) => id === group) ? (group ?? unknown) : unknown
    for (const [at, { categories, counts }] of this.#tables.entries()) {
      const row = counts.get(home)
      const known = categories.indexOf(values[at] ?? unknown)
      const category = known === -1 ? categories.length - 1 : known
      if (row !== undefined) row[category] = (row[category] ?? 0) + 1
    }
  }

  /** A table with one category counts nothing apart, so it is left out. */
  release(): Release {
    return {
      groups: this.#groups,
      tables: this.#tables.filter(({ categories }) => categories.length > 1),
    }
  }
}
