import type { CapabilityFramework } from './capability-framework.ts'
import type { MaturityModel } from './maturity-model.ts'

/** How much an edition of a capability framework holds. The names are a promise to scripts. */
export interface CapabilityCounts {
  readonly families: number
  readonly roles: number
  /** A Senior Civil Service role counts once, as an unnamed level. */
  readonly roleLevels: number
  /** Role levels with at least one requirement that has a skill level. */
  readonly roleLevelsWithSkillLevels: number
  readonly skills: number
  readonly skillsWithLevels: number
  readonly seniorCivilServiceSkills: number
  /** Levels of skills that the sources mention, defined or not. */
  readonly levelCells: number
  readonly undefinedLevelCells: number
  /** Statements of skill levels, Senior Civil Service statements not included. */
  readonly statements: number
  readonly seniorCivilServiceStatements: number
  readonly leadershipExamples: number
  readonly requirements: number
  /** Roles that skills themselves name. */
  readonly roleLinks: number
}

/** How much an edition of a maturity model holds. The names are a promise to scripts. */
export interface MaturityCounts {
  readonly topics: number
  readonly themes: number
  readonly rows: number
  /** Combinations of topic and theme that hold at least one row. */
  readonly cellsInModel: number
  readonly descriptors: number
}

/**
 * Counts what an edition holds.
 *
 * @example
 * countsOf(edition) // { families: 8, roles: 52, roleLevels: 205, … }
 */
export function countsOf(edition: CapabilityFramework): CapabilityCounts
export function countsOf(edition: MaturityModel): MaturityCounts
export function countsOf(
  edition: CapabilityFramework | MaturityModel,
): CapabilityCounts | MaturityCounts
export function countsOf(
  edition: CapabilityFramework | MaturityModel,
): CapabilityCounts | MaturityCounts {
  return edition.kind === 'maturity-model' ? maturityCounts(edition) : capabilityCounts(edition)
}

function capabilityCounts(edition: CapabilityFramework): CapabilityCounts {
  const levelled = edition.skills.filter((skill) => skill.kind === 'levelled')
  const seniors = edition.skills.filter((skill) => skill.kind === 'senior-civil-service')
  const cells = levelled
    .flatMap((skill) => skill.levels)
    .filter((level) => level.state !== 'absent')
  const withSkillLevels = new Set(
    edition.requirements
      .filter((requirement) => requirement.level !== null && requirement.roleLevel !== null)
      .map((requirement) => `${requirement.role}/${requirement.roleLevel}`),
  )
  return {
    families: edition.families.length,
    roles: edition.roles.length,
    roleLevels: sum(edition.roles, (role) =>
      role.kind === 'senior-civil-service' ? 1 : role.levels.length,
    ),
    roleLevelsWithSkillLevels: withSkillLevels.size,
    skills: edition.skills.length,
    skillsWithLevels: levelled.length,
    seniorCivilServiceSkills: seniors.length,
    levelCells: cells.length,
    undefinedLevelCells: cells.filter((level) => level.state === 'not-defined').length,
    statements: sum(cells, (level) => level.statements.length),
    seniorCivilServiceStatements: sum(seniors, (skill) => skill.statements.length),
    leadershipExamples: sum(seniors, (skill) => skill.leadershipExamples.length),
    requirements: edition.requirements.length,
    roleLinks: edition.roleLinks.length,
  }
}

function maturityCounts(model: MaturityModel): MaturityCounts {
  return {
    topics: model.topics.length,
    themes: model.themes.length,
    rows: model.rows.length,
    cellsInModel: new Set(model.rows.map((row) => `${row.topic} ${row.theme}`)).size,
    descriptors: model.descriptors.length,
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
