import type { CapabilityFramework, Skill, Statement } from '../../framework/index.ts'
import { gapBetween, measure } from '../gap.ts'
import type { Gap, SkillGap } from '../gap.ts'
import { nearestTo } from '../nearest.ts'
import type { Nearest } from '../nearest.ts'
import type { LevelProfile } from '../profile.ts'
import type { OwnSkill } from './profile-file.ts'
import { levelFromTicks, nextUp } from './ticks-to-level.ts'
import type { TickRule } from './ticks-to-level.ts'

/** One skill that a person has assessed. */
export interface Assessed {
  readonly skill: Skill
  /** What counts: the level set by hand, else the one from ticks. 0: no level yet. */
  readonly place: number
  readonly byHand: number | undefined
  readonly byTicks: number | undefined
  readonly ticked: ReadonlySet<string>
  readonly note: string
}

/** Where a person stands in one edition. */
export interface Standing {
  /** By slug. A skill that is not assessed is not in it. */
  readonly assessed: ReadonlyMap<string, Assessed>
  /** Slugs that this edition has no levels for. They are kept, not measured. */
  readonly notHere: readonly string[]
}

/**
 * Reads what a person said against an edition. What is not assessed stays out: it is never zero.
 *
 * @example
 * standingOf(edition, { skills: [{ skill: 'prototyping', level: 'working', ticked: [] }], rule: 75 })
 */
export function standingOf(
  edition: CapabilityFramework,
  { skills, rule }: { readonly skills: readonly OwnSkill[]; readonly rule: TickRule },
): Standing {
  const bySlug = new Map(edition.skills.map((skill) => [skill.slug, skill]))
  const assessed = new Map<string, Assessed>()
  const notHere: string[] = []
  for (const own of skills) {
    const skill = bySlug.get(own.skill)
    if (skill === undefined || skill.levels.length === 0) {
      notHere.push(own.skill)
      continue
    }
    const ticked = new Set(own.ticked)
    const byHand = placeOf(own.level, edition.framework.scale)
    const byTicks = levelFromTicks(skill, ticked, rule).place
    const place = byHand ?? byTicks
    if (place === undefined) continue
    assessed.set(own.skill, { skill, place, byHand, byTicks, ticked, note: own.note ?? '' })
  }
  return { assessed, notHere }
}

/**
 * The place of a level on the scale; 0 for `none`; undefined for anything else.
 *
 * @example
 * placeOf('working', ['awareness', 'working']) // 2
 */
export function placeOf(level: string | null, scale: readonly string[]): number | undefined {
  if (level === null) return undefined
  if (level === 'none') return 0
  const at = scale.indexOf(level)
  return at === -1 ? undefined : at + 1
}

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

/** Everything that is worked out from what a person ticked. */
export interface OwnResult {
  readonly standing: Standing
  readonly target: TargetResult | undefined
  /** Undefined where no skill has a level yet. */
  readonly nearest: Nearest | undefined
}

/**
 * The gap to a role level, the nearest role levels and what to work on. Skills that are not
 * assessed stand apart: the two bounds say what they could change.
 *
 * @example
 * resultOf(edition, { standing, target: profilesOf(edition).get('software-developer/developer') })
 */
export function resultOf(
  edition: CapabilityFramework,
  { standing, target }: { readonly standing: Standing; readonly target: LevelProfile | undefined },
): OwnResult {
  const have = levelsOf(standing)
  return {
    standing,
    target: target === undefined ? undefined : resultFor(target, standing),
    nearest: have.size === 0 ? undefined : nearestTo(edition, have),
  }
}

/** Skills at a level. Those at none share nothing with any role. */
function levelsOf({ assessed }: Standing): ReadonlyMap<string, number> {
  return new Map(
    [...assessed].flatMap(([slug, { place }]): [string, number][] =>
      place === 0 ? [] : [[slug, place]],
    ),
  )
}

function resultFor(target: LevelProfile, standing: Standing): TargetResult {
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
