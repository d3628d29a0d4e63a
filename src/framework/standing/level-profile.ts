import type { CapabilityFramework, Role, RoleLevel } from '../capability-framework.ts'

/** What one role level asks for, ready to be measured. */
export interface LevelProfile {
  readonly role: Role
  readonly level: RoleLevel
  /** `<role slug>/<level slug>`. */
  readonly path: string
  /** Skill slug to the place of its level on the scale, from 1. */
  readonly asks: ReadonlyMap<string, number>
  /** Skills whose level no source decides. They are in no measure. */
  readonly undecided: readonly string[]
}

const profiles = new WeakMap<CapabilityFramework, ReadonlyMap<string, LevelProfile>>()

/**
 * The profiles of all role levels that ask for at least one skill at a level, by slug path. Senior
 * Civil Service roles have none: their skills have no levels.
 *
 * @example
 * profilesOf(edition).get('software-developer/developer')?.asks.get('prototyping') // 3
 */
export function profilesOf(edition: CapabilityFramework): ReadonlyMap<string, LevelProfile> {
  const known = profiles.get(edition)
  if (known !== undefined) return known
  const { scale } = edition.framework
  const byLevel = Map.groupBy(edition.requirements, (each) => `${each.role}/${each.roleLevel}`)
  const made = new Map<string, LevelProfile>()
  for (const role of edition.roles) {
    for (const level of role.levels) {
      const path = `${role.slug}/${level.slug}`
      const asks = new Map<string, number>()
      const undecided: string[] = []
      for (const requirement of byLevel.get(path) ?? []) {
        const place = requirement.level === null ? 0 : scale.indexOf(requirement.level) + 1
        if (place > 0) asks.set(requirement.skill, place)
        else undecided.push(requirement.skill)
      }
      if (asks.size > 0) made.set(path, { role, level, path, asks, undecided })
    }
  }
  profiles.set(edition, made)
  return made
}
