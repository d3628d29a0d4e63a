import type {
  CapabilityFramework,
  Edition,
  Requirement,
  Role,
  RoleLevel,
  Skill,
} from '../../framework/index.ts'
import type { DocumentWriter, WrittenFile } from '../format.ts'
import { csvText } from '../tables/csv.ts'
import { capitalised } from '../tables/values.ts'
import {
  changelogColumns,
  notInUse,
  roleLinksColumn,
  rolesColumns,
  seniorRoleType,
  skillsColumns,
} from './columns.ts'
import { levelCellText, seniorDescriptionText } from './prose.ts'

/**
 * Writes an edition of a capability framework as the three files of the official download, in its
 * columns and conventions: byte order mark, CRLF after each record, roles and skills by title, role
 * levels in published order. A framework with another scale has its own level columns in
 * `skills.csv`. What the official columns have no place for (order, rank, track, basis, identifiers)
 * is lost; `extended-csv` has it. A maturity model has no official download: no files.
 *
 * @example
 * officialCsvWriter.write(edition).map((file) => file.name)
 * // ['roles.csv', 'skills.csv', 'changelog.csv']
 */
export const officialCsvWriter: DocumentWriter = {
  format: 'official-csv',
  title: 'Official download (CSV)',
  write: (edition) => (edition.kind === 'maturity-model' ? [] : filesOf(edition)),
}

function filesOf(edition: Extract<Edition, { kind: 'capability-framework' }>): WrittenFile[] {
  return [
    { name: 'roles.csv', text: csvText([rolesColumns, ...new RolesFile(edition).rows()]) },
    { name: 'skills.csv', text: csvText(skillRows(edition)) },
    { name: 'changelog.csv', text: csvText(changeRows(edition)) },
  ]
}

/** The rows of `roles.csv`. */
class RolesFile {
  readonly #edition: CapabilityFramework
  readonly #families: ReadonlyMap<string, string>
  readonly #skills: ReadonlyMap<string, Skill>
  readonly #requirements: ReadonlyMap<string, readonly Requirement[]>

  constructor(edition: CapabilityFramework) {
    this.#edition = edition
    this.#families = new Map(edition.families.map(({ slug, name }) => [slug, name.value]))
    this.#skills = new Map(edition.skills.map((skill) => [skill.slug, skill]))
    this.#requirements = Map.groupBy(edition.requirements, ({ role, roleLevel }) =>
      JSON.stringify([role, roleLevel]),
    )
  }

  rows(): string[][] {
    return byTitle(this.#edition.roles).flatMap((role) => {
      const steps = role.levels.map((level) => this.#levelRows(role, level))
      const senior = role.kind === 'senior-civil-service'
      if (!senior && steps.length > 0) return steps.flat()
      return this.#levelRows(role, undefined)
    })
  }

  #levelRows(role: Role, level: RoleLevel | undefined): string[][] {
    const senior = role.kind === 'senior-civil-service'
    const start = [
      this.#familyOf(role),
      role.name.value,
      role.description?.value ?? '',
      ...(senior ? [notInUse, notInUse] : levelCells(level)),
    ]
    const asked = this.#requirements.get(JSON.stringify([role.slug, level?.slug ?? null])) ?? []
    const end = senior ? seniorRoleType : ''
    if (asked.length === 0) {
      return [[...start, '', '', ...(senior ? [notInUse, notInUse] : ['', '']), end]]
    }
    return asked.map((requirement) => [...start, ...this.#skillCells(requirement, senior), end])
  }

  #familyOf({ family }: Role): string {
    return family === null ? '' : (this.#families.get(family) ?? family)
  }

  #skillCells(requirement: Requirement, senior: boolean): string[] {
    const skill = this.#skills.get(requirement.skill)
    const start = [skill?.name.value ?? requirement.skill, descriptionOf(skill)]
    if (senior) return [...start, notInUse, notInUse]
    if (requirement.level === null) return [...start, '', '']
    return [...start, capitalised(requirement.level), levelText(skill, requirement.level)]
  }
}

function levelCells(level: RoleLevel | undefined): string[] {
  return [level?.name.value ?? '', level?.description?.value ?? '']
}

function skillRows(edition: CapabilityFramework): string[][] {
  const { scale } = edition.framework
  const links = Map.groupBy(edition.roleLinks, (link) => link.skill)
  const header = [...skillsColumns, ...scale.map(capitalised), roleLinksColumn]
  const rows = byTitle(edition.skills).map((skill) => [
    skill.name.value,
    descriptionOf(skill),
    ...scale.map((level) => levelText(skill, level)),
    (links.get(skill.slug) ?? []).map((link) => link.roleAsNamed).join(', '),
  ])
  return [header, ...rows]
}

function changeRows(edition: CapabilityFramework): string[][] {
  const rows = edition.changeNotes.map(({ date, page, note }) => [date ?? '', page, note.value])
  return [[...changelogColumns], ...rows]
}

function descriptionOf(skill: Skill | undefined): string {
  if (skill === undefined) return ''
  if (skill.kind === 'levelled') return skill.description?.value ?? ''
  return seniorDescriptionText({
    ...(skill.description !== undefined && { description: skill.description.value }),
    statements: skill.statements.map(({ text }) => text.value),
    leadershipExamples: skill.leadershipExamples.map(({ text }) => text.value),
  })
}

function levelText(skill: Skill | undefined, level: string): string {
  if (skill?.kind === 'senior-civil-service') return notInUse
  const found = skill?.levels.find((one) => one.level === level)
  if (found === undefined) return ''
  return levelCellText({
    state: found.state,
    statements: found.statements.map(({ text }) => text.value),
  })
}

function byTitle<T extends { readonly name: { readonly value: string } }>(
  things: readonly T[],
): T[] {
  return things.toSorted((one, other) => compare(one.name.value, other.name.value))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
