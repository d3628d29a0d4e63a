import type { CapabilityFramework, Role, Statement } from '../capability-framework.ts'
import type { Provenance } from '../edition.ts'
import type {
  CapabilityFragment,
  FragmentRequirement,
  FragmentRole,
  FragmentRoleLevel,
  FragmentSkill,
  Line,
} from '../fragment.ts'
import { folded } from '../text.ts'

/**
 * Takes an edition apart again: one fragment per source, so that it can be joined with newer
 * documents. Joining the fragments alone gives the same edition.
 *
 * @example
 * compileCapability(input, [...newFragments, ...fragmentsOf(previous)])
 */
export function fragmentsOf(edition: CapabilityFramework): CapabilityFragment[] {
  const sources = sourceOrder(edition)
  const names = namesOf(edition)
  return sources.map((source, index) => {
    const here = <T extends { provenance: readonly Provenance[] }>(things: readonly T[]): T[] =>
      things.filter((thing) => (thing.provenance[0]?.source ?? sources[0]) === source)
    return {
      kind: 'capability',
      source,
      lang: edition.framework.lang,
      ...(index === 0 && {
        introduction: edition.introduction.map((text) => ({ text: text.value, line: 0 })),
        purposes: edition.purposes.map((text) => ({ text: text.value, line: 0 })),
      }),
      roles: here(edition.roles).map((role) => fragmentRole(role, names)),
      skills: here(edition.skills).map(fragmentSkill),
      requirements: requirementsFrom(edition, { source, names }),
      roleLinks: edition.roleLinks
        .filter((link) => link.source === source)
        .map((link) => ({
          skill: names.skills.get(link.skill) ?? link.skill,
          role: link.roleAsNamed,
          line: link.line ?? 0,
        })),
      changeNotes: edition.changeNotes
        .filter((note) => note.source === source)
        .map((note) => ({
          page: note.page,
          note: note.note.value,
          line: note.line ?? 0,
          ...(note.date !== null && { date: note.date }),
        })),
    }
  })
}

/**
 * What an edition knows of the order of role levels, and nothing else: for official downloads,
 * which list levels in no order of seniority.
 */
export function orderOf(
  edition: CapabilityFramework,
  wanted: ReadonlySet<string>,
): CapabilityFragment {
  const names = namesOf(edition)
  const roles = edition.roles
    .map((role) => fragmentRole(role, names))
    .map(({ name, levels, line }) => ({
      name,
      line,
      levels: levels
        .filter((level) => wanted.has(levelKey(name, level.name)))
        .map(withoutDescription),
    }))
    .filter((role) => role.levels.length > 0)
  return { kind: 'capability', source: edition.sources[0]?.file ?? edition.edition.name, roles }
}

/** A role level by its names, whatever the capitals and spaces of a source. */
export function levelKey(role: string, level: string): string {
  return `${folded(role)} / ${folded(level)}`
}

function withoutDescription(level: FragmentRoleLevel): FragmentRoleLevel {
  const { name, line, number, rank, track, usualGrade } = level
  return {
    name,
    line,
    ...(number !== undefined && { number }),
    ...(rank !== undefined && { rank }),
    ...(track !== undefined && { track }),
    ...(usualGrade !== undefined && { usualGrade }),
  }
}

interface Names {
  readonly families: ReadonlyMap<string, string>
  readonly roles: ReadonlyMap<string, string>
  readonly levels: ReadonlyMap<string, string>
  readonly skills: ReadonlyMap<string, string>
}

function namesOf(edition: CapabilityFramework): Names {
  return {
    families: new Map(edition.families.map((family) => [family.slug, family.name.value])),
    roles: new Map(edition.roles.map((role) => [role.slug, role.name.value])),
    levels: new Map(
      edition.roles.flatMap((role) =>
        role.levels.map((level) => [`${role.slug}/${level.slug}`, level.name.value]),
      ),
    ),
    skills: new Map(edition.skills.map((skill) => [skill.slug, skill.name.value])),
  }
}

function sourceOrder(edition: CapabilityFramework): string[] {
  const files = new Set(edition.sources.map((source) => source.file))
  for (const role of edition.roles) for (const { source } of role.provenance) files.add(source)
  for (const skill of edition.skills) for (const { source } of skill.provenance) files.add(source)
  for (const each of edition.requirements) for (const { source } of each.evidence) files.add(source)
  return [...files]
}

function fragmentRole(role: Role, names: Names): FragmentRole {
  return {
    name: role.name.value,
    kind: role.kind,
    ...(role.family !== null && { family: names.families.get(role.family) ?? role.family }),
    ...(role.description !== undefined && { description: role.description.value }),
    levels: role.levels.map((level) => ({
      name: level.name.value,
      line: level.provenance[0]?.line ?? 0,
      ...(level.number !== null && { number: level.number }),
      ...(level.rank !== null && { rank: level.rank }),
      ...(level.track !== null && { track: level.track }),
      ...(level.description !== undefined && { description: level.description.value }),
      ...(level.usualGrade !== undefined && { usualGrade: level.usualGrade }),
    })),
    line: role.provenance[0]?.line ?? 0,
  }
}

function fragmentSkill(skill: CapabilityFramework['skills'][number]): FragmentSkill {
  const line = skill.provenance[0]?.line ?? 0
  const lines = (statements: readonly Statement[]): Line[] =>
    statements.map((statement) => ({ text: statement.text.value, line }))
  return {
    name: skill.name.value,
    kind: skill.kind,
    ...(skill.description !== undefined && { description: skill.description.value }),
    levels: skill.levels.map((level) => ({ ...level, statements: lines(level.statements), line })),
    statements: lines(skill.statements),
    leadershipExamples: lines(skill.leadershipExamples),
    line,
  }
}

function requirementsFrom(
  edition: CapabilityFramework,
  { source, names }: { source: string; names: Names },
): FragmentRequirement[] {
  return edition.requirements.flatMap((requirement) =>
    requirement.evidence
      .filter((each) => each.source === source)
      .map((each): FragmentRequirement => {
        const level =
          requirement.roleLevel === null
            ? undefined
            : names.levels.get(`${requirement.role}/${requirement.roleLevel}`)
        return {
          role: names.roles.get(requirement.role) ?? requirement.role,
          skill: names.skills.get(requirement.skill) ?? requirement.skill,
          basis: each.basis,
          line: each.line ?? 0,
          ...(level !== undefined && { roleLevel: level }),
          ...(each.level !== null && { level: each.level }),
          ...(each.score !== undefined && { score: each.score }),
        }
      }),
  )
}
