import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { shownName } from '../../platform/index.ts'

/** How sure somebody is of what they said of a skill, from the least. */
export const confidences = {
  '1': 'Not sure yet',
  '2': 'Sure of some of it',
  '3': 'Sure of most of it',
  '4': 'Sure of all of it',
} as const

/** How much somebody wants to do with a skill. */
export const interests = {
  less: 'I want to use it less',
  same: 'I want to use it as I do now',
  more: 'I want to use it more',
  learn: 'I want to learn it',
} as const

/** One of the words for confidence. */
export type Confidence = keyof typeof confidences
/** One of the words for interest. */
export type Interest = keyof typeof interests

/**
 * Whether a text is one of the words for confidence.
 *
 * @example
 * isConfidence('5') // false
 */
export function isConfidence(text: string): text is Confidence {
  return Object.hasOwn(confidences, text)
}

/**
 * Whether a text is one of the words for interest.
 *
 * @example
 * isInterest('more') // true
 */
export function isInterest(text: string): text is Interest {
  return Object.hasOwn(interests, text)
}

/**
 * A level as a word. What is not assessed is never no level.
 *
 * @example
 * levelInWords('working') // 'Working'
 */
export function levelInWords(level: string | null): string {
  if (level === null) return 'Not assessed'
  return level === 'none' ? 'No level yet' : shownName({ lang: 'en', value: level }).value
}

/**
 * The name of a skill; its address where the edition does not have it.
 *
 * @example
 * skillName(edition, 'prototyping') // 'Prototyping'
 */
export function skillName(edition: CapabilityFramework | undefined, slug: string): string {
  const skill = skillIn(edition, slug)
  return skill === undefined ? slug : shownName(skill.name).value
}

/** The skill of an edition; undefined where it has none at this address. */
export function skillIn(edition: CapabilityFramework | undefined, slug: string): Skill | undefined {
  return edition?.skills.find((skill) => skill.slug === slug)
}

/**
 * The name of a role level with its role; its address where the edition does not have it.
 *
 * @example
 * roleLevelName(edition, 'software-developer/developer') // 'Software developer: Developer'
 */
export function roleLevelName(edition: CapabilityFramework | undefined, path: string): string {
  const profile = edition && profilesOf(edition).get(path)
  if (profile === undefined) return path
  return `${shownName(profile.role.name).value}: ${shownName(profile.level.name).value}`
}

const day = 86_400_000

/**
 * How long ago something was, in words.
 *
 * @example
 * ageInWords('2026-11-01T09:00:00.000Z', new Date('2026-11-22T09:00:00.000Z')) // '21 days ago'
 */
export function ageInWords(moment: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(moment)) / day)
  if (days < 1) return 'today'
  if (days < 60) return `${counted(days, 'day')} ago`
  const months = Math.floor(days / 30.44)
  if (months < 24) return `${counted(months, 'month')} ago`
  return `${counted(Math.floor(days / 365.25), 'year')} ago`
}

/**
 * A number with its noun.
 *
 * @example
 * counted(1, 'item') // '1 item'
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
