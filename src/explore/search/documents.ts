import { findingCodes, proseBlocks } from '../../framework/index.ts'
import type {
  Finding,
  MaturityModel,
  Role,
  RoleLevel,
  Skill,
  Statement,
  Text,
} from '../../framework/index.ts'
import { leadOfRole } from '../leads.ts'
import type { LeadSources } from '../leads.ts'
import type { EditionIndex } from '../lookup.ts'
import { namesOfRole } from './former-names.ts'

/** What can be found, in the order in which equally good finds stand. */
export const kinds = [
  'role',
  'skill',
  'family',
  'page',
  'role-level',
  'statement',
  'maturity',
  'finding',
] as const

/** One of the kinds. */
export type Kind = (typeof kinds)[number]

/** One thing that can be found. */
export interface SearchDocument {
  readonly kind: Kind
  /** What its page is called; for a statement, its skill. */
  readonly title: Text
  /** What it was or will be called; the number of a row. */
  readonly otherNames: readonly Text[]
  /** What it is part of: the family of a role, the role of a role level. */
  readonly partOf: Text | null
  /** The wording that is searched besides the names. */
  readonly texts: readonly Text[]
  /** What is shown where nothing in the texts fits. */
  readonly summary: Text | null
  /** Below the base of the edition; of pages and rows, which stand once, below that of the site. */
  readonly path: string
  /** Slugs of the families it belongs to. */
  readonly families: readonly string[]
  /** Levels of the scale that it stands for. */
  readonly levels: readonly string[]
}

/** Where documents come from. */
export interface SearchSources {
  readonly index: EditionIndex
  readonly findings: readonly Finding[]
  readonly leads: LeadSources
}

/** Everything in an edition that can be found. */
export function documentsOf({ index, findings, leads }: SearchSources): SearchDocument[] {
  const { families, roles, skills } = index.edition
  return [
    ...families.map(({ name, slug }) => ({
      ...nothing,
      kind: 'family' as const,
      title: name,
      path: `/families/${slug}`,
      families: [slug],
    })),
    ...roles.flatMap((role) => roleDocuments({ index, leads }, role)),
    ...skills.flatMap((skill) => skillDocuments(index, skill)),
    ...findings.map(findingDocument),
  ]
}

const nothing = {
  otherNames: [],
  partOf: null,
  texts: [],
  summary: null,
  families: [],
  levels: [],
} as const satisfies Partial<SearchDocument>

function roleDocuments(
  { index, leads }: Pick<SearchSources, 'index' | 'leads'>,
  role: Role,
): SearchDocument[] {
  const families = role.family === null ? [] : [role.family]
  const family = role.family === null ? undefined : index.families.get(role.family)
  const lead = leadOfRole(index, role, leads)
  const published = role.description === undefined ? [] : sentencesOf(role.description)
  const earlier = lead.kind === 'earlier-wording' ? sentencesOf(lead.text) : []
  return [
    {
      kind: 'role',
      title: role.name,
      otherNames: namesOfRole(role, leads),
      partOf: family?.name ?? null,
      texts: [...published, ...earlier],
      summary: lead.text,
      path: `/roles/${role.slug}`,
      families,
      levels: [],
    },
    ...role.levels.toSorted(asOnLadder).map((level) => ({
      ...nothing,
      kind: 'role-level' as const,
      title: level.name,
      partOf: role.name,
      texts: level.description === undefined ? [] : sentencesOf(level.description),
      path: `/roles/${role.slug}/${level.slug}`,
      families,
    })),
  ]
}

/** The lowest step first; levels whose step is not known come last. */
function asOnLadder({ rank: one }: RoleLevel, { rank: other }: RoleLevel): number {
  return (one ?? highest) - (other ?? highest)
}

const highest = Number.MAX_SAFE_INTEGER

function skillDocuments(index: EditionIndex, skill: Skill): SearchDocument[] {
  const asking = (index.requirementsBySkill.get(skill.slug) ?? []).map(({ role }) => role)
  const families = [...new Set(asking)].flatMap((role) => index.roles.get(role)?.family ?? [])
  const of = { title: skill.name, families: [...new Set(families)] }
  const path = `/skills/${skill.slug}`
  const description = skill.description ?? null
  const defined = skill.levels.filter(({ state }) => state === 'defined')
  const statement = (anchor: string, levels: readonly string[]) => (one: Statement) => ({
    ...nothing,
    ...of,
    kind: 'statement' as const,
    texts: [one.text],
    path: `${path}#${anchor}`,
    levels,
  })
  return [
    {
      ...nothing,
      ...of,
      kind: 'skill',
      texts: description === null ? [] : sentencesOf(description),
      summary: description,
      path,
      levels: defined.map(({ level }) => level),
    },
    ...skill.levels.flatMap(({ level, statements }) => statements.map(statement(level, [level]))),
    ...skill.statements.map(statement('statements', [])),
    ...skill.leadershipExamples.map(statement('leadership-examples', [])),
  ]
}

function findingDocument({ code, message, subject }: Finding): SearchDocument {
  const known = Object.entries(findingCodes).find(([name]) => name === code)?.[1]
  return {
    ...nothing,
    kind: 'finding',
    title: english(known?.title ?? code),
    texts: [english(message), english(subject)],
    path: `/framework-health?code=${encodeURIComponent(code)}`,
  }
}

/** Every row of a maturity model. Their pages lie below one address, whatever the edition. */
export function maturityDocumentsOf({ rows, topics, descriptors }: MaturityModel) {
  const names = new Map(topics.map(({ number, name }) => [number, name]))
  const byRow = Map.groupBy(descriptors, ({ row }) => row)
  return rows.map(({ number, topic, title }): SearchDocument => ({
    ...nothing,
    kind: 'maturity',
    title,
    otherNames: [english(`Row ${number}`), english(`Data maturity row ${number}`)],
    partOf: names.get(topic) ?? null,
    texts: (byRow.get(number) ?? []).flatMap(({ text }) => sentencesOf(text)),
    path: `/maturity/rows/${number}`,
  }))
}

function english(value: string): Text {
  return { lang: 'en', value }
}

/** The sentences of published prose, the items of its lists among them. */
function sentencesOf({ lang, value }: Text): Text[] {
  return proseBlocks(value)
    .flatMap((block) => (block.kind === 'list' ? block.items : block.text.split(/(?<=[.!?]) +/u)))
    .map((sentence) => ({ lang, value: sentence }))
}
