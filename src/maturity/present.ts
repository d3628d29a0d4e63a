import type { MaturityModel } from '../framework/index.ts'
import { readableDate, shown, shownName, twinOf } from '../platform/index.ts'
import type { Frame, Link, ShownText } from '../platform/index.ts'
import type {
  ListedPart,
  ListedRow,
  ModelDescription,
  PartDescription,
  RowDescription,
} from './model.ts'
import type { MaturityPageView, ModelView, NameLink, PartView, RowView } from './view-types.ts'

const root = '/maturity'

/** The page of the whole model. */
export function presentModel(model: MaturityModel, description: ModelDescription): ModelView {
  const { topics, themes, cells, rows, levels } = description
  const outside = cells.filter(({ inModel }) => !inModel).length
  const { officialService } = model.framework
  return {
    ...common(model),
    frame: frameOf(model, { title: description.title.value, address: root, breadcrumbs: [home] }),
    heading: shown(description.title),
    summary: `${rows} rows in ${topics.length} topics and ${themes.length} themes. An organisation judges itself row by row, on ${levels.length} levels.`,
    about: description.about,
    official:
      officialService === undefined
        ? undefined
        : { href: officialService.url, text: officialService.name },
    themes: themes.map(themeLink),
    topics: topics.map((topic) => ({
      link: topicLink(topic),
      numbers: rowNumbers(
        cells.filter((cell) => cell.topic === topic.slug).flatMap((cell) => cell.rows),
      ),
      cells: themes.map((theme) => {
        const cell = cells.find((one) => one.topic === topic.slug && one.theme === theme.slug)
        const count = cell?.rows.length ?? 0
        if (count === 0) return { text: 'Not part of the model', rows: undefined }
        return {
          text: count === 1 ? '1 row' : `${count} rows`,
          rows: {
            href: `${topicLink(topic).href}#${theme.slug}`,
            of: `of ${topic.name.value}, ${theme.name.value}`,
          },
        }
      }),
    })),
    outside: `${outside} of the ${cells.length} combinations are not part of the model. That is how it was made: nothing is missing there.`,
    levels,
  }
}

/**
 * The numbers of rows in words.
 *
 * @example
 * rowNumbers([9, 10, 11, 20]) // 'Rows 9 to 11 and 20'
 */
