import type { CapabilityFramework } from '../framework/index.ts'
import { measure } from '../framework/standing/gap.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { mostMoves, movesOf } from './route.ts'

/** A role level, and how much of what the goal asks for it covers. */
export interface Covering {
  readonly profile: LevelProfile
  readonly coverage: number
}

/** What a person can do where there is no route. */
export interface RouteInstead {
  /** Of what can be reached, what covers the goal best; undefined where the start covers as much. */
  readonly furthest: Covering | undefined
  /** Role levels that one move leads from to the goal, the one that covers most of it first. */
  readonly starts: readonly Covering[]
}

const mostStarts = 5

/**
 * How far one can get from a start, and from where the goal can be reached in one move.
 *
 * @example
 * routeInstead(edition, { from, to }).starts[0]?.profile.path
 */
export function routeInstead(
  edition: CapabilityFramework,
  { from, to }: { readonly from: LevelProfile; readonly to: LevelProfile },
): RouteInstead {
  const covering = (profile: LevelProfile): Covering => ({
    profile,
    coverage: measure(profile.asks, to.asks).coverage,
  })
  const [best] = reachedFrom(edition, from).map(covering).toSorted(byCoverage)
  const starts = [...movesOf(edition).values()].flatMap((moves) =>
    moves.flatMap((move) =>
      move.to === to ? [{ profile: move.from, coverage: move.coverage }] : [],
    ),
  )
  return {
    furthest: best !== undefined && best.coverage > covering(from).coverage ? best : undefined,
    starts: starts.toSorted(byCoverage).slice(0, mostStarts),
  }
}

/** Every role level that a route of at most `mostMoves` moves leads to. */
function reachedFrom(edition: CapabilityFramework, from: LevelProfile): LevelProfile[] {
  const moves = movesOf(edition)
  const reached = new Set<LevelProfile>([from])
  let last: readonly LevelProfile[] = [from]
  for (let length = 1; length <= mostMoves; length += 1) {
    const next = new Set(last.flatMap(({ path }) => (moves.get(path) ?? []).map(({ to }) => to)))
    last = [...next].filter((one) => !reached.has(one))
    for (const one of last) reached.add(one)
  }
  reached.delete(from)
  return [...reached]
}

function byCoverage(a: Covering, b: Covering): number {
  return b.coverage - a.coverage || (a.profile.path < b.profile.path ? -1 : 1)
}
