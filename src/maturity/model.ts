import { slugOf } from '../framework/index.ts'
import type {
  Descriptor,
  Finding,
  Licence,
  MaturityModel,
  MaturityRow,
  MaturityTheme,
  MaturityTopic,
  Text,
} from '../framework/index.ts'
import { ExpectedFailure } from '../platform/index.ts'

/** A row in a list. */
export interface ListedRow {
  readonly number: number
  readonly title: Text
  /** Numbers of the levels whose wording is held. */
  readonly levelsHeld: readonly number[]
}

/** A topic or theme in a list. */
export interface ListedPart {
  readonly slug: string
  readonly name: Text
}

/** A topic in a list. */
export interface ListedTopic extends ListedPart {
  readonly number: number
}

/** One combination of a topic and a theme. */
export interface MatrixCell {
  readonly topic: string
  readonly theme: string
  /** Nothing in it means that the combination is not part of the model. */
  readonly inModel: boolean
  readonly rows: readonly number[]
}

/** The whole model at a glance. */
export interface ModelDescription {
  readonly title: Text
  readonly about: string
  readonly licence: Licence
  readonly levels: MaturityModel['levels']
  readonly topics: readonly ListedTopic[]
  readonly themes: readonly ListedPart[]
  readonly cells: readonly MatrixCell[]
  readonly rows: number
  readonly descriptors: number
}

/** The rows of one topic by theme, or of one theme by topic. */
export interface PartDescription extends ListedPart {
  readonly groups: readonly {
    readonly part: ListedPart
    readonly rows: readonly ListedRow[]
  }[]
  readonly notInModel: readonly ListedPart[]
}

/** One row with what each level looks like. */
export interface RowDescription {
  readonly number: number
  readonly id: string
  readonly title: Text
  readonly topic: ListedTopic
  readonly theme: ListedPart
  readonly levels: readonly {
    readonly number: number
    readonly name: string
    /** Null where no wording is held. */
    readonly text: Text | null
    readonly source: string | null
    readonly line: number | null
  }[]
  /** What was found to be wrong with this row or the ones beside it in its source. */
  readonly findings: readonly Finding[]
  readonly previous: number | null
  readonly next: number | null
}

/** The address of a topic: its number and its words. */
export function topicSlug({ number, name }: Pick<MaturityTopic, 'number' | 'name'>): string {
  return `${number}-${slugOf(name.value)}`
}

/** The model at a glance. */
export function describeModel(model: MaturityModel): ModelDescription {
  return {
    title: model.framework.title,
    about: model.edition.about,
    licence: model.framework.licence,
    levels: model.levels,
    topics: model.topics.map(listedTopic),
    themes: model.themes.map(listedTheme),
    cells: model.topics.flatMap((topic) =>
      model.themes.map((theme) => cellAt(model, topic, theme)),
    ),
    rows: model.rows.length,
    descriptors: model.descriptors.length,
  }
}

function cellAt(model: MaturityModel, topic: MaturityTopic, theme: MaturityTheme): MatrixCell {
  const rows = rowsIn(model, topic, theme).map(({ number }) => number)
  return { topic: topicSlug(topic), theme: theme.slug, inModel: rows.length > 0, rows }
}

/** One topic with its rows by theme. */
export function describeTopic(model: MaturityModel, slug: string): PartDescription {
  const topic = model.topics.find((candidate) => topicSlug(candidate) === slug)
  if (topic === undefined) throw new ExpectedFailure('topic-not-found', wayToModel)
  const groups = model.themes.map((theme) => ({
    part: listedTheme(theme),
    rows: rowsIn(model, topic, theme).map((row) => listedRow(model, row)),
  }))
  return describePart(listedTopic(topic), groups)
}

/** One theme with its rows by topic. */
export function describeTheme(model: MaturityModel, slug: string): PartDescription {
  const theme = model.themes.find((candidate) => candidate.slug === slug)
  if (theme === undefined) throw new ExpectedFailure('theme-not-found', wayToModel)
  const groups = model.topics.map((topic) => ({
    part: listedTopic(topic),
    rows: rowsIn(model, topic, theme).map((row) => listedRow(model, row)),
  }))
  return describePart(listedTheme(theme), groups)
}

function describePart(part: ListedPart, groups: PartDescription['groups']): PartDescription {
  return {
    ...part,
    groups: groups.filter(({ rows }) => rows.length > 0),
    notInModel: groups.filter(({ rows }) => rows.length === 0).map((group) => group.part),
  }
}

/** One row with its levels. */
export function describeRow(
  model: MaturityModel,
  number: string,
  findings: readonly Finding[] = [],
): RowDescription {
  const at = model.rows.findIndex((row) => String(row.number) === number)
  const row = model.rows[at]
  const topic = model.topics.find((candidate) => candidate.number === row?.topic)
  const theme = model.themes.find((candidate) => candidate.slug === row?.theme)
  if (row === undefined || topic === undefined || theme === undefined) {
    throw new ExpectedFailure('row-not-found', wayToModel)
  }
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    topic: listedTopic(topic),
    theme: listedTheme(theme),
    levels: model.levels.map((level) => {
      const descriptor = descriptorsOf(model, row).find((one) => one.level === level.number)
      return {
        ...level,
        text: descriptor?.text ?? null,
        source: descriptor?.provenance.source ?? null,
        line: descriptor?.provenance.line ?? null,
      }
    }),
    findings: aboutRow(row, findings),
    previous: model.rows[at - 1]?.number ?? null,
    next: model.rows[at + 1]?.number ?? null,
  }
}

/** Findings that name one of the identifiers of a row, such as 10.94.5. */
function aboutRow({ topic, number }: MaturityRow, findings: readonly Finding[]): Finding[] {
  const start = `${topic}.${number}.`
  return findings.filter(({ subject }) => subject.split(' and ').some((id) => id.startsWith(start)))
}

const wayToModel = { href: '/maturity', text: 'See the whole model' }

function rowsIn(model: MaturityModel, topic: MaturityTopic, theme: MaturityTheme): MaturityRow[] {
  return model.rows.filter((row) => row.topic === topic.number && row.theme === theme.slug)
}

function descriptorsOf(model: MaturityModel, row: MaturityRow): Descriptor[] {
  return model.descriptors.filter((descriptor) => descriptor.row === row.number)
}

function listedRow(model: MaturityModel, row: MaturityRow): ListedRow {
  const levelsHeld = descriptorsOf(model, row).map(({ level }) => level)
  return { number: row.number, title: row.title, levelsHeld }
}

function listedTopic(topic: MaturityTopic): ListedTopic {
  return { number: topic.number, slug: topicSlug(topic), name: topic.name }
}

function listedTheme({ slug, name }: MaturityTheme): ListedPart {
  return { slug, name }
}
