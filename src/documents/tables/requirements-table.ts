import type {
  Finding,
  FindingCodeName,
  FragmentRole,
  FragmentRoleLevel,
  Track,
} from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import { RequirementList } from './requirement-list.ts'
import type { TableRow } from './table.ts'
import { hasColumns, readTable } from './table.ts'
import { FirstValues, publishedLevel, wholeNumber } from './values.ts'

const shape = {
  required: ['role', 'role_level', 'skill', 'skill_level'],
  optional: ['role_family', 'role_level_number', 'rank', 'track'],
} as const

type Column = (typeof shape.required)[number] | (typeof shape.optional)[number]
type Row = TableRow<Column>

/**
 * Reads the table of requirements: one row per role level and skill, with the published order,
 * rank and track of the role level (see `docs/formats.md`). A role whose rows name neither a role
 * level nor a skill level is a Senior Civil Service role. Requirements are `derived`, or `none`
 * where no level exists. Faults: `duplicate-row`, `requirement-contradicts`, `level-unknown`,
 * `number-not-whole`, `track-unknown`, `rows-contradict`, `row-incomplete` and those of any table.
 *
 * @example
 * requirementsTableReader.read({
 *   name: 'r.csv',
 *   text: 'role,role_level,skill,skill_level\nKite maker,Lead kite maker,Knots,Expert\n',
 * }).fragments
 */
export const requirementsTableReader: DocumentReader = {
  format: 'requirements-table',
  title: 'Table of role-level requirements',
  recognises: (document) => hasColumns(document, ['role', 'skill', 'skill_level']),
  read: (document) => new RequirementsTable(document).read(),
}

interface OpenRole {
  readonly name: string
  readonly line: number
  readonly levels: Map<string, FragmentRoleLevel>
  asksForSkills: boolean
}

interface Placement {
  readonly number?: number
  readonly rank?: number
}

/** One pass over one table. */
class RequirementsTable {
  readonly #document: SourceDocument
  readonly #findings: Finding[] = []
  readonly #roles = new Map<string, OpenRole>()
  readonly #first = new FirstValues()
  readonly #seen = new Set<string>()
  readonly #requirements: RequirementList

  constructor(document: SourceDocument) {
    this.#document = document
    this.#requirements = new RequirementList(document.name)
  }

  read(): ReadResult {
    const { rows, findings } = readTable<Column>(this.#document, shape)
    this.#findings.push(...findings)
    const levelled = new Set(
      rows.filter((row) => row.name('role_level') !== '').map((row) => row.name('role')),
    )
    for (const row of rows) this.#row(row, levelled)
    const fragment = {
      kind: 'capability',
      source: this.#document.name,
      roles: [...this.#roles.values()].map((role) => this.#roleOf(role)),
      requirements: this.#requirements.all,
    } as const
    return { fragments: rows.length === 0 ? [] : [fragment], findings: this.#findings }
  }

  #row(row: Row, levelled: ReadonlySet<string>): void {
    const role = row.name('role')
    if (role === '') return this.#leaveOut('row-incomplete', row, 'The row names no role.')
    const placement = this.#placement(row)
    if (placement === undefined) return
    if (this.#seen.has(row.whole)) {
      return this.#leaveOut('duplicate-row', row, 'The row stands twice. It was taken once.')
    }
    this.#seen.add(row.whole)
    const open = this.#role(row, role)
    if (row.name('role_level') === '') this.#rowWithoutLevel(row, levelled.has(role))
    else this.#rowWithLevel(row, open, placement)
    if (row.name('skill') !== '') open.asksForSkills = true
  }

  #role(row: Row, name: string): OpenRole {
    this.#noteFirst(row, 'role_family', `${name}\nfamily`)
    const known = this.#roles.get(name)
    if (known !== undefined) return known
    const role = { name, line: row.line, levels: new Map(), asksForSkills: false }
    this.#roles.set(name, role)
    return role
  }

  #rowWithoutLevel(row: Row, roleHasLevels: boolean): void {
    if (roleHasLevels || row.name('skill_level') !== '') {
      return this.#leaveOut('row-incomplete', row, 'The row names no role level.')
    }
    if (row.name('skill') === '') return
    this.#require({ ...this.#asked(row), basis: 'none' })
  }

