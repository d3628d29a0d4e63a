import { ExpectedFailure } from '../platform/index.ts'
import type { Requirement, Role, RoleLevel, Text, Track, UsualGrade } from '../framework/index.ts'
import { changesBetween } from './changes.ts'
import type { SkillChange } from './changes.ts'
import { ladderOf, nextLevels, previousLevels, stepOf } from './ladder.ts'
import { leadOfRole } from './leads.ts'
import type { Lead, LeadSources } from './leads.ts'
import { familyOf, named, requirementsOfRoleLevel, rolesOfFamily } from './lookup.ts'
import type { EditionIndex, Named } from './lookup.ts'
import { askedSkill, skillNamed } from './requirements.ts'
import type { AskedSkill } from './requirements.ts'
import { rolesSharingSkills } from './sharing.ts'
import type { SharingRole } from './sharing.ts'

/** A role in a list. */
export interface ListedRole extends Named {
  readonly kind: Role['kind']
  readonly levels: number
  readonly lead: Lead
}

/** A family with its roles; no family: roles that no source places in one. */
export interface FamilyDescription {
  readonly family: Named | null
  readonly roles: readonly ListedRole[]
}

/** A role level in a list or on the ladder. */
export interface ListedLevel extends Named {
  readonly number: number | null
  readonly rank: number | null
  readonly track: Track | null
  readonly skills: number
}

/** The levels of a role in order of seniority, as data. */
export interface LadderDescription {
  readonly steps: readonly { readonly position: number; readonly levels: readonly ListedLevel[] }[]
  readonly unranked: readonly ListedLevel[]
}

/** One skill of a role with the level that each role level asks for. */
export interface SkillAcrossLevels {
  readonly skill: Named
  /** In the order of the role's levels; undefined level: not asked for. */
  readonly levels: readonly {
    readonly roleLevel: string
    readonly asked: boolean
    readonly level: string | null
  }[]
}

/** Everything we hold about a role. */
export interface RoleDescription extends Named {
  readonly id: string
  readonly kind: Role['kind']
  readonly family: Named | null
  readonly lead: Lead
  readonly description: Text | null
  readonly ladder: LadderDescription
  readonly skillsByLevel: readonly SkillAcrossLevels[]
  /** What a Senior Civil Service role asks for; empty for other roles. */
  readonly skills: readonly AskedSkill[]
  /** Roles that ask for some of the same skills, the most first. */
  readonly sharing: readonly SharingRole[]
}

/** Skills that change on the way to a level. */
export interface NextLevel {
  readonly level: ListedLevel
  readonly added: readonly NamedChange[]
  readonly raised: readonly NamedChange[]
  readonly lowered: readonly NamedChange[]
  readonly dropped: readonly NamedChange[]
  readonly undecided: readonly NamedChange[]
  readonly same: number
}

/** One skill whose level changes. */
export interface NamedChange {
  readonly skill: Named
  readonly from: string | null
  readonly to: string | null
}

/** Everything we hold about a role level. */
export interface RoleLevelDescription extends ListedLevel {
  readonly id: string
  readonly role: Named
  readonly family: Named | null
  /** Place on the ladder; null where the rank is not known. */
  readonly step: { readonly position: number; readonly of: number } | null
  readonly description: Text | null
  /** Usual, not mandatory; null where no source gives one. */
  readonly usualGrade: UsualGrade | null
  readonly ladder: LadderDescription
  readonly required: readonly AskedSkill[]
  /** How many skills are asked for at each level of the scale, highest first. */
  readonly totals: readonly { readonly level: string | null; readonly skills: number }[]
  readonly previous: readonly ListedLevel[]
  readonly next: readonly NextLevel[]
}

/** All roles, by family. */
export function describeRoles(index: EditionIndex, sources: LeadSources): FamilyDescription[] {
  const families = [...index.edition.families.map(named), null]
  return families
    .map((family) => ({ family, roles: listedRoles(index, family, sources) }))
    .filter(({ family, roles }) => family !== null || roles.length > 0)
}

/** One family with its roles. */
export function describeFamily(
  index: EditionIndex,
  slug: string,
  sources: LeadSources,
): FamilyDescription {
  const family = index.families.get(slug)
  if (family === undefined) throw new ExpectedFailure('family-not-found')
  return { family: named(family), roles: listedRoles(index, named(family), sources) }
}

function listedRoles(
  index: EditionIndex,
  family: Named | null,
  sources: LeadSources,
): ListedRole[] {
  return rolesOfFamily(index, family?.slug ?? null).map((role) => ({
    ...named(role),
    kind: role.kind,
    levels: role.levels.length,
    lead: leadOfRole(index, role, sources),
  }))
}

