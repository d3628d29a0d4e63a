import { capitalised } from '../../explore/index.ts'
import type { Profile } from '../store/profiles.ts'
import type { ListStart, ProfileLine } from './profile-list.ts'

/** What may be done with a profile, in words. */
export const statesInWords: Readonly<Record<Profile['state'], string>> = {
  draft: 'Draft',
  'in-use': 'In use',
  ended: 'Ended',
}

/** What stands on everything that leaves: page, print, CSV and JSON. */
export function notOfficial(organisationName: string): string {
  return `Local profile of ${organisationName}. Not official.`
}

/**
 * A skill level in words.
 *
 * @example
 * levelInWords(null) // 'No level'
 */
export function levelInWords(level: string | null): string {
  return level === null ? 'No level' : capitalised(level)
}

/**
 * The name of the role level that a profile starts from; undefined where it starts from none.
 *
 * @example
 * startInWords(start) // 'Kite maker: Lead'
 */
export function startInWords({ edition, roleLevel }: ListStart): string | undefined {
  if (roleLevel === null) return undefined
  const [roleSlug, levelSlug] = roleLevel.split('/')
  const role = edition.roles.find(({ slug }) => slug === roleSlug)
  if (role === undefined) return roleLevel
  const level = role.levels.find(({ slug }) => slug === levelSlug)
  const name = capitalised(role.name.value)
  return level === undefined ? name : `${name}: ${level.name.value}`
}

/** The page of the role level, in the edition that the profile is pinned to. */
export function startPage({ edition, roleLevel }: ListStart): string {
  return `${editionPlace({ edition })}/roles/${roleLevel ?? ''}`
}

/** Where the pages of the edition are. */
export function editionPlace({ edition }: Pick<ListStart, 'edition'>): string {
  return `/frameworks/${edition.framework.slug}/editions/${edition.edition.name}`
}

/** How a skill came on the list, or off it: the same words on pages and in files. */
export function markInWords(start: ListStart, { mark, published, change }: ProfileLine): string {
  const of = `as published for ${startInWords(start) ?? ''} in ${start.edition.edition.name}`
  const because = change?.reason ?? ''
  switch (mark) {
    case 'published':
      return capitalised(of)
    case 'added':
      return `Added here, because: ${because}`
    case 'level':
      return `Level changed here, because: ${because}. ${levelInWords(published)} ${of}`
    case 'removed':
      return `Left out here, because: ${because}`
    case 'local':
      return because === '' ? 'Local skill' : `Local skill, because: ${because}`
    default:
      return mark satisfies never
  }
}
