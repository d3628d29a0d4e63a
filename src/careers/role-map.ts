import { named, rolesOfFamily, skillNamed } from '../explore/index.ts'
import type { Named, Place } from '../explore/index.ts'
import type { Role } from '../framework/index.ts'

/** Two roles and the skills both ask for, at whatever level. */
export interface SharedPair {
  readonly roles: readonly [Named, Named]
  readonly skills: readonly Named[]
}

/** Which roles share skills. */
export interface RoleMap {
  /** The family of the table; null where none was chosen. */
  readonly family: Named | null
  readonly roles: readonly Named[]
  /** Row by row: how many skills the two roles share; on the diagonal, how many the role has. */
  readonly counts: readonly (readonly number[])[]
  /** The pairs of roles that share the most, over all families or within the one that was chosen. */
  readonly top: readonly SharedPair[]
}

const most = 20

/**
 * Counts the skills that roles share. Says what is shared, not how near a role is.
 *
 * @example
 * describeRoleMap(place, undefined).top[0]?.skills.length
 */
export function describeRoleMap({ index, edition }: Place, family: string | undefined): RoleMap {
  const skillsOf = new Map(
    edition.roles.map(({ slug }) => [
      slug,
      new Set((index.requirementsByRole.get(slug) ?? []).map(({ skill }) => skill)),
    ]),
  )
  const sharedBy = (one: Role, other: Role): string[] => {
    const theirs = skillsOf.get(other.slug)
    return [...(skillsOf.get(one.slug) ?? [])].filter((skill) => theirs?.has(skill))
  }
  const found = family === undefined ? undefined : index.families.get(family)
  const chosen =
    found === undefined
      ? []
      : rolesOfFamily(index, found.slug).filter(({ slug }) => (skillsOf.get(slug)?.size ?? 0) > 0)
  const paired = found === undefined ? edition.roles : chosen
  const pairs = paired.flatMap((one, at) =>
    paired.slice(at + 1).map((other) => ({ one, other, shared: sharedBy(one, other) })),
  )
  return {
    family: found === undefined ? null : named(found),
    roles: chosen.map(named),
    counts: chosen.map((one) => chosen.map((other) => sharedBy(one, other).length)),
    top: pairs
      .filter(({ shared }) => shared.length > 0)
      .toSorted(
        (a, b) =>
          b.shared.length - a.shared.length ||
          `${a.one.slug} ${a.other.slug}`.localeCompare(`${b.one.slug} ${b.other.slug}`, 'en'),
      )
      .slice(0, most)
      .map(({ one, other, shared }) => ({
        roles: [named(one), named(other)],
        skills: shared.map((skill) => skillNamed(index, skill)),
      })),
  }
}
