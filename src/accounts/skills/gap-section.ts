import type { CapabilityFramework } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { standingOf } from '../../framework/standing/standing.ts'
import { targetResult } from '../../framework/standing/target-result.ts'
import { standardRule } from '../../framework/standing/ticks-to-level.ts'
import type { Cell, Section } from '../sheet.ts'
import type { KeptRating } from './kept-skills.ts'
import { counted, levelInWords, roleLevelName, skillName } from './words.ts'

/** What a gap is worked out from, and to where. */
export interface GapAsked {
  /** The edition of the role level; undefined: it is not held here. */
  readonly edition: CapabilityFramework | undefined
  readonly roleLevel: string
  /** The newest first: of a skill the first counts. */
  readonly ratings: readonly Pick<KeptRating, 'skill' | 'counted'>[]
  /** What is said of a skill that is not among the ratings. */
  readonly missing: string
  /** Where a skill is rated; undefined: nowhere. */
  readonly linkOf?: (skill: string) => string | undefined
}

/**
 * What is still missing for a role level: as My skills works it out, from the levels that count.
 * Skills that are not assessed stand apart.
 *
 * @example
 * gapSection({ edition, roleLevel: 'software-developer/developer', ratings, missing: 'Not assessed' })
 */
export function gapSection({ edition, roleLevel, ratings, missing, linkOf }: GapAsked): Section {
  const target = edition && profilesOf(edition).get(roleLevel)
  const heading = `The gap to ${roleLevelName(edition, roleLevel)}`
  if (edition === undefined || target === undefined) {
    return { heading, lead: ['It cannot be worked out: the edition is not held here.'] }
  }
  const once = new Map(ratings.toReversed().map((rating) => [rating.skill, rating]))
  const skills = [...once.values()].map(({ skill, counted: level }) => {
    return { skill, level, ticked: [] }
  })
  const { assessed, notAssessed } = targetResult(
    target,
    standingOf(edition, { skills, rule: standardRule }),
  )
  const { scale } = edition.framework
  const wordAt = (place: number): string => levelInWords(scale[place - 1] ?? 'none')
  const named = (skill: string): Cell => {
    return { text: skillName(edition, skill), href: linkOf?.(skill) }
  }
  const asked = (assessed?.skills ?? []).filter(({ to }) => to > 0)
  const met = asked.filter(({ steps }) => steps === 0).length
  return {
    heading,
    lead: [
      `It asks for ${counted(target.asks.size, 'skill')} at a level. Met: ${met}. Not met yet: ${asked.length - met}. ${missing}: ${notAssessed.length}.`,
    ],
    table: {
      caption: heading,
      head: ['Skill', 'Asked for', 'Level', 'Levels missing'],
      rows: [
        ...asked.map(({ skill, from, to, steps }) => [
          named(skill),
          wordAt(to),
          wordAt(from),
          String(steps),
        ]),
        ...notAssessed.map((skill) => [
          named(skill),
          wordAt(target.asks.get(skill) ?? 0),
          missing,
          'Not known',
        ]),
      ],
    },
  }
}
