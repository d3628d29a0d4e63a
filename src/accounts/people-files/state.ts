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

/** What is to be written: rows that are added or take the place of others, whole. None goes. */
export interface Writes {
  readonly teams: readonly Tables['teams'][]
  readonly people: readonly Tables['people'][]
  readonly posts: readonly Tables['posts'][]
  readonly holdings: readonly Tables['holdings'][]
  readonly relations: readonly Tables['relations'][]
}

/** Nothing. */
export const noWrites: Writes = {
  teams: [],
  people: [],
  posts: [],
  holdings: [],
  relations: [],
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
    teams: merged(state.teams, writes.teams),
    people: merged(state.people, writes.people),
    posts: merged(state.posts, writes.posts),
    holdings: merged(state.holdings, writes.holdings),
    relations: merged(state.relations, writes.relations),
  }
}

function merged<Row extends { readonly id: string }>(
  rows: readonly Row[],
  put: readonly Row[],
): readonly Row[] {
  return [...new Map([...rows, ...put].map((row) => [row.id, row])).values()]
}
