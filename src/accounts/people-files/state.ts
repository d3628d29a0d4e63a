import type { Tables } from '../../platform/store/index.ts'

/** What an organisation holds, as far as a file of people can change it. */
export interface State {
  readonly people: readonly Tables['people'][]
  /** Whoever among them could administer the organisation for good, by identifier. */
  readonly administrators: readonly string[]
  readonly teams: readonly Tables['teams'][]
  readonly grades: readonly Pick<Tables['grades'], 'id' | 'name'>[]
  readonly posts: readonly Tables['posts'][]
  readonly holdings: readonly Tables['holdings'][]
  readonly relations: readonly Tables['relations'][]
}

/** Rows that are added or take the place of others, whole, and the identifiers of those that go. */
export interface Change<Row> {
  readonly put: readonly Row[]
  readonly removed: readonly string[]
}

/** What is to be written. */
export interface Writes {
  readonly teams: readonly Tables['teams'][]
  readonly people: readonly Tables['people'][]
  readonly posts: readonly Tables['posts'][]
  readonly holdings: Change<Tables['holdings']>
  readonly relations: Change<Tables['relations']>
}

/** Nothing. */
export const noWrites: Writes = {
  teams: [],
  people: [],
  posts: [],
  holdings: { put: [], removed: [] },
  relations: { put: [], removed: [] },
}

/**
 * What an organisation holds after something was written.
 *
 * @example
 * afterwards(state, plan.writes).people.length
 */
export function afterwards(state: State, writes: Writes): State {
  return {
    grades: state.grades,
    administrators: state.administrators,
    teams: merged(state.teams, { put: writes.teams, removed: [] }),
    people: merged(state.people, { put: writes.people, removed: [] }),
    posts: merged(state.posts, { put: writes.posts, removed: [] }),
    holdings: merged(state.holdings, writes.holdings),
    relations: merged(state.relations, writes.relations),
  }
}

function merged<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { put, removed }: Change<Row>,
): readonly Row[] {
  const all = new Map([...rows, ...put].map((row) => [row.id, row]))
  for (const id of removed) all.delete(id)
  return [...all.values()]
}
