import type {
  CapabilityFramework,
  Requirement,
  Role,
  RoleFamily,
  RoleLevel,
  Skill,
  Text,
} from '../framework/index.ts'

/** An edition with its things at hand by slug. */
export interface EditionIndex {
  readonly edition: CapabilityFramework
  readonly roles: ReadonlyMap<string, Role>
  readonly skills: ReadonlyMap<string, Skill>
  readonly families: ReadonlyMap<string, RoleFamily>
  readonly requirementsByRole: ReadonlyMap<string, readonly Requirement[]>
  readonly requirementsBySkill: ReadonlyMap<string, readonly Requirement[]>
}

/** A thing named from elsewhere. */
export interface Named {
  readonly slug: string
  readonly name: Text
}

const indexes = new WeakMap<CapabilityFramework, EditionIndex>()

/** The index of an edition. Editions never change, so each is indexed once. */
export function indexOf(edition: CapabilityFramework): EditionIndex {
  const known = indexes.get(edition)
  if (known !== undefined) return known
  const index: EditionIndex = {
    edition,
    roles: bySlug(edition.roles),
    skills: bySlug(edition.skills),
    families: bySlug(edition.families),
    requirementsByRole: Map.groupBy(edition.requirements, ({ role }) => role),
    requirementsBySkill: Map.groupBy(edition.requirements, ({ skill }) => skill),
  }
  indexes.set(edition, index)
  return index
}

/**
 * What a role level asks for, in published order. Null stands for the one unnamed level of a
 * Senior Civil Service role.
 */
export function requirementsOfRoleLevel(
  index: EditionIndex,
  role: Role,
  level: RoleLevel | null,
): readonly Requirement[] {
  const slug = level?.slug ?? null
  const requirements = index.requirementsByRole.get(role.slug) ?? []
  return requirements.filter(({ roleLevel }) => roleLevel === slug)
}

/** The roles of a family in published order; null: those that no source places in a family. */
export function rolesOfFamily(index: EditionIndex, family: string | null): readonly Role[] {
  return index.edition.roles.filter((role) => role.family === family)
}

/** Slug and name of a thing. */
export function named({ slug, name }: Named): Named {
  return { slug, name }
}

/** The family of a role; null where no source says. */
export function familyOf(index: EditionIndex, role: Role): Named | null {
  const family = role.family === null ? undefined : index.families.get(role.family)
  return family === undefined ? null : named(family)
}

function bySlug<T extends { readonly slug: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.slug, thing]))
}
