import type { Role } from '../framework/index.ts'
import { named } from './lookup.ts'
import type { EditionIndex, Named } from './lookup.ts'

/** Another role that asks for some of the same skills, at whatever level. */
export interface SharingRole {
  readonly role: Named
  readonly shared: readonly Named[]
}

/** So many roles at most: further ones share one skill that nearly everyone has. */
const most = 10

/**
 * The roles that share the most skills with a role, at whatever level: the number of shared skills
 * first, then their share of all skills of both roles, then the slug. Says what is shared, not how
 * near a role is.
 *
 * @example
 * rolesSharingSkills(index, developer)[0] // { role: { slug: 'frontend-developer', … }, shared: [ … ] }
 */
export function rolesSharingSkills(index: EditionIndex, role: Role): SharingRole[] {
  const own = skillsOf(index, role)
  return index.edition.roles
    .filter((other) => other.slug !== role.slug)
    .map((other) => {
      const theirs = skillsOf(index, other)
      const shared = [...own].filter((slug) => theirs.has(slug))
      return { other, shared, share: shared.length / new Set([...own, ...theirs]).size }
    })
    .filter(({ shared }) => shared.length > 0)
    .toSorted(
      (a, b) =>
        b.shared.length - a.shared.length ||
        b.share - a.share ||
        a.other.slug.localeCompare(b.other.slug, 'en'),
    )
    .slice(0, most)
    .map(({ other, shared }) => ({
      role: named(other),
      shared: shared.flatMap((slug) => {
        const skill = index.skills.get(slug)
        return skill === undefined ? [] : [named(skill)]
      }),
    }))
}

function skillsOf(index: EditionIndex, { slug }: Role): Set<string> {
  return new Set((index.requirementsByRole.get(slug) ?? []).map(({ skill }) => skill))
}
