import type { Place } from '../explore/index.ts'
import type { RouteAsked } from './asked-for.ts'
import { ruleWords } from './asked-for.ts'
import { describeLevel } from './compare.ts'
import type { ComparedLevel } from './compare.ts'
import { gapBetween } from '../framework/standing/gap.ts'
import { gradeMove, holdsGrades } from './grades.ts'
import type { GradeMove } from './grades.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { mostMoves, routeBetween, routeRules } from './route.ts'
import type { Move, RouteRule } from './route.ts'
import { routeInstead } from './route-instead.ts'
import type { Covering } from './route-instead.ts'
import { thresholdOf } from './threshold.ts'

/** One move of a route, with what it costs. */
export interface DescribedMove {
  readonly from: ComparedLevel
  readonly to: ComparedLevel
  readonly coverage: number
  /** Levels that are missing. */
  readonly steps: number
  /** Skills in which they are missing. */
  readonly skills: number
  readonly changesFamily: boolean
  readonly cost: number
  readonly grade: GradeMove | null
}

/** A route, or why there is none. */
export interface RouteDescription {
  readonly from: ComparedLevel | null
  readonly to: ComparedLevel | null
  readonly rule: { readonly name: RouteRule; readonly title: string; readonly inWords: string }
  readonly threshold: number
  readonly mostMoves: number
  readonly moves: readonly DescribedMove[]
  readonly cost: number | null
  /** Why there is no route; null where there is one or nothing was asked. */
  readonly reason: string | null
  /** What can be done where there is no route; else null. */
  readonly instead: {
    /** Of what can be reached, what covers the goal best. */
    readonly furthest: CoveringLevel | null
    /** From where one move leads to the goal. */
    readonly starts: readonly CoveringLevel[]
  } | null
}

/** A role level, and how much of what the goal asks for it covers. */
export interface CoveringLevel extends ComparedLevel {
  readonly coverage: number
}

/** Finds the route between two role levels that were chosen; undefined: not yet. */
export function describeRoute(
  place: Place,
  { rule }: Pick<RouteAsked, 'rule'>,
  { from, to }: { readonly from: LevelProfile | undefined; readonly to: LevelProfile | undefined },
): RouteDescription {
  const { edition } = place
  const frame = {
    from: from === undefined ? null : describeLevel(place, from),
    to: to === undefined ? null : describeLevel(place, to),
    rule: { name: rule, ...ruleWords(rule) },
    threshold: thresholdOf(edition).value,
    mostMoves,
    instead: null,
  }
  if (from === undefined || to === undefined)
    return { ...frame, moves: [], cost: null, reason: null }
  const route = routeBetween(edition, { from, to, rule })
  if ('reason' in route) {
    const instead = from === to ? null : describeInstead(place, from, to)
    return { ...frame, moves: [], cost: null, reason: route.reason, instead }
  }
  return {
    ...frame,
    moves: route.moves.map((move) => describeMove(place, rule, move)),
    cost: route.cost,
    reason: null,
  }
}

function describeInstead(
  place: Place,
  from: LevelProfile,
  to: LevelProfile,
): RouteDescription['instead'] {
  const described = ({ profile, coverage }: Covering): CoveringLevel => ({
    ...describeLevel(place, profile),
    coverage,
  })
  const { furthest, starts } = routeInstead(place.edition, { from, to })
  return {
    furthest: furthest === undefined ? null : described(furthest),
    starts: starts.map(described),
  }
}

function describeMove(
  place: Place,
  rule: RouteRule,
  { from, to, coverage, steps }: Move,
): DescribedMove {
  const changesFamily = from.role.family !== to.role.family
  return {
    from: describeLevel(place, from),
    to: describeLevel(place, to),
    coverage,
    steps,
    skills: gapBetween(from.asks, to.asks).skills.filter((one) => one.steps > 0).length,
    changesFamily,
    cost: routeRules[rule].cost({ steps, changesFamily }),
    grade: holdsGrades(place.edition) ? gradeMove(place.edition, from.level, to.level) : null,
  }
}
