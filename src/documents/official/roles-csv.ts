import type { FragmentRequirement, FragmentRole, FragmentRoleLevel } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import { RequirementList } from '../tables/requirement-list.ts'
import type { TableRow } from '../tables/table.ts'
import { hasColumns, readTable } from '../tables/table.ts'
import { FirstValues, publishedLevel } from '../tables/values.ts'
import type { RolesColumn } from './columns.ts'
import { saysNotInUse, seniorRoleType } from './columns.ts'
import { Faults } from './faults.ts'
import { RoleSkills } from './role-skills.ts'

const shape = {
  required: ['Role', 'Role Level', 'Skill Name', 'Skill Level'],
  optional: [
    'Role Family',
    'Role Description',
    'Role Level Description',
    'Skill Description',
    'Skill Level Description',
    'Role Type',
  ],
} as const

type Row = TableRow<RolesColumn>

/**
 * Reads `roles.csv` of the official download: one row per role level and skill; a role without
 * levels is one row with its first three columns. Rows may come in any order. The rules are those
 * of the published files, see `docs/formats.md`. Faults: `duplicate-row`, `rows-contradict`,
 * `requirement-contradicts`, `level-unknown`, `level-undecided`, `row-incomplete`,
 * `skill-level-missing`, `role-without-description`, `role-without-levels`, once
 * `level-order-unknown`, and those of any table.
 *
 * @example
 * officialRolesReader.read({ name: 'roles.csv', text: 'Role,Role Level,Skill Name,Skill Level\n…' })
 */
export const officialRolesReader: DocumentReader = {
  format: 'official-roles-csv',
  title: 'Official download: roles',
  recognises: (document) => hasColumns(document, ['Role', 'Role Level', 'Skill Name']),
  read: (document) => new OfficialRoles(document).read(),
}

interface OpenRole {
  readonly name: string
  readonly senior: boolean
  readonly line: number
  readonly levels: Map<string, { readonly name: string; readonly line: number }>
}

/** One pass over one download. */
class OfficialRoles {
  readonly #document: SourceDocument
  readonly #faults: Faults
  readonly #roles = new Map<string, OpenRole>()
  readonly #first = new FirstValues()
  readonly #seen = new Set<string>()
  readonly #requirements: RequirementList
  readonly #skills: RoleSkills

  constructor(document: SourceDocument) {
    this.#document = document
    this.#faults = new Faults(document.name)
    this.#requirements = new RequirementList(document.name)
    this.#skills = new RoleSkills(this.#faults)
  }

  read(): ReadResult {
    const { rows, findings } = readTable<RolesColumn>(this.#document, shape)
    for (const row of rows) this.#row(row)
    const roles = [...this.#roles.values()].map((role) => this.#roleOf(role))
    const fragment = {
      kind: 'capability',
      source: this.#document.name,
      roles,
      skills: this.#skills.fragments(),
      requirements: this.#requirements.all,
    } as const
    if (roles.some((role) => role.levels.length > 0)) this.#noteOrder()
    return {
      fragments: rows.length === 0 ? [] : [fragment],
      findings: [...findings, ...this.#faults.found],
    }
  }

  #row(row: Row): void {
    const name = row.name('Role')
    if (name === '') return this.#leaveOut('row-incomplete', row, 'The row names no role.')
    if (this.#seen.has(row.whole)) {
      return this.#leaveOut('duplicate-row', row, 'The row stands twice. It was taken once.')
    }
    this.#seen.add(row.whole)
    const senior = isSenior(row)
    const role = this.#role(row, senior)
    if (role.senior !== senior) {
      const message = `${name} is a Senior Civil Service role in one row and not in another. This row was left out; the first is on line ${role.line}.`
      return this.#leaveOut('rows-contradict', row, message)
    }
    if (senior) this.#seniorRow(row)
    else this.#levelledRow(row, role)
  }

  #role(row: Row, senior: boolean): OpenRole {
    const name = row.name('Role')
    this.#noteFirst(row, 'Role Family', [name])
    this.#noteFirst(row, 'Role Description', [name])
    const known = this.#roles.get(name)
    if (known !== undefined) return known
    const role = { name, senior, line: row.line, levels: new Map() }
    this.#roles.set(name, role)
    return role
  }

  #seniorRow(row: Row): void {
    const level = row.name('Role Level')
    if (level !== '' && !saysNotInUse(level)) {
      const message = `A Senior Civil Service role has no role levels, but the row names “${level}”. The name was left out.`
      this.#leaveOut('rows-contradict', row, message)
    }
    if (row.name('Skill Name') === '') return
    this.#skill(row, true)
    this.#require({ ...asked(row), basis: 'none' })
  }

