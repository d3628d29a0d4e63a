import type {
  CapabilityFramework,
  Retired,
  RoleFamily,
  Role,
  RoleLevel,
  Skill,
  ThingKind,
} from '../../framework/index.ts'
import { namedRole, namesOf, slugsOf } from '../../framework/index.ts'
import { indexOf } from '../lookup.ts'
import type { EditionIndex } from '../lookup.ts'
import type { Place } from '../place.ts'

/** What became of the thing at an address. */
export type Standing<T> =
  | { readonly kind: 'here'; readonly slug: string }
  | { readonly kind: 'moved'; readonly slug: string }
  | { readonly kind: 'gone'; readonly last: LastSeen<T> | undefined; readonly retired?: Retired }
  | { readonly kind: 'unknown' }

/** The newest of the older editions that has a thing. */
export interface LastSeen<T> {
  readonly edition: CapabilityFramework
  readonly thing: T
}

/** A role, a skill or a family. */
export type AnyThing = Role | Skill | RoleFamily

/** A role level with the role it belongs to. */
export interface LevelOfRole {
  readonly role: Role
  readonly level: RoleLevel
}

/**
 * Where a role, skill or family of this slug stands in an edition: here, here under another name,
 * gone since an older edition, or never heard of. Only slugs that we hold are given back.
 *
 * @example
 * standingOf(place, 'role', 'development-operations')
 * // { kind: 'moved', slug: 'development-operations-devops-engineer' }
 */
export function standingOf(place: Place, kind: ThingKind, slug: string): Standing<AnyThing> {
  const { index, loaded, leads } = place
  if (thingsOf(index, kind).has(slug)) return { kind: 'here', slug }
  const slugs = slugsOf(namesOf(loaded.register, kind), slug)
  const now = slugs.find((one) => thingsOf(index, kind).has(one))
  if (now !== undefined) return { kind: 'moved', slug: now }
  const last = lastSeen(leads.older, (older) =>
    found(slugs, (one) => thingsOf(older, kind).get(one)),
  )
  const retired = loaded.register.retired.find(
    (one) => one.kind === kind && slugs.includes(one.slug),
  )
  if (last === undefined && retired === undefined) return { kind: 'unknown' }
  return { kind: 'gone', last, ...(retired !== undefined && { retired }) }
}

/** The same for a level of a role that stands in the edition. */
export function levelStandingOf(
  place: Place,
  roleSlug: string,
  levelSlug: string,
): Standing<LevelOfRole> {
  const { index, loaded, leads } = place
  const role = index.roles.get(roleSlug)
  const slugs = slugsOf(namedRole(loaded.register, roleSlug)?.levels ?? [], levelSlug)
  const now = slugs.find((slug) => role?.levels.some((level) => level.slug === slug))
  if (now !== undefined) return { kind: now === levelSlug ? 'here' : 'moved', slug: now }
  const roles = slugsOf(loaded.register.roles, roleSlug)
  const last = lastSeen(leads.older, (older) => {
    const before = found(roles, (slug) => older.roles.get(slug))
    const level = found(slugs, (slug) => before?.levels.find((one) => one.slug === slug))
    return before === undefined || level === undefined ? undefined : { role: before, level }
  })
  return last === undefined ? { kind: 'unknown' } : { kind: 'gone', last }
}

function thingsOf(index: EditionIndex, kind: ThingKind): ReadonlyMap<string, AnyThing> {
  if (kind === 'role') return index.roles
  return kind === 'skill' ? index.skills : index.families
}

function lastSeen<T>(
  editions: readonly CapabilityFramework[],
  look: (index: EditionIndex) => T | undefined,
): LastSeen<T> | undefined {
  return found(editions, (edition) => {
    const thing = look(indexOf(edition))
    return thing === undefined ? undefined : { edition, thing }
  })
}

/** The first result that there is. */
function found<T, U>(things: readonly T[], look: (thing: T) => U | undefined): U | undefined {
  for (const thing of things) {
    const result = look(thing)
    if (result !== undefined) return result
  }
  return undefined
}
