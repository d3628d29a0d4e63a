import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { holdsOn } from '../person-rows.ts'
import type { HeldPost } from '../store/person-sheet.ts'
import type { KeptSkills } from './kept-skills.ts'
import { levelInWords, skillIn, skillName } from './words.ts'

/** The role levels of the posts somebody holds on a day, as far as the edition has them. */
export function levelsOfPosts(
  edition: CapabilityFramework | undefined,
  posts: readonly HeldPost[],
  today: string,
): readonly string[] {
  const levels = posts
    .filter((post) => holdsOn(post, today) && post.framework === edition?.framework.slug)
    .flatMap(({ role_level: path }) => path ?? [])
  return edition === undefined ? [] : [...new Set(levels)]
}

/**
 * What the posts that somebody holds on a day ask for: each skill, and the place of its level in
 * the scale, the highest where posts ask for several.
 *
 * @example
 * postAsks(edition, posts, '2026-11-22').get('prototyping') // 3
 */
export function postAsks(
  edition: CapabilityFramework | undefined,
  posts: readonly HeldPost[],
  today: string,
): ReadonlyMap<string, number> {
  const asks = new Map<string, number>()
  for (const path of levelsOfPosts(edition, posts, today)) {
    const asked = (edition && profilesOf(edition).get(path)?.asks) ?? []
    for (const [skill, place] of asked) asks.set(skill, Math.max(place, asks.get(skill) ?? 0))
  }
  return asks
}

/** The level that a post asks for, in a sentence; nothing where none does. */
export function askedInWords(
  edition: CapabilityFramework | undefined,
  asks: ReadonlyMap<string, number>,
  skill: string,
): readonly string[] {
  const level = edition?.framework.scale[(asks.get(skill) ?? 0) - 1]
  return level === undefined ? [] : [`Your post asks for: ${levelInWords(level)}.`]
}

/**
 * The skill of the posts to rate next: by name the first after another that has no rating, then
 * from the beginning. Undefined: the other is none of them, or all have one.
 */
export function nextUnrated(
  edition: CapabilityFramework | undefined,
  {
    asks,
    kept,
    after,
  }: {
    readonly asks: ReadonlyMap<string, number>
    readonly kept: KeptSkills
    readonly after: string
  },
): Skill | undefined {
  const slug = edition?.framework.slug
  const rated = new Set(
    kept.ratings.filter(({ framework }) => framework === slug).map(({ skill }) => skill),
  )
  const byName = [...asks.keys()].toSorted((a, b) =>
    skillName(edition, a).localeCompare(skillName(edition, b), 'en'),
  )
  const from = byName.indexOf(after) + 1
  if (from === 0) return undefined
  const next = [...byName.slice(from), ...byName.slice(0, from)].find((each) => !rated.has(each))
  return next === undefined ? undefined : skillIn(edition, next)
}