  #levelledRow(row: Row, role: OpenRole): void {
    const name = row.name('Role Level')
    const skill = row.name('Skill Name')
    if (name === '') {
      if (skill === '') return
      return this.#leaveOut('row-incomplete', row, 'The row asks for a skill at no role level.')
    }
    this.#noteFirst(row, 'Role Level Description', [role.name, name])
    if (!role.levels.has(name)) role.levels.set(name, { name, line: row.line })
    if (skill === '') return
    this.#skill(row, false)
    this.#skillLevel(row, { ...asked(row), roleLevel: name })
  }

  #skill(row: Row, senior: boolean): void {
    const name = row.name('Skill Name')
    this.#skills.name(name, { senior, line: row.line })
    this.#noteFirst(row, 'Skill Description', [name])
    const text = row.text('Skill Description')
    this.#skills.describe(name, { text, line: row.lineOf('Skill Description') })
  }

  #skillLevel(row: Row, requirement: Omit<FragmentRequirement, 'basis'>): void {
    const word = row.name('Skill Level')
    if (word === '' || saysNotInUse(word)) {
      const message = `The row asks for ${requirement.skill} but names no skill level.`
      this.#faults.add('level-undecided', { ...about(row), message, action: 'kept' })
      return this.#require({ ...requirement, basis: 'undecided' })
    }
    const level = publishedLevel(word)
    if (level === undefined) {
      const message = `“${word}” is not one of awareness, working, practitioner and expert.`
      return this.#leaveOut('level-unknown', row, message)
    }
    this.#noteFirst(row, 'Skill Level Description', [requirement.skill, level])
    const text = row.text('Skill Level Description')
    const line = row.lineOf('Skill Level Description')
    this.#skills.describeLevel(requirement.skill, { level, text, line })
    this.#require({ ...requirement, level, basis: 'stated' })
  }

  #require(requirement: FragmentRequirement): void {
    const fault = this.#requirements.add(requirement)
    if (fault !== undefined) this.#faults.found.push(fault)
  }

  #noteFirst(row: Row, column: RolesColumn, thing: readonly string[]): void {
    const value = row.text(column)
    const key = JSON.stringify([column, ...thing])
    const firstLine = this.#first.note(key, { value, line: row.lineOf(column) })
    if (firstLine === undefined) return
    this.#faults.add('rows-contradict', {
      line: row.lineOf(column),
      subject: thing.join(' / '),
      message: `The ${column} differs from that on line ${firstLine}. The first was kept.`,
      action: 'left-out',
    })
  }

  #roleOf({ name, senior, line, levels }: OpenRole): FragmentRole {
    const family = this.#first.get(JSON.stringify(['Role Family', name]))?.trim()
    const description = this.#first.get(JSON.stringify(['Role Description', name]))
    const subject = { line, subject: name, action: 'kept' } as const
    if (description === undefined) {
      const message = `${name} has no description in this download.`
      this.#faults.add('role-without-description', { ...subject, message })
    }
    if (!senior && levels.size === 0) {
      const message = `${name} has no role levels in this download.`
      this.#faults.add('role-without-levels', { ...subject, message })
    }
    return {
      name,
      ...(family !== undefined && { family }),
      kind: senior ? 'senior-civil-service' : 'levelled',
      ...(description !== undefined && { description }),
      levels: [...levels.values()].map((level) => this.#levelOf(name, level)),
      line,
    }
  }

  #levelOf(role: string, level: { name: string; line: number }): FragmentRoleLevel {
    const key = JSON.stringify(['Role Level Description', role, level.name])
    const description = this.#first.get(key)
    return { ...level, ...(description !== undefined && { description }) }
  }

  #noteOrder(): void {
    this.#faults.add('level-order-unknown', {
      line: null,
      subject: this.#document.name,
      message:
        'The download lists role levels in no order of seniority. Import it together with a document that has the order.',
      action: 'kept',
    })
  }

  #leaveOut(code: Parameters<Faults['add']>[0], row: Row, message: string): void {
    this.#faults.add(code, { ...about(row), message, action: 'left-out' })
  }
}

function isSenior(row: Row): boolean {
  const type = row.name('Role Type').toLowerCase()
  return type === seniorRoleType.toLowerCase() || saysNotInUse(row.name('Role Level'))
}

function asked(row: Row): { family?: string; role: string; skill: string; line: number } {
  const family = row.name('Role Family')
  return {
    ...(family !== '' && { family }),
    role: row.name('Role'),
    skill: row.name('Skill Name'),
    line: row.line,
  }
}

function about(row: Row): { line: number; subject: string } {
  const level = saysNotInUse(row.name('Role Level')) ? '' : row.name('Role Level')
  const subject = [row.name('Role'), level, row.name('Skill Name')]
    .filter((part) => part !== '')
    .join(' / ')
  return { line: row.line, subject }
}
