import type { CapabilityFramework, Role } from '../framework/index.ts'
import { folded } from '../framework/index.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'

/** A role level found by its name, or why it was not, with what could have been meant. */
export type FoundLevel =
  | { readonly profile: LevelProfile }
  | { readonly reason: string; readonly candidates: readonly string[] }

/**
 * Finds a role level by its slug path, `Role: Level`, or the name of the level alone where only
 * one role has it. A role without levels and a name that several roles have are refused.
 *
 * @example
 * findLevel(edition, 'Software developer: Senior developer')
 * findLevel(edition, 'software-developer/senior-developer')
 */
export function findLevel(edition: CapabilityFramework, name: string): FoundLevel {
  const profiles = profilesOf(edition)
  const byPath = profiles.get(name.trim())
  if (byPath !== undefined) return { profile: byPath }
  const senior = edition.roles.find(
    (role) => role.kind === 'senior-civil-service' && isNamed(role, name),
  )
  if (senior !== undefined) return { reason: seniorReason(senior), candidates: [] }
  const wanted = folded(name)
  const matches = [...profiles.values()].filter(
    ({ role, level }) =>
      wanted === folded(`${role.name.value}: ${level.name.value}`) ||
      wanted === folded(level.name.value),
  )
  const [only, ...others] = matches
  if (only !== undefined && others.length === 0) return { profile: only }
  if (only !== undefined) {
    return {
      reason: `Several roles have a level named "${name}". Name the role too.`,
      candidates: matches.map(nameOf),
    }
  }
  return {
    reason: `There is no role level "${name}" in this edition.`,
    candidates: like(edition, name),
  }
}

/**
 * The name by which a role level is asked for.
 *
 * @example
 * nameOf(profile) // 'Software developer: Senior developer'
 */
export function nameOf({ role, level }: LevelProfile): string {
  return `${role.name.value}: ${level.name.value}`
}

/** Why a Senior Civil Service role is in no measure. */
export function seniorReason({ name }: Role): string {
  return `${name.value} is a Senior Civil Service role. Its skills have no levels, so there is no honest way to measure how near another role is.`
}

function isNamed({ slug, name }: Role, wanted: string): boolean {
  return slug === wanted.trim() || folded(name.value) === folded(wanted)
}

/** Levels of a role of that name, or whose names share its words. */
function like(edition: CapabilityFramework, name: string): string[] {
  const [roleName = ''] = name.split(/[:/]/)
  const profiles = [...profilesOf(edition).values()]
  const ofRole = profiles.filter(({ role }) => isNamed(role, roleName))
  if (ofRole.length > 0) return ofRole.map(nameOf)
  const words = folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
  return profiles
    .filter(
      (profile) =>
        words.length > 0 && words.every((word) => folded(nameOf(profile)).includes(word)),
    )
    .slice(0, 10)
    .map(nameOf)
}
