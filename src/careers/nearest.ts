import type { CapabilityFramework } from '../framework/index.ts'
import type { Gap } from '../framework/standing/gap.ts'
import { gapBetween, measure } from '../framework/standing/gap.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import { thresholdOf } from './threshold.ts'

/** A role level that is near, and what it would ask for. */
export interface NearLevel {
  readonly profile: LevelProfile
  readonly gap: Gap
  /** Coverage reaches the threshold of the framework. */
  readonly near: boolean
  /** Its levels add up to less than those of the start. */
  readonly asksLess: boolean
  /**
   * Of the levels of the same role that ask for something more, the one covered best, where it is
   * covered better than this one.
   */
  readonly best?: CoveredLevel
}

/** A role level and how well it is covered. */
export type CoveredLevel = Pick<NearLevel, 'profile' | 'gap'>

/** Role levels near a start, best first. */
export interface Nearest {
  readonly nearest: readonly NearLevel[]
  /** Everything they ask for is met already. */
  readonly alreadyMet: readonly NearLevel[]
  readonly threshold: number
}

/**
 * Where a person with these levels could go. One entry per other role that shares a skill: of its
 * levels at or above the threshold the highest rank, else the one with the best coverage. Ties:
 * coverage, met share, fewer missing levels, slug; the lists are in the same order. Likeness is no
 * promise, and steps are not equal effort.
 *
 * @param start what the person has: skill slug to place on the scale
 * @param options `role`: slug of the role to leave out, where the start is a role level; `all`:
 *   every level of those roles instead of one
 * @example
 * nearestTo(edition, developer.asks, { role: 'software-developer' }).nearest[0]?.profile.path
 */
export function nearestTo(
  edition: CapabilityFramework,
  start: LevelProfile['asks'],
  options: { role?: string; all?: boolean } = {},
): Nearest {
  const threshold = thresholdOf(edition).value
  const total = sumOf(start)
  const candidates = [...profilesOf(edition).values()]
    .filter(({ role, asks }) => role.slug !== options.role && sharesSkill(start, asks))
    .map((profile): Ranked => ({ profile, ...measure(start, profile.asks) }))
  const byRole = Map.groupBy(candidates, ({ profile }) => profile.role.slug)
  const chosen =
    options.all === true
      ? candidates
      : [...byRole.values()].flatMap((levels) => bestOf(levels, threshold) ?? [])
  const entries = chosen.toSorted(byCoverage).map(({ profile, coverage }): NearLevel => {
    const best = byRole
      .get(profile.role.slug)
      ?.filter(({ metShare }) => metShare < 1)
      .toSorted(byCoverage)[0]
    const isBetter = options.all !== true && best !== undefined && best.coverage > coverage
    return {
      profile,
      gap: gapBetween(start, profile.asks),
      near: coverage >= threshold,
      asksLess: sumOf(profile.asks) < total,
      ...(isBetter && {
        best: { profile: best.profile, gap: gapBetween(start, best.profile.asks) },
      }),
    }
  })
  return {
    nearest: entries.filter(({ gap }) => gap.metShare < 1),
    alreadyMet: entries.filter(({ gap }) => gap.metShare === 1),
    threshold,
  }
}

interface Ranked extends Omit<Gap, 'skills'> {
  readonly profile: LevelProfile
}

function bestOf(levels: readonly Ranked[], threshold: number): Ranked | undefined {
  const near = levels.filter(({ coverage }) => coverage >= threshold)
  if (near.length === 0) return levels.toSorted(byCoverage)[0]
  const highest = Math.max(...near.map(rankOf))
  return near.filter((each) => rankOf(each) === highest).toSorted(byCoverage)[0]
}

/** Levels whose rank no source gives stand below all others. */
function rankOf({ profile }: Ranked): number {
  return profile.level.rank ?? 0
}

function byCoverage(a: Ranked, b: Ranked): number {
  return (
    b.coverage - a.coverage ||
    b.metShare - a.metShare ||
    a.steps - b.steps ||
    (a.profile.path < b.profile.path ? -1 : 1)
  )
}

function sharesSkill(a: LevelProfile['asks'], b: LevelProfile['asks']): boolean {
  for (const skill of b.keys()) if (a.has(skill)) return true
  return false
}

function sumOf(asks: LevelProfile['asks']): number {
  let sum = 0
  for (const place of asks.values()) sum += place
  return sum
}