export function rowNumbers(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b)
  const runs: { first: number; last: number }[] = []
  for (const number of sorted) {
    const run = runs.at(-1)
    if (run !== undefined && run.last === number - 1) run.last = number
    else runs.push({ first: number, last: number })
  }
  const parts = runs.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`))
  const all =
    parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  return numbers.length === 1 ? `Row ${all}` : `Rows ${all}`
}

/** The page of one topic. */
export function presentTopic(model: MaturityModel, topic: PartDescription): PartView {
  return presentPart(model, topic, {
    kind: 'Topic',
    address: topicLink(topic).href,
    linkOf: themeLink,
    notInModelLead: 'These themes have no rows in this topic. They are not part of the model:',
  })
}

/** The page of one theme. */
export function presentTheme(model: MaturityModel, theme: PartDescription): PartView {
  return presentPart(model, theme, {
    kind: 'Theme',
    address: themeLink(theme).href,
    linkOf: topicLink,
    notInModelLead: 'These topics have no rows in this theme. They are not part of the model:',
  })
}

interface PartWords {
  readonly kind: string
  readonly address: string
  readonly linkOf: (part: ListedPart) => NameLink
  readonly notInModelLead: string
}

function presentPart(
  model: MaturityModel,
  part: PartDescription,
  { kind, address, linkOf, notInModelLead }: PartWords,
): PartView {
  const heading = shownName(part.name)
  const rows = part.groups.flatMap((group) => group.rows)
  return {
    ...common(model),
    frame: frameOf(model, {
      title: `${heading.value} - data maturity`,
      address,
      breadcrumbs: [home, modelCrumb],
    }),
    kind,
    heading,
    summary: rows.length === 1 ? '1 row.' : `${rows.length} rows.`,
    groups: part.groups.map((group) => ({
      id: group.part.slug,
      link: linkOf(group.part),
      rows: group.rows.map((row) => ({ link: rowLink(row), note: heldNote(row, model) })),
    })),
    notInModel: part.notInModel.map(linkOf),
    notInModelLead,
  }
}

/** The page of one row. */
export function presentRow(model: MaturityModel, row: RowDescription): RowView {
  const topic = topicLink(row.topic)
  const step = (number: number | null, text: string): Link[] =>
    number === null ? [] : [{ href: `${root}/rows/${number}`, text: `${text}: row ${number}` }]
  return {
    ...common(model),
    frame: frameOf(model, {
      title: `${row.title.value} - data maturity`,
      address: `${root}/rows/${row.number}`,
      breadcrumbs: [home, modelCrumb, { href: topic.href, text: topic.name.value }],
    }),
    heading: shown(row.title),
    summary: `Row ${row.number} of ${model.rows.length}.`,
    topic,
    theme: themeLink(row.theme),
    findings: row.findings.map(({ message, source, line }) =>
      line === null ? `${message} (${source})` : `${message} (${source}, line ${line})`,
    ),
    levels: row.levels.map(({ number, name, text, source, line }) => ({
      heading: `Level ${number}: ${name}`,
      text:
        text === null
          ? { value: 'We do not hold the wording of this level.', lang: undefined }
          : shown(text),
      held: text !== null,
      where: whereOf(source, line),
    })),
    steps: [...step(row.previous, 'Previous'), ...step(row.next, 'Next')],
  }
}

function whereOf(source: string | null, line: number | null): string {
  if (source === null) return ''
  return line === null ? source : `${source}, line ${line}`
}

function heldNote({ levelsHeld }: ListedRow, model: MaturityModel): string {
  if (levelsHeld.length === 0) return 'We hold the wording of no level.'
  if (levelsHeld.length === model.levels.length) return 'We hold the wording of every level.'
  const numbers = levelsHeld.join(', ')
  return `We hold the wording of ${levelsHeld.length === 1 ? 'level' : 'levels'} ${numbers}.`
}

const home: Link = { href: '/', text: 'Home' }
const modelCrumb: Link = { href: root, text: 'Data maturity' }

function topicLink({ slug, name }: ListedPart): NameLink {
  const number = /^\d+/.exec(slug)?.[0] ?? ''
  const text = shownName(name)
  return {
    href: `${root}/topics/${slug}`,
    name: { ...text, value: `${number} ${text.value}`.trim() },
  }
}

function themeLink({ slug, name }: ListedPart): NameLink {
  return { href: `${root}/themes/${slug}`, name: shownName(name) }
}

function rowLink({ number, title }: ListedRow): NameLink {
  const name: ShownText = shown(title)
  return { href: `${root}/rows/${number}`, name: { ...name, value: `${number} ${name.value}` } }
}

function common({ framework }: MaturityModel): Pick<MaturityPageView, 'terms'> {
  const { attribution, note = '', name } = framework.licence
  // That page links to each licence where there are two.
  return { terms: { sentence: attribution, note, link: { href: '/licence', text: name } } }
}

interface FrameParts {
  readonly title: string
  readonly address: string
  readonly breadcrumbs: readonly Link[]
}

function frameOf({ framework, edition }: MaturityModel, parts: FrameParts): Frame {
  const { officialService, licence } = framework
  const compiled = `compiled ${readableDate(edition.compiled)}`
  return {
    ...parts,
    section: root,
    twin: twinOf(parts.address),
    pastEdition: undefined,
    footer: {
      attribution: `Model content: ${licence.attribution}`,
      licence: { href: '/licence', text: 'What that means' },
      edition: { href: root, text: `${framework.slug}@${edition.name}` },
      dated:
        edition.published === null
          ? `no date of publication, ${compiled}.`
          : `published ${readableDate(edition.published)}, ${compiled}.`,
      official:
        officialService === undefined
          ? undefined
          : { href: officialService.url, text: officialService.name.replace(/^the /, '') },
    },
  }
}
