import type { Skill, SkillLevel, Text } from '../framework/index.ts'
import { ExpectedFailure } from '../platform/index.ts'
import { named } from './lookup.ts'
import type { EditionIndex, Named } from './lookup.ts'

/** A skill in the list. */
export interface ListedSkill extends Named {
  readonly kind: Skill['kind']
  /** Levels with statements, lowest first. */
  readonly levels: readonly string[]
  /** How many roles ask for it. */
  readonly roles: number
}

/** Role levels of one role that ask for the skill at one level. */
export interface LevelsOfRole {
  readonly level: string | null
  /** Empty for a Senior Civil Service role, which has no named levels. */
  readonly roleLevels: readonly Named[]
}

/** A role that asks for the skill. */
export interface RequiringRole {
  readonly role: Named
  readonly levels: readonly LevelsOfRole[]
}

/** Everything we hold about a skill. */
export interface SkillDescription extends Named {
  readonly id: string
  readonly kind: Skill['kind']
  readonly description: Text | null
  readonly levels: readonly {
    readonly level: string
    readonly state: SkillLevel['state']
    readonly statements: readonly Text[]
  }[]
  readonly statements: readonly Text[]
  readonly leadershipExamples: readonly Text[]
  readonly requiredBy: readonly RequiringRole[]
  /** Roles the skill names although none of their levels asks for it. */
  readonly namedButNotRequiring: readonly Named[]
  /** Roles that ask for the skill although it does not name them. */
  readonly requiringButNotNamed: readonly Named[]
}

/** All skills from A to Z. */
export function describeSkills(index: EditionIndex): ListedSkill[] {
  return index.edition.skills
    .map((skill) => ({
      ...named(skill),
      kind: skill.kind,
      levels: skill.levels.filter(({ state }) => state === 'defined').map(({ level }) => level),
      roles: rolesRequiring(index, skill.slug).length,
    }))
    .sort((a, b) => a.name.value.localeCompare(b.name.value, 'en'))
}

/** One skill. */
export function describeSkill(index: EditionIndex, slug: string): SkillDescription {
  const skill = index.skills.get(slug)
  if (skill === undefined) throw new ExpectedFailure('skill-not-found')
  return {
    id: skill.id,
    ...named(skill),
    kind: skill.kind,
    description: skill.description ?? null,
    levels: skill.levels.map(({ level, state, statements }) => ({
      level,
      state,
      statements: statements.map(({ text }) => text),
    })),
    statements: skill.statements.map(({ text }) => text),
    leadershipExamples: skill.leadershipExamples.map(({ text }) => text),
    requiredBy: requirersOfSkill(index, slug),
    ...contradictions(index, slug),
  }
}

/** Which role levels need a skill at which level, by role in published order. */
export function requirersOfSkill(index: EditionIndex, slug: string): RequiringRole[] {
  const requirements = index.requirementsBySkill.get(slug) ?? []
  const scale = [...index.edition.framework.scale, null]
  return rolesRequiring(index, slug).map((role) => {
    const ofRole = requirements.filter((requirement) => requirement.role === role.slug)
    const asked = scale.filter((level) => ofRole.some((one) => one.level === level))
    return {
      role: named(role),
      levels: asked.map((level) => ({
        level,
        roleLevels: role.levels
          .filter(({ slug: at }) =>
            ofRole.some((one) => one.roleLevel === at && one.level === level),
          )
          .map(named),
      })),
    }
  })
}

function rolesRequiring(index: EditionIndex, skill: string) {
  const asking = new Set((index.requirementsBySkill.get(skill) ?? []).map(({ role }) => role))
  return index.edition.roles.filter(({ slug }) => asking.has(slug))
}

/** Skill and roles can each name the other. Where only one does, the reader should know. */
function contradictions(
  index: EditionIndex,
  skill: string,
): Pick<SkillDescription, 'namedButNotRequiring' | 'requiringButNotNamed'> {
  const linked = new Set(
    index.edition.roleLinks.filter((link) => link.skill === skill).map(({ role }) => role),
  )
  const requiring = rolesRequiring(index, skill)
  const asks = new Set(requiring.map(({ slug }) => slug))
  const nothingNamed = index.edition.roleLinks.length === 0
  return {
    namedButNotRequiring: index.edition.roles
      .filter(({ slug }) => linked.has(slug) && !asks.has(slug))
      .map(named),
    requiringButNotNamed: nothingNamed
      ? []
      : requiring.filter(({ slug }) => !linked.has(slug)).map(named),
  }
}
