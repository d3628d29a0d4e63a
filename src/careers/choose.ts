import type { CapabilityFramework, Role } from '../framework/index.ts'
import { folded } from '../framework/index.ts'
import { findLevel, nameOf, seniorReason } from './naming.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'

/** Why a name leads to no role level, with those that could have been meant. */
export interface Misnamed {
  readonly code: 'level-not-known' | 'level-not-measured'
  readonly reason: string
  readonly candidates: readonly LevelProfile[]
}

/** A role level that a reader named, or why there is none. */
export type Chosen = { readonly profile: LevelProfile } | Misnamed

/**
 * Finds the role level that a reader names in an address, by slug path or by `Role: Level`.
 *
 * @example
 * chosenLevel(edition, 'software-developer/developer') // { profile: … }
 * chosenLevel(edition, 'chief-data-officer') // { code: 'level-not-measured', reason: … }
 */
export function chosenLevel(edition: CapabilityFramework, name: string): Chosen {
  const found = findLevel(edition, name)
  if ('profile' in found) return found
  const senior = seniorRole(edition, name)
  const unmeasured = senior === undefined ? silentReason(edition, name) : seniorReason(senior)
  if (unmeasured !== undefined) {
    return { code: 'level-not-measured', reason: unmeasured, candidates: [] }
  }
  const wanted = new Set(found.candidates)
  return {
    code: 'level-not-known',
    // The name is as long as whoever wrote the address liked.
    reason: name.length > 100 ? 'There is no role level of this name.' : found.reason,
    candidates: [...profilesOf(edition).values()].filter((one) => wanted.has(nameOf(one))),
  }
}

/** The part before the level, because a reader may well name a level that cannot be. */
function seniorRole(edition: CapabilityFramework, name: string): Role | undefined {
  const [role = ''] = name.split(/[:/]/)
  return edition.roles.find(
    (one) =>
      one.kind === 'senior-civil-service' &&
      (one.slug === role.trim() || folded(one.name.value) === folded(role)),
  )
}

/** Some editions name role levels without saying what they ask for. */
function silentReason(edition: CapabilityFramework, name: string): string | undefined {
  for (const role of edition.roles) {
    for (const level of role.levels) {
      if (`${role.slug}/${level.slug}` !== name.trim()) continue
      return `This edition does not say which skills ${role.name.value}: ${level.name.value} asks for at which level.`
    }
  }
  return undefined
}
