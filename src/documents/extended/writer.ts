import type {
  CapabilityFramework,
  Edition,
  MaturityModel,
  Provenance,
  Skill,
  Statement,
  Text,
  UsualGrade,
} from '../../framework/index.ts'
import type { DocumentWriter } from '../format.ts'
import { csvText } from '../tables/csv.ts'
import type { ExtendedTable } from './tables.ts'
import { extendedTables, setFormat, tablesOfKind } from './tables.ts'

type Cells = readonly (string | number | null | undefined)[]
type Tables = Partial<Record<ExtendedTable, readonly Cells[]>>

/**
 * Writes an edition, of either kind, as a set of CSV files that carries everything the model
 * holds; `docs/formats.md` describes them. `readExtendedSet` gives the same edition back.
 *
 * @example
 * extendedCsvWriter.write(edition).map((file) => file.name) // ['capable-edition.csv', …]
 */
export const extendedCsvWriter: DocumentWriter = {
  format: 'extended-csv',
  title: 'Extended CSV (everything)',
  write: (edition) => {
    const tables =
      edition.kind === 'capability-framework' ? capabilityTables(edition) : maturityTables(edition)
    return tablesOfKind[edition.kind].map((table) => ({
      name: extendedTables[table].file,
      text: csvText([
        extendedTables[table].columns,
        ...(tables[table] ?? []).map((cells) => cells.map((cell) => String(cell ?? ''))),
      ]),
    }))
  },
}

function capabilityTables(edition: CapabilityFramework): Tables {
  return {
    edition: editionRows(edition),
    sources: sourceRows(edition),
    texts: [
      ...edition.introduction.map((text) => ['introduction', ...textCells(text)]),
      ...edition.purposes.map((text) => ['purpose', ...textCells(text)]),
    ],
    families: edition.families.map(({ id, slug, name }) => [id, slug, ...textCells(name)]),
    roles: edition.roles.map((role) => [
      role.id,
      role.slug,
      ...textCells(role.name),
      role.family,
      role.kind,
      ...textCells(role.description),
    ]),
    roleLevels: edition.roles.flatMap((role) =>
      role.levels.map((level) => [
        level.id,
        role.slug,
        level.slug,
        ...textCells(level.name),
        level.number,
        level.rank,
        level.track,
        ...usualGradeCells(level.usualGrade),
        ...textCells(level.description),
      ]),
    ),
    skills: edition.skills.map((skill) => [
      skill.id,
      skill.slug,
      ...textCells(skill.name),
      skill.kind,
      ...textCells(skill.description),
    ]),
    skillLevels: edition.skills.flatMap((skill) =>
      skill.levels.map(({ level, state }) => [skill.slug, level, state]),
    ),
    statements: edition.skills.flatMap(statementRows),
    provenance: provenanceRows(edition),
    ...requirementTables(edition),
  }
}

function requirementTables(edition: CapabilityFramework): Tables {
  return {
    requirements: edition.requirements.map(({ role, roleLevel, skill, level, basis }, index) => [
      index + 1,
      role,
      roleLevel,
      skill,
      level,
      basis,
    ]),
    evidence: edition.requirements.flatMap((requirement, index) =>
      requirement.evidence.map(({ source, line, basis, level, score }) => [
        index + 1,
        source,
        line,
        basis,
        level,
        score,
      ]),
    ),
    roleLinks: edition.roleLinks.map(({ skill, role, roleAsNamed, source, line }) => [
      skill,
      role,
      roleAsNamed,
      source,
      line,
    ]),
    changeNotes: edition.changeNotes.map(({ date, page, note, source, line }) => [
      date,
      page,
      ...textCells(note),
      source,
      line,
    ]),
  }
}

function maturityTables(model: MaturityModel): Tables {
  return {
    edition: editionRows(model),
    sources: sourceRows(model),
    maturityLevels: model.levels.map(({ number, name }) => [number, name]),
    topics: model.topics.map(({ id, number, slug, name }) => [
      id,
      number,
      slug,
      ...textCells(name),
    ]),
    themes: model.themes.map(({ id, slug, name }) => [id, slug, ...textCells(name)]),
    maturityRows: model.rows.map((row) => [
      row.id,
      row.number,
      row.topic,
      row.theme,
      ...textCells(row.title),
      ...placeCells(row.provenance),
    ]),
    descriptors: model.descriptors.map((descriptor) => [
      descriptor.id,
      descriptor.row,
      descriptor.level,
      ...textCells(descriptor.text),
      ...placeCells(descriptor.provenance),
    ]),
  }
}

function editionRows({ kind, framework, edition }: Edition): Cells[] {
  const { title, licence, officialService, scale, ...plain } = framework
  const pairs: [string, string | null | undefined][] = [
    ...Object.entries({ ...setFormat, kind }),
    ...Object.entries(plain).map(([key, value]) => prefixed('framework', key, value)),
    ['framework.title', title.value],
    ['framework.title.lang', title.lang],
    ...scale.map((level) => prefixed('framework', 'scale', level)),
    ...Object.entries(licence).map(([key, value]) => prefixed('framework.licence', key, value)),
    ...Object.entries(officialService ?? {}).map(([key, value]) =>
      prefixed('framework.officialService', key, value),
    ),
    ...Object.entries(edition).map(([key, value]) => prefixed('edition', key, value)),
  ]
  return pairs.filter(([, value]) => value !== null && value !== undefined)
}

function prefixed(
  prefix: string,
  key: string,
  value: string | null | undefined,
): [string, string | null | undefined] {
  return [`${prefix}.${key}`, value]
}

function sourceRows({ sources }: Edition): Cells[] {
  return sources.map((source) => [
    source.file,
    source.format,
    source.title,
    source.sha256,
    source.bytes,
    source.licence,
    source.attribution,
    source.date,
    source.url,
    source.note,
  ])
}

function statementRows(skill: Skill): Cells[] {
  const row = (part: string, level: string, { id, text }: Statement): Cells => [
    id,
    skill.slug,
    part,
    level,
    ...textCells(text),
  ]
  return [
    ...skill.levels.flatMap(({ level, statements }) =>
      statements.map((statement) => row('level', level, statement)),
    ),
    ...skill.statements.map((statement) => row('statement', '', statement)),
    ...skill.leadershipExamples.map((statement) => row('leadership-example', '', statement)),
  ]
}

function provenanceRows({ roles, skills }: CapabilityFramework): Cells[] {
  return [
    ...roles.flatMap((role) => [
      ...role.provenance.map((place) => ['role', role.slug, '', ...placeCells(place)]),
      ...role.levels.flatMap((level) =>
        level.provenance.map((place) => [
          'role-level',
          role.slug,
          level.slug,
          ...placeCells(place),
        ]),
      ),
    ]),
    ...skills.flatMap((skill) =>
      skill.provenance.map((place) => ['skill', skill.slug, '', ...placeCells(place)]),
    ),
  ]
}

function textCells(text: Text | undefined): [string, string] {
  return [text?.value ?? '', text?.lang ?? '']
}

function usualGradeCells(usual: UsualGrade | undefined): Cells {
  if (usual === undefined) return ['', '', '', '', '', '']
  const { grades, basis, date, source, line } = usual
  return [grades[0], grades[1], basis, date, source, line]
}

function placeCells({ source, line }: Provenance): [string, number | null] {
  return [source, line]
}
