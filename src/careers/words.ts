import { counted, linkTo, numberWord } from '../explore/index.ts'
import type { NameLink, Place } from '../explore/index.ts'
import { shownName } from '../platform/index.ts'
import type { SkillGap } from '../framework/standing/gap.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'

/**
 * A share in whole percent. What is not all of it never reads as all of it.
 *
 * @example
 * percent(24 / 31) // '77%'
 * percent(0.999) // '99%'
 */
export function percent(share: number): string {
  const whole = Math.round(share * 100)
  return `${whole === 100 && share < 1 ? 99 : whole}%`
}

/**
 * How a start meets the skills that are asked for, in words.
 *
 * @example
 * metWords(gap.skills) // 'meets 5 of 10 skills, 3 one level short, 2 two levels short'
 */
export function metWords(skills: readonly SkillGap[]): string {
  const asked = skills.filter(({ to }) => to > 0)
  const met = asked.filter(({ steps }) => steps === 0).length
  const short = [...Map.groupBy(asked, ({ steps }) => steps)]
    .filter(([steps]) => steps > 0)
    .toSorted(([a], [b]) => a - b)
    .map(([steps, list]) => `${list.length} ${levelsWord(steps)} short`)
  const all = met === asked.length && met > 0 ? 'all' : String(met)
  return [
    all === 'all'
      ? `meets all ${counted(met, 'skill')}`
      : `meets ${met} of ${counted(asked.length, 'skill')}`,
    ...short,
  ].join(', ')
}

/**
 * A number of levels in words.
 *
 * @example
 * levelsWord(2) // 'two levels'
 */
export function levelsWord(n: number): string {
  return `${numberWord(n)} ${n === 1 ? 'level' : 'levels'}`
}

/** The name of a role level; with its role where the page speaks of several. */
export function levelName({ role, level }: Pick<LevelProfile, 'role' | 'level'>): string {
  return `${shownName(role.name).value}: ${shownName(level.name).value}`
}

/** A link to the page of a role level, by its own name. */
export function levelLink({ base }: Place, { role, level }: LevelProfile): NameLink {
  return linkTo(`${base}/roles/${role.slug}`, level)
}

/**
 * The permanent address of a comparison.
 *
 * @example
 * compareAddress(place, ['a/b', 'c/d']) // '/compare?levels=a/b,c/d'
 */
export function compareAddress({ base }: Pick<Place, 'base'>, paths: readonly string[]): string {
  return `${base}/compare?levels=${paths.join(',')}`
}
