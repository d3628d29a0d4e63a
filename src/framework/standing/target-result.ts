import type { Skill, Statement } from '../capability-framework.ts'
import { gapBetween, measure } from './gap.ts'
import type { Gap, SkillGap } from './gap.ts'
import type { LevelProfile } from './level-profile.ts'
import { levelsOf } from './standing.ts'
import type { Standing } from './standing.ts'
import { nextUp } from './ticks-to-level.ts'

/** How a person meets what one role level asks for. */
export interface TargetResult {
  readonly target: LevelProfile
  /** Measured over the skills that are assessed; undefined where none is. */
  readonly assessed: Gap | undefined
  /** Slugs that the role level asks for and nobody assessed. */
  readonly notAssessed: readonly string[]
  /** Coverage if everything that is not assessed were at no level, and if it were all met. */
  readonly least: number
  readonly most: number
  readonly workOn: readonly WorkOn[]
}

/** A skill with levels still to go, and what would move the person up by one. */
export interface WorkOn {
  readonly skill: Skill
  readonly gap: SkillGap
  /** How much of all that is asked for one more level is. */
  readonly worth: number
  readonly next: { readonly place: number; readonly statements: readonly Statement[] } | undefined
}

/**
 * How a person meets a role level. Skills that are not assessed stand apart: `least` and `most` say
 * what they could change.
 *
 * @example
 * targetResult(target, standing).least
 */
export function targetResult(target: LevelProfile, standing: Standing): TargetResult {
  const have = levelsOf(standing)
  const { asks } = target
  const assessedAsks = new Map([...asks].filter(([slug]) => standing.assessed.has(slug)))
  const notAssessed = [...asks.keys()].filter((slug) => !standing.assessed.has(slug))
  const allMet = new Map([
    ...have,
    ...notAssessed.map((slug) => [slug, asks.get(slug) ?? 0] as const),
  ])
  const gap = assessedAsks.size === 0 ? undefined : gapBetween(have, assessedAsks)
  return {
    target,
    assessed: gap,
    notAssessed,
    least: measure(have, asks).coverage,
    most: measure(allMet, asks).coverage,
    workOn: gap === undefined ? [] : workOn(gap, target, standing),
  }
}

/**
 * Largest effect first. One more level of any skill covers as much as one of another, so what
 * decides is how few levels are left until the skill is met, then the name.
 */
function workOn({ skills }: Gap, { asks }: LevelProfile, { assessed }: Standing): WorkOn[] {
  let asked = 0
  for (const place of asks.values()) asked += place
  return skills
    .filter(({ steps }) => steps > 0)
    .flatMap((gap): WorkOn[] => {
      const own = assessed.get(gap.skill)
      if (own === undefined) return []
      const { skill, place, ticked } = own
      return [{ skill, gap, worth: 1 / asked, next: nextUp(skill, { place, ticked }) }]
    })
    .toSorted(
      (a, b) =>
        b.worth - a.worth ||
        a.gap.steps - b.gap.steps ||
        a.skill.name.value.localeCompare(b.skill.name.value, 'en'),
    )
}
