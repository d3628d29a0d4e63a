import type { Tables } from '../platform/store/index.ts'

/** A team, as far as the tree asks. */
export type TreeTeam = Pick<Tables['teams'], 'id' | 'parent_id' | 'name'>

/** A team at its place in the tree. */
export interface PlacedTeam<Team extends TreeTeam> {
  readonly team: Team
  /** 0 at the top. */
  readonly depth: number
  /** The names from the top down to the team. */
  readonly path: readonly string[]
}

/**
 * Teams from the top down, each followed by those below it, by name. A team whose parent is not
 * among them stands at the top; teams in a circle, which no page lets anybody make, do too.
 *
 * @example
 * inTreeOrder(teams).map(({ path }) => path.join(' › '))
 */
export function inTreeOrder<Team extends TreeTeam>(
  teams: readonly Team[],
): readonly PlacedTeam<Team>[] {
  const ids = new Set(teams.map(({ id }) => id))
  const children = Map.groupBy(
    teams.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    ({ parent_id: parent }) => (parent !== null && ids.has(parent) ? parent : null),
  )
  const placed: PlacedTeam<Team>[] = []
  const seen = new Set<string>()
  const place = (list: readonly Team[], above: readonly string[]): void => {
    for (const team of list) {
      if (seen.has(team.id)) continue
      seen.add(team.id)
      const path = [...above, team.name]
      placed.push({ team, depth: above.length, path })
      place(children.get(team.id) ?? [], path)
    }
  }
  place(children.get(null) ?? [], [])
  place(teams, [])
  return placed
}

/**
 * A team and all below it.
 *
 * @example
 * withAllBelow(teams, 'a').has('a') // true
 */
export function withAllBelow(teams: readonly TreeTeam[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  // A set goes on to what is added to it while it is read.
  for (const above of found) {
    for (const { id: each, parent_id: parent } of teams) if (parent === above) found.add(each)
  }
  return found
}

/**
 * Whether a team would stand below itself.
 *
 * @example
 * wouldCircle(teams, 'a', 'a') // true
 */
export function wouldCircle(
  teams: readonly TreeTeam[],
  id: string,
  parentId: string | null,
): boolean {
  return parentId !== null && withAllBelow(teams, id).has(parentId)
}

/** Teams as the options of a list, each with the teams above it. */
export function teamOptions(
  teams: readonly TreeTeam[],
): readonly { readonly value: string; readonly text: string }[] {
  return inTreeOrder(teams).map(({ team, path }) => ({ value: team.id, text: path.join(' › ') }))
}

/**
 * For each team the one that its people are counted with: the team at the top, or, where one team
 * holds all others, the one next below it.
 *
 * @param placed as `inTreeOrder` gives them
 * @example
 * countedWith(inTreeOrder(teams)).get(team.id)
 */
export function countedWith(placed: readonly PlacedTeam<TreeTeam>[]): ReadonlyMap<string, string> {
  const isOne = placed.filter(({ depth }) => depth === 0).length === 1
  const groups = new Map<string, string>()
  let group = ''
  for (const { team, depth } of placed) {
    if (depth <= (isOne ? 1 : 0)) group = team.id
    groups.set(team.id, group)
  }
  return groups
}
