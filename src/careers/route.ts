import type { CapabilityFramework } from '../framework/index.ts'
import { measure } from '../framework/standing/gap.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import { limitWords, thresholdOf } from './threshold.ts'

/** What makes a route good. See `routeRules`. */
export type RouteRule = 'fewest-moves' | 'smallest-steps' | 'stay-in-family'

interface RuleCosts {
  readonly title: string
  /** The cost of one move, in words. */
  readonly inWords: string
  readonly cost: (move: { steps: number; changesFamily: boolean }) => number
}

/** The rules a reader can choose from, with the cost of one move. */
export const routeRules: Readonly<Record<RouteRule, RuleCosts>> = {
  'fewest-moves': {
    title: 'Fewest moves',
    inWords: '1,000 for each move, plus 1 for each level that is missing',
    cost: ({ steps }) => 1000 + steps,
  },
  'smallest-steps': {
    title: 'Smallest steps',
    inWords:
      'the square of the levels that are missing, so two small moves cost less than a large one, plus 1 for each move',
    cost: ({ steps }) => 1 + steps ** 2,
  },
  'stay-in-family': {
    title: 'Stay in the family',
    inWords:
      '1,000 for each move into another role family, plus 100 for each move, plus 1 for each level that is missing',
    cost: ({ steps, changesFamily }) => (changesFamily ? 1000 : 0) + 100 + steps,
  },
}

/** No route is longer. */
export const mostMoves = 4

/** One move of a route. */
export interface Move {
  readonly from: LevelProfile
  readonly to: LevelProfile
  readonly coverage: number
  readonly steps: number
}

/** A route, or the reason why there is none. */
export type Route =
  | { readonly moves: readonly Move[]; readonly cost: number; readonly rule: RouteRule }
  | { readonly moves: readonly []; readonly reason: string }

/**
 * The cheapest route of at most `mostMoves` moves from one role level to another, in which every
 * move reaches the threshold of the framework. Among equal costs the one whose path comes first by
 * letter, so that the same question has the same answer.
 *
 * @example
 * routeBetween(edition, { from, to, rule: 'fewest-moves' })
 */
export function routeBetween(
  edition: CapabilityFramework,
  { from, to, rule }: { from: LevelProfile; to: LevelProfile; rule: RouteRule },
): Route {
  if (from.path === to.path) return { moves: [], reason: 'The start and the end are the same.' }
  const moves = movesOf(edition)
  const { cost } = routeRules[rule]
  let reached = new Map<string, Reached>([[from.path, { cost: 0, moves: [] }]])
  let best: Reached | undefined
  for (let length = 1; length <= mostMoves; length += 1) {
    const next = new Map<string, Reached>()
    for (const [path, so] of reached) {
      for (const move of moves.get(path) ?? []) {
        const changesFamily = move.from.role.family !== move.to.role.family
        const total = so.cost + cost({ steps: move.steps, changesFamily })
        const known = next.get(move.to.path)
        if (known !== undefined && known.cost <= total) continue
        next.set(move.to.path, { cost: total, moves: [...so.moves, move] })
      }
    }
    const arrived = next.get(to.path)
    if (arrived !== undefined && (best === undefined || arrived.cost < best.cost)) best = arrived
    reached = next
  }
  if (best !== undefined) return { ...best, rule }
  return {
    moves: [],
    reason: `There is no way of at most ${mostMoves} moves in which each move starts with at least ${limitWords(thresholdOf(edition))} of what the next role level asks for.`,
  }
}

interface Reached {
  readonly cost: number
  readonly moves: readonly Move[]
}

const moveLists = new WeakMap<CapabilityFramework, ReadonlyMap<string, readonly Move[]>>()

/** Every move that reaches the threshold, by the path it starts from, in the order of its end. */
export function movesOf(edition: CapabilityFramework): ReadonlyMap<string, readonly Move[]> {
  const known = moveLists.get(edition)
  if (known !== undefined) return known
  const threshold = thresholdOf(edition).value
  const profiles = [...profilesOf(edition).values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const lists = new Map(
    profiles.map((from) => [
      from.path,
      profiles.flatMap((to): Move[] => {
        if (to === from) return []
        const { coverage, steps } = measure(from.asks, to.asks)
        return coverage < threshold ? [] : [{ from, to, coverage, steps }]
      }),
    ]),
  )
  moveLists.set(edition, lists)
  return lists
}
