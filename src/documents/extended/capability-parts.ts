import type { Cells, SetTables } from './set-tables.ts'
import { cell, cellOrNull, numberCell, optionalText, placeOf, textCell } from './set-tables.ts'
import type { ExtendedTable } from './tables.ts'
import { extendedTables } from './tables.ts'

/** Everything of a capability framework that the schema has to confirm. */
export interface CapabilityParts {
  readonly parts: Readonly<Record<string, unknown>>
  /** Rows that belong to nothing in the set. */
  readonly faults: readonly string[]
}

/**
 * Puts the rows of a capability framework together. A row that belongs to nothing in the set (a
 * role level of an unknown role, say) is a fault.
 *
 * @example
 * capabilityParts(set).parts['roles']
 */
export function capabilityParts(set: SetTables): CapabilityParts {
  const groups = new Groups(set)
  const texts = groups.of('texts', (row) => [cell(row, 'text_of')])
  const parts = {
    introduction: texts.take(['introduction']).map((row) => textCell(row, 'text')),
    purposes: texts.take(['purpose']).map((row) => textCell(row, 'text')),
    families: set.rows('families').map((row) => ({
      id: cell(row, 'family_id'),
      slug: cell(row, 'slug'),
      name: textCell(row, 'name'),
    })),
    ...rolesAndSkills(set, groups),
    requirements: requirements(set, groups),
    roleLinks: set.rows('roleLinks').map((row) => ({
      skill: cell(row, 'linking_skill'),
      role: cell(row, 'role'),
      roleAsNamed: cell(row, 'role_as_named'),
      ...placeOf(row),
    })),
    changeNotes: set.rows('changeNotes').map((row) => ({
      date: cellOrNull(row, 'note_date'),
      page: cell(row, 'page'),
      note: textCell(row, 'note'),
      ...placeOf(row),
    })),
  }
  return { parts, faults: groups.faults() }
}

/** The rows of one file by what they belong to. */
interface Group {
  take(key: readonly string[]): readonly Cells[]
}

class Groups {
  readonly #set: SetTables
  readonly #left = new Map<ExtendedTable, Map<string, Cells[]>>()

  constructor(set: SetTables) {
    this.#set = set
  }

  of(table: ExtendedTable, keyOf: (row: Cells) => readonly string[]): Group {
    const rows = Map.groupBy(this.#set.rows(table), (row) => JSON.stringify(keyOf(row)))
    this.#left.set(table, new Map(rows))
    return {
      take: (key) => {
        const name = JSON.stringify(key)
        this.#left.get(table)?.delete(name)
        return rows.get(name) ?? []
      },
    }
  }

  faults(): string[] {
    return [...this.#left].flatMap(([table, left]) =>
      [...left.keys()].map(
        (key) => `${extendedTables[table].file} has a row for ${key}, which is not there.`,
      ),
    )
  }
}

function rolesAndSkills(set: SetTables, groups: Groups): Record<string, unknown> {
  const places = groups.of('provenance', (row) => [
    cell(row, 'provenance_of'),
    cell(row, 'slug'),
    cell(row, 'role_level'),
  ])
  const provenance = (...key: string[]): unknown[] => places.take(key).map(placeOf)
  return {
    roles: roles(set, { groups, provenance }),
    skills: skills(set, { groups, provenance }),
  }
}

interface Having {
  readonly groups: Groups
  readonly provenance: (...key: string[]) => unknown[]
}

function roles(set: SetTables, { groups, provenance }: Having): unknown[] {
  const levels = groups.of('roleLevels', (row) => [cell(row, 'role')])
  return set.rows('roles').map((row) => {
    const slug = cell(row, 'slug')
    return {
      id: cell(row, 'role_id'),
      slug,
      name: textCell(row, 'name'),
      family: cellOrNull(row, 'family'),
      kind: cell(row, 'kind'),
      ...optionalText(row, 'description'),
      levels: levels.take([slug]).map((level) => ({
        id: cell(level, 'role_level_id'),
        slug: cell(level, 'slug'),
        name: textCell(level, 'name'),
        number: numberCell(level, 'number'),
        rank: numberCell(level, 'rank'),
        track: cellOrNull(level, 'track'),
        ...optionalText(level, 'description'),
        ...usualGrade(level),
        provenance: provenance('role-level', slug, cell(level, 'slug')),
      })),
      provenance: provenance('role', slug, ''),
    }
  })
}

function usualGrade(level: Cells): Record<string, unknown> {
  const grades = ['usual_grade', 'second_usual_grade'].map((column) => cell(level, column))
  if (grades[0] === '') return {}
  return {
    usualGrade: {
      grades: grades.filter((grade) => grade !== ''),
      basis: cell(level, 'usual_grade_basis'),
      date: cellOrNull(level, 'usual_grade_date'),
      source: cell(level, 'usual_grade_source'),
      line: numberCell(level, 'usual_grade_line'),
    },
  }
}

function skills(set: SetTables, { groups, provenance }: Having): unknown[] {
  const levels = groups.of('skillLevels', (row) => [cell(row, 'level_of_skill')])
  const sentences = groups.of('statements', (row) => [
    cell(row, 'skill'),
    cell(row, 'part'),
    cell(row, 'level'),
  ])
  const statements = (...key: string[]): unknown[] =>
    sentences.take(key).map((row) => ({
      id: cell(row, 'statement_id'),
      text: textCell(row, 'text'),
    }))
  return set.rows('skills').map((row) => {
    const slug = cell(row, 'slug')
    return {
      id: cell(row, 'skill_id'),
      slug,
      name: textCell(row, 'name'),
      kind: cell(row, 'kind'),
      ...optionalText(row, 'description'),
      levels: levels.take([slug]).map((level) => ({
        level: cell(level, 'level'),
        state: cell(level, 'state'),
        statements: statements(slug, 'level', cell(level, 'level')),
      })),
      statements: statements(slug, 'statement', ''),
      leadershipExamples: statements(slug, 'leadership-example', ''),
      provenance: provenance('skill', slug, ''),
    }
  })
}

function requirements(set: SetTables, groups: Groups): unknown[] {
  const evidence = groups.of('evidence', (row) => [cell(row, 'evidence_for_requirement')])
  return set.rows('requirements').map((row) => ({
    role: cell(row, 'role'),
    roleLevel: cellOrNull(row, 'role_level'),
    skill: cell(row, 'required_skill'),
    level: cellOrNull(row, 'level'),
    basis: cell(row, 'basis'),
    evidence: evidence.take([cell(row, 'requirement_number')]).map((one) => {
      const score = numberCell(one, 'score')
      return {
        ...placeOf(one),
        basis: cell(one, 'basis'),
        level: cellOrNull(one, 'level'),
        ...(score !== null && { score }),
      }
    }),
  }))
}
