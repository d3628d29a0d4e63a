import type { FragmentRoleLink, FragmentSkill, FragmentSkillLevel } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { TableRow } from '../tables/table.ts'
import { hasColumns, readTable } from '../tables/table.ts'
import type { skillsColumns } from './columns.ts'
import { roleLinksColumn, saysNotInUse, skillLevelColumns } from './columns.ts'
import { Faults } from './faults.ts'
import type { LevelCell } from './prose.ts'
import { hasLeadIn, hasLeadershipExamples, levelCell, seniorDescription } from './prose.ts'

const shape = {
  required: ['Skill Name', ...skillLevelColumns],
  optional: ['Skill Description', roleLinksColumn],
  mayBeEmpty: true,
} as const

type Column =
  | (typeof skillsColumns)[number]
  | (typeof skillLevelColumns)[number]
  | typeof roleLinksColumn
type Row = TableRow<Column>

/**
 * Reads `skills.csv` of the official download: one row per skill with a column per level. A skill
 * none of whose levels has statements, and whose description has statements or leadership examples
 * of its own (or whose levels say `NOT IN USE`), is a Senior Civil Service skill. Role titles are
 * taken apart at ", ". Faults: `duplicate-row`, `duplicate-skill`, `row-incomplete`,
 * `skill-without-description`, `skill-level-missing`, `skill-level-not-defined` and those of any
 * table.
 *
 * @example
 * officialSkillsReader.read({
 *   name: 'skills.csv',
 *   text: 'Skill Name,Skill Description,Awareness,Working,Practitioner,Expert,Roles that require Skill\n…',
 * })
 */
export const officialSkillsReader: DocumentReader = {
  format: 'official-skills-csv',
  title: 'Official download: skills',
  recognises: (document) => hasColumns(document, ['Skill Name', 'Awareness', 'Expert']),
  read: readSkills,
}

function readSkills(document: SourceDocument): ReadResult {
  const { rows, findings } = readTable<Column>(document, shape)
  const faults = new Faults(document.name)
  const kept = new Map<string, Row>()
  for (const row of rows) {
    const name = row.name('Skill Name')
    const known = kept.get(name)
    const at = { line: row.line, subject: name, action: 'left-out' } as const
    if (name === '') {
      const message = 'The row names no skill.'
      faults.add('row-incomplete', { ...at, subject: document.name, message })
    } else if (known === undefined) {
      kept.set(name, row)
    } else if (known.whole === row.whole) {
      faults.add('duplicate-row', { ...at, message: 'The row stands twice. It was taken once.' })
    } else {
      const message = `Another skill on line ${known.line} has the name ${name}. The first was kept.`
      faults.add('duplicate-skill', { ...at, message })
    }
  }
  const fragment = {
    kind: 'capability',
    source: document.name,
    skills: [...kept].map(([name, row]) => skillOf(name, row, faults)),
    roleLinks: [...kept].flatMap(([name, row]) => roleLinksOf(name, row)),
  } as const
  return {
    fragments: rows.length === 0 ? [] : [fragment],
    findings: [...findings, ...faults.found],
  }
}

function skillOf(name: string, row: Row, faults: Faults): FragmentSkill {
  const text = row.text('Skill Description')
  if (text.trim() === '') {
    const message = `${name} has no description in this download.`
    faults.add('skill-without-description', {
      line: row.line,
      subject: name,
      message,
      action: 'kept',
    })
  }
  if (isSenior(row)) {
    const parts = seniorDescription(text, row.lineOf('Skill Description'))
    return { name, kind: 'senior-civil-service', ...parts, levels: [], line: row.line }
  }
  return {
    name,
    kind: 'levelled',
    ...(text.trim() !== '' && { description: text }),
    levels: skillLevelColumns.map((column) => levelOf({ name, row, column }, faults)),
    statements: [],
    leadershipExamples: [],
    line: row.line,
  }
}

function levelOf(
  at: { name: string; row: Row; column: (typeof skillLevelColumns)[number] },
  faults: Faults,
): FragmentSkillLevel {
  const { name, row, column } = at
  const line = row.lineOf(column)
  const cell = cellOf(row, column)
  const about = { line, subject: `${name} / ${column}`, action: 'kept' } as const
  if (cell.state === 'absent') {
    const message = `${name} has neither statements nor a note at ${column}.`
    faults.add('skill-level-missing', { ...about, message })
  } else if (cell.state === 'not-defined') {
    const message = `${name} is currently not defined at ${column}, says the download.`
    faults.add('skill-level-not-defined', { ...about, message })
  }
  return { level: column.toLowerCase(), ...cell, line }
}

function cellOf(row: Row, column: (typeof skillLevelColumns)[number]): LevelCell {
  const text = row.text(column)
  return levelCell(saysNotInUse(text) ? '' : text, row.lineOf(column))
}

function isSenior(row: Row): boolean {
  const description = row.text('Skill Description')
  return (
    skillLevelColumns.every((column) => cellOf(row, column).state !== 'defined') &&
    (skillLevelColumns.some((column) => saysNotInUse(row.text(column))) ||
      hasLeadershipExamples(description) ||
      hasLeadIn(description))
  )
}

function roleLinksOf(skill: string, row: Row): FragmentRoleLink[] {
  const line = row.lineOf(roleLinksColumn)
  return row
    .name(roleLinksColumn)
    .split(', ')
    .map((title) => title.trim())
    .filter((title) => title !== '')
    .map((role) => ({ skill, role, line }))
}
