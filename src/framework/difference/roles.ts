import type { CapabilityFramework, Role } from '../capability-framework.ts'
import type { FormerNames } from '../name-register.ts'
import { namedRole } from '../name-register.ts'
import type { Text } from '../text.ts'
import { roleFields, roleLevelFields } from './fields.ts'
import type { Matching } from './matching.ts'
import { matched, thing } from './matching.ts'
import { requirementChanges } from './requirements.ts'
import type { SkillNames } from './requirements.ts'
import type { Pair, RoleChange, ThingsDifference, WholeRole } from './types.ts'

/** Both editions with what was found out about their smaller parts. */
export interface RolesInput {
  readonly older: CapabilityFramework
  readonly newer: CapabilityFramework
  readonly register: FormerNames
  readonly families: Matching<CapabilityFramework['families'][number]>
  readonly skills: SkillNames
}

/** The roles that differ, each with its levels and requirements. */
export function rolesDifference(input: RolesInput): ThingsDifference<WholeRole, RoleChange> {
  const { older, newer, register } = input
  const roles = matched({ older: older.roles, newer: newer.roles, names: register.roles })
  const before = Map.groupBy(older.requirements, ({ role }) => role)
  const after = Map.groupBy(newer.requirements, ({ role }) => role)
  const change = roleChanges(input)
  return {
    added: roles.added.map((role) => whole(role, after.get(role.slug)?.length ?? 0)),
    removed: roles.removed.map((role) => whole(role, before.get(role.slug)?.length ?? 0)),
    renamed: roles.renamed,
    changed: roles.pairs
      .map((pair) =>
        change(pair, {
          older: before.get(pair.from.slug) ?? [],
          newer: after.get(pair.to.slug) ?? [],
        }),
      )
      .filter(isChanged),
  }
}

function whole(role: Role, requirements: number): WholeRole {
  return { ...thing(role), levels: role.levels.length, requirements }
}

function roleChanges({ older, newer, register, families, skills }: RolesInput) {
  const now = new Map(families.pairs.map(({ from, to }) => [from.slug, to.slug]))
  const familyNow = (slug: string): string => now.get(slug) ?? slug
  return (pair: Pair<Role>, requirements: Parameters<typeof requirementChanges>[0]): RoleChange => {
    const levels = matched({
      older: pair.from.levels,
      newer: pair.to.levels,
      names: namedRole(register, pair.to.slug)?.levels ?? [],
    })
    return {
      from: thing(pair.from),
      to: thing(pair.to),
      fields: roleFields(pair, {
        now: familyNow,
        nameIn: (role) => familyName(role === pair.from ? older : newer, role),
      }),
      levels: {
        added: levels.added.map(thing),
        removed: levels.removed.map(thing),
        renamed: levels.renamed,
        changed: levels.pairs
          .map((level) => ({
            from: thing(level.from),
            to: thing(level.to),
            fields: roleLevelFields(level),
          }))
          .filter(({ fields }) => fields.length > 0),
      },
      requirements: requirementChanges(requirements, {
        levels,
        skills,
        scale: newer.framework.scale,
      }),
    }
  }
}

function isChanged({ fields, levels, requirements }: RoleChange): boolean {
  const { added, removed, renamed, changed } = levels
  return [fields, added, removed, renamed, changed, requirements].some((list) => list.length > 0)
}

function familyName({ families }: CapabilityFramework, { family }: Role): Text | null {
  return families.find(({ slug }) => slug === family)?.name ?? null
}