/** One role. */
export function describeRole(
  index: EditionIndex,
  slug: string,
  sources: LeadSources,
): RoleDescription {
  const role = roleAt(index, slug)
  return {
    id: role.id,
    ...named(role),
    kind: role.kind,
    family: familyOf(index, role),
    lead: leadOfRole(index, role, sources),
    description: role.description ?? null,
    ladder: describeLadder(index, role),
    skillsByLevel: skillsByLevel(index, role),
    skills: requirementsOfRoleLevel(index, role, null).map((one) => askedSkill(index, one)),
    sharing: rolesSharingSkills(index, role),
  }
}

/** One level of a role. */
export function describeRoleLevel(
  index: EditionIndex,
  roleSlug: string,
  levelSlug: string,
): RoleLevelDescription {
  const role = roleAt(index, roleSlug)
  const level = levelAt(role, levelSlug)
  const requirements = requirementsOfRoleLevel(index, role, level)
  const step = stepOf(role, level)
  const ladder = describeLadder(index, role)
  return {
    id: level.id,
    ...listedLevel(index, role, level),
    role: named(role),
    family: familyOf(index, role),
    step: step === undefined ? null : { position: step.position, of: ladder.steps.length },
    description: level.description ?? null,
    usualGrade: level.usualGrade ?? null,
    ladder,
    required: requirements.map((requirement) => askedSkill(index, requirement)),
    totals: totalsByLevel(index, requirements),
    previous: previousLevels(role, level).map((one) => listedLevel(index, role, one)),
    next: nextLevels(role, level).map((next) => describeNext(index, { role, level, next })),
  }
}

function roleAt(index: EditionIndex, slug: string): Role {
  const role = index.roles.get(slug)
  if (role === undefined) throw new ExpectedFailure('role-not-found')
  return role
}

function levelAt(role: Role, slug: string): RoleLevel {
  if (role.kind === 'senior-civil-service') throw new ExpectedFailure('role-has-no-levels')
  const level = role.levels.find((candidate) => candidate.slug === slug)
  if (level === undefined) throw new ExpectedFailure('role-level-not-found')
  return level
}

function listedLevel(index: EditionIndex, role: Role, level: RoleLevel): ListedLevel {
  const { number, rank, track } = level
  const skills = requirementsOfRoleLevel(index, role, level).length
  return { ...named(level), number, rank, track, skills }
}

function describeLadder(index: EditionIndex, role: Role): LadderDescription {
  const { steps, unranked } = ladderOf(role)
  const listed = (level: RoleLevel): ListedLevel => listedLevel(index, role, level)
  return {
    steps: steps.map(({ position, levels }) => ({ position, levels: levels.map(listed) })),
    unranked: unranked.map(listed),
  }
}

function skillsByLevel(index: EditionIndex, role: Role): SkillAcrossLevels[] {
  const requirements = (index.requirementsByRole.get(role.slug) ?? []).filter(
    ({ roleLevel }) => roleLevel !== null,
  )
  const bySkill = Map.groupBy(requirements, ({ skill }) => skill)
  return [...bySkill]
    .map(([slug, asking]) => ({
      skill: skillNamed(index, slug),
      levels: role.levels.map((level) => {
        const requirement = asking.find(({ roleLevel }) => roleLevel === level.slug)
        return {
          roleLevel: level.slug,
          asked: requirement !== undefined,
          level: requirement?.level ?? null,
        }
      }),
    }))
    .sort((a, b) => a.skill.name.value.localeCompare(b.skill.name.value, 'en'))
}

function totalsByLevel(
  index: EditionIndex,
  requirements: readonly Requirement[],
): RoleLevelDescription['totals'] {
  const levels = [...index.edition.framework.scale.toReversed(), null]
  return levels
    .map((level) => ({
      level,
      skills: requirements.filter((requirement) => requirement.level === level).length,
    }))
    .filter(({ skills }) => skills > 0)
}

interface NextLevelParts {
  readonly role: Role
  readonly level: RoleLevel
  readonly next: RoleLevel
}

function describeNext(index: EditionIndex, { role, level, next }: NextLevelParts): NextLevel {
  const changes = changesBetween(
    requirementsOfRoleLevel(index, role, level),
    requirementsOfRoleLevel(index, role, next),
    index.edition.framework.scale,
  )
  const withNames = (list: readonly SkillChange[]): NamedChange[] =>
    list.map(({ skill, from, to }) => ({ skill: skillNamed(index, skill), from, to }))
  return {
    level: listedLevel(index, role, next),
    added: withNames(changes.added),
    raised: withNames(changes.raised),
    lowered: withNames(changes.lowered),
    dropped: withNames(changes.dropped),
    undecided: withNames(changes.undecided),
    same: changes.same.length,
  }
}
