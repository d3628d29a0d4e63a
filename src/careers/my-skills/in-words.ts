import { shownName } from '../../platform/frame.ts'
import type { ShownText } from '../../platform/frame.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'

/** A name that leads to its page. */
export interface NamedLink {
  readonly href: string
  readonly name: ShownText
}

/**
 * A place on the scale as a word.
 *
 * @example
 * wordOf(2, ['awareness', 'working']) // 'Working'
 */
export function wordOf(place: number, scale: readonly string[]): string {
  const level = scale[place - 1]
  return level === undefined ? 'None' : shownName({ lang: 'en', value: level }).value
}

/**
 * The name of a role level with its role.
 *
 * @example
 * nameOfLevel(profile) // 'Software developer: Senior developer'
 */
export function nameOfLevel({ role, level }: LevelProfile): string {
  return `${shownName(role.name).value}: ${shownName(level.name).value}`
}

/** A share in words that never round to nothing missing. */
export function percent(share: number): string {
  if (share >= 1) return '100%'
  return `${Math.min(99, Math.round(share * 100))}%`
}

/**
 * A number with its noun.
 *
 * @example
 * counted(1, 'level') // '1 level'
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