  #rowWithLevel(row: Row, role: OpenRole, placement: Placement): void {
    const name = row.name('role_level')
    this.#level(row, role, placement)
    const word = row.name('skill_level')
    if (row.name('skill') === '' && word === '') return
    if (row.name('skill') === '' || word === '') {
      const what = word === '' ? 'skill level' : 'skill'
      return this.#leaveOut('row-incomplete', row, `The row names no ${what}.`)
    }
    const level = publishedLevel(word)
    if (level === undefined) {
      const message = `“${word}” is not one of awareness, working, practitioner and expert.`
      return this.#leaveOut('level-unknown', row, message)
    }
    const numbered = placement.number !== undefined && { roleLevelNumber: placement.number }
    this.#require({ ...this.#asked(row), roleLevel: name, ...numbered, level, basis: 'derived' })
  }

  #level(row: Row, role: OpenRole, placement: Placement): void {
    const name = row.name('role_level')
    const key = `${role.name}\n${name}`
    this.#noteFirst(row, 'role_level_number', `${key}\nnumber`)
    this.#noteFirst(row, 'rank', `${key}\nrank`)
    this.#noteFirst(row, 'track', `${key}\ntrack`)
    if (role.levels.has(name)) return
    const track = this.#track(row)
    const level = { name, ...placement, ...(track !== undefined && { track }), line: row.line }
    role.levels.set(name, level)
  }

  #asked(row: Row): { family?: string; role: string; skill: string; line: number } {
    const family = row.name('role_family')
    return {
      ...(family !== '' && { family }),
      role: row.name('role'),
      skill: row.name('skill'),
      line: row.line,
    }
  }

  #require(requirement: Parameters<RequirementList['add']>[0]): void {
    const fault = this.#requirements.add(requirement)
    if (fault !== undefined) this.#findings.push(fault)
  }

  #placement(row: Row): Placement | undefined {
    const number = wholeNumber(row.name('role_level_number'))
    const rank = wholeNumber(row.name('rank'))
    if (number === undefined || rank === undefined) {
      const column = number === undefined ? 'role_level_number' : 'rank'
      const message = `“${row.name(column)}” in the column ${column} is not a whole number from 1.`
      this.#leaveOut('number-not-whole', row, message)
      return undefined
    }
    return { ...(number !== null && { number }), ...(rank !== null && { rank }) }
  }

  #track(row: Row): Track | undefined {
    const word = row.name('track').toLowerCase()
    if (word === 'technical' || word === 'management') return word
    if (word !== '') {
      const message = `“${row.name('track')}” is neither technical nor management. The track was left unknown.`
      this.#found('track-unknown', row, { message, action: 'left-out' })
    }
    return undefined
  }

  #noteFirst(row: Row, column: Column, thing: string): void {
    const firstLine = this.#first.note(thing, { value: row.name(column), line: row.line })
    if (firstLine === undefined) return
    const message = `The ${column} is “${row.name(column)}” here but “${this.#first.get(thing)}” on line ${firstLine}. The first was kept.`
    this.#found('rows-contradict', row, { message, action: 'kept' })
  }

  #roleOf(role: OpenRole): FragmentRole {
    const family = this.#first.get(`${role.name}\nfamily`)
    const levels = [...role.levels.values()].sort(
      (one, other) => (one.number ?? Infinity) - (other.number ?? Infinity) || 0,
    )
    const senior = levels.length === 0 && role.asksForSkills
    return {
      name: role.name,
      ...(family !== undefined && { family }),
      kind: senior ? 'senior-civil-service' : 'levelled',
      levels,
      line: role.line,
    }
  }

  #leaveOut(code: FindingCodeName, row: Row, message: string): void {
    this.#found(code, row, { message, action: 'left-out' })
  }

  #found(
    code: FindingCodeName,
    row: Row,
    what: { message: string; action: 'kept' | 'left-out' },
  ): void {
    const subject = [row.name('role'), row.name('role_level'), row.name('skill')]
      .filter((part) => part !== '')
      .join(' / ')
    this.#findings.push(
      finding(code, { source: this.#document.name, line: row.line, subject, ...what }),
    )
  }
}
