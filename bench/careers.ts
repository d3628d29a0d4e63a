import assert from 'node:assert/strict'
import {
  gapBetween,
  mostMoves,
  profilesOf,
  routeBetween,
  routeRules,
  thresholdOf,
} from '../src/careers/index.ts'
import type { LevelProfile } from '../src/careers/index.ts'
import { buildEdition, readPacks, shippedFrameworks } from '../src/editions/index.ts'
import type { CapabilityFramework } from '../src/framework/index.ts'
import type { AreaResult } from './area.ts'
import { median } from './area.ts'

const rule = 'smallest-steps'

/**
 * Comparing every role level with every other, and finding routes. Peers of the same run: the
 * same answers read straight from the list of requirements, and every route by brute force.
 */
export async function careers({ full }: { full: boolean }): Promise<AreaResult> {
  const pack = readPacks(shippedFrameworks).find((each) => each.identity.name === '2026-11-21')
  if (pack === undefined) throw new RangeError('The shipped edition is missing')
  const { edition } = buildEdition(pack)
  if (edition.kind !== 'capability-framework') throw new RangeError('Not a capability framework')
  const levels = [...profilesOf(edition).values()]
  const pairs = levels.flatMap((from) =>
    levels.filter((to) => to !== from).map((to) => ({ from, to })),
  )
  const runs = full ? 15 : 5
  const all = median(
    () => pairs.map(({ from, to }) => gapBetween(from.asks, to.asks).coverage),
    runs,
  )
  const sample = pairs.filter((_, at) => at % (full ? 10 : 100) === 0)
  const naive = median(() => sample.map((pair) => naiveCoverage(edition, pair)), 3)
  for (const pair of sample) {
    assert.equal(gapBetween(pair.from.asks, pair.to.asks).coverage, naiveCoverage(edition, pair))
  }
  const ways = pairs.filter((_, at) => at % (full ? 200 : 2000) === 7)
  const routed = median(() => ways.map((way) => routeBetween(edition, { ...way, rule })), runs)
  const forced = median(() => ways.map((way) => naiveCost(edition, levels, way)), 1)
  for (const way of ways) {
    const route = routeBetween(edition, { ...way, rule })
    assert.equal('cost' in route ? route.cost : Infinity, naiveCost(edition, levels, way))
  }
  const perPair = all / pairs.length
  const perRoute = routed / ways.length
  return {
    figures: {
      'ordered pairs of role levels': pairs.length,
      'compare all pairs, ms': all,
      'compare one pair, microseconds': perPair * 1000,
      'the same naively, microseconds': (naive / sample.length) * 1000,
      'a route between any two, ms': perRoute,
      'the same naively, ms': forced / ways.length,
    },
    ratios: {
      'one pair: naive / ours': naive / sample.length / perPair,
      'a route: naive / ours': forced / ways.length / perRoute,
    },
  }
}

interface Way {
  readonly from: LevelProfile
  readonly to: LevelProfile
}

/** Straight from the requirements, as one would do it by hand. */
function naiveCoverage(
  { requirements, framework }: CapabilityFramework,
  { from, to }: Way,
): number {
  const asked = (path: string): Map<string, number> =>
    new Map(
      requirements
        .filter((each) => `${each.role}/${each.roleLevel}` === path)
        .map((each) => [each.skill, framework.scale.indexOf(each.level ?? '') + 1]),
    )
  const start = asked(from.path)
  let sum = 0
  let covered = 0
  for (const [skill, place] of asked(to.path)) {
    sum += place
    covered += Math.min(start.get(skill) ?? 0, place)
  }
  return covered / sum
}

/** Every way of at most so many moves, without remembering which moves there are. */
function naiveCost(
  edition: CapabilityFramework,
  levels: readonly LevelProfile[],
  { from, to }: Way,
): number {
  const threshold = thresholdOf(edition).value
  let reached = new Map([[from, 0]])
  let best = Infinity
  for (let length = 0; length < mostMoves; length += 1) {
    const next = new Map<LevelProfile, number>()
    for (const [at, cost] of reached) {
      for (const other of levels) {
        const { coverage, steps } = gapBetween(at.asks, other.asks)
        if (other === at || coverage < threshold) continue
        const changesFamily = at.role.family !== other.role.family
        const total = cost + routeRules[rule].cost({ steps, changesFamily })
        next.set(other, Math.min(total, next.get(other) ?? Infinity))
      }
    }
    best = Math.min(best, next.get(to) ?? Infinity)
    reached = next
  }
  return best
}
