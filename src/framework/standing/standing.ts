import type { CapabilityFramework, Skill } from '../capability-framework.ts'
import type { OwnSkill } from './profile-file.ts'
import { levelFromTicks } from './ticks-to-level.ts'
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

/**
 * Skills at a level, by slug. Those at none share nothing with any role.
 *
 * @example
 * levelsOf(standing).get('prototyping') // 2
 */
export function levelsOf({ assessed }: Standing): ReadonlyMap<string, number> {
  return new Map(
    [...assessed].flatMap(([slug, { place }]): [string, number][] =>
      place === 0 ? [] : [[slug, place]],
    ),
  )
}
