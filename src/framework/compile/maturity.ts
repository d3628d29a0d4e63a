import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'
import type { MaturityFragment } from '../fragment.ts'
import { slugOf, thingId, uniqueSlugs } from '../identifiers.ts'
import type {
  Descriptor,
  MaturityModel,
  MaturityRow,
  MaturityTheme,
  MaturityTopic,
} from '../maturity-model.ts'
import type { EditionInput } from './context.ts'

/** A maturity model with everything that joining it brought to light. */
export interface CompiledMaturity {
  readonly edition: MaturityModel
  readonly findings: readonly Finding[]
}

/**
 * Joins the rows of a maturity model with the descriptors of its levels. `themes` gives the order
 * of the themes; themes it does not name follow in the order of the rows.
 *
 * @example
 * compileMaturity(input, fragments, ['Uses', 'Data']).edition.rows.length // 97
 */
export function compileMaturity(
  input: EditionInput,
  fragments: readonly MaturityFragment[],
  themes: readonly string[] = [],
): CompiledMaturity {
  const findings: Finding[] = []
  const rows = joinedRows(input, fragments)
  const descriptors = joinedDescriptors(input, fragments, { rows, findings })
  const edition: MaturityModel = {
    kind: 'maturity-model',
    framework: input.framework,
    edition: input.edition,
    sources: input.sources,
    levels: input.framework.scale.map((name, index) => ({ number: index + 1, name })),
    topics: topicsOf(input, fragments),
    themes: themesOf(input, fragments, themes),
    rows,
    descriptors,
  }
  findings.push(...missingRows(edition))
  return { edition, findings }
}

function topicsOf(input: EditionInput, fragments: readonly MaturityFragment[]): MaturityTopic[] {
  const rows = fragments.flatMap((fragment) => fragment.rows ?? [])
  const names = new Map<number, string>()
  for (const row of rows) if (!names.has(row.topicNumber)) names.set(row.topicNumber, row.topic)
  const unique = uniqueSlugs()
  return [...names]
    .toSorted(([a], [b]) => a - b)
    .map(([number, name]) => ({
      id: thingId(input.framework.id, 'topics', String(number)),
      number,
      slug: unique(`${number} ${name}`),
      name: { lang: input.framework.lang, value: name },
    }))
}

function themesOf(
  input: EditionInput,
  fragments: readonly MaturityFragment[],
  order: readonly string[],
): MaturityTheme[] {
  const named = new Set(
    fragments.flatMap((fragment) => (fragment.rows ?? []).map((row) => row.theme)),
  )
  const names = [
    ...order.filter((name) => named.has(name)),
    ...[...named].filter((name) => !order.includes(name)),
  ]
  return names.map((name) => ({
    id: thingId(input.framework.id, 'themes', slugOf(name)),
    slug: slugOf(name),
    name: { lang: input.framework.lang, value: name },
  }))
}

function joinedRows(input: EditionInput, fragments: readonly MaturityFragment[]): MaturityRow[] {
  const rows = new Map<number, MaturityRow>()
  for (const fragment of fragments) {
    for (const row of fragment.rows ?? []) {
      if (rows.has(row.number)) continue
      rows.set(row.number, {
        id: thingId(input.framework.id, 'rows', String(row.number)),
        number: row.number,
        topic: row.topicNumber,
        theme: slugOf(row.theme),
        title: { lang: fragment.lang ?? input.framework.lang, value: row.title },
        provenance: { source: fragment.source, line: row.line },
      })
    }
  }
  return [...rows.values()].toSorted((a, b) => a.number - b.number)
}

function joinedDescriptors(
  input: EditionInput,
  fragments: readonly MaturityFragment[],
  { rows, findings }: { rows: readonly MaturityRow[]; findings: Finding[] },
): Descriptor[] {
  const topicOfRow = new Map(rows.map((row) => [row.number, row.topic]))
  const descriptors = new Map<string, Descriptor>()
  for (const fragment of fragments) {
    for (const { topic, row, level, text, line } of fragment.descriptors ?? []) {
      const id = `${topic}.${row}.${level}`
      const known = descriptors.get(`${row}.${level}`)
      const outside =
        topicOfRow.get(row) !== topic || input.framework.scale[level - 1] === undefined
      if (outside && rows.length > 0) {
        findings.push(outsideModel(fragment.source, line, id))
      } else if (known === undefined) {
        descriptors.set(`${row}.${level}`, {
          id: thingId(input.framework.id, 'descriptors', String(row), String(level)),
          row,
          level,
          text: { lang: fragment.lang ?? input.framework.lang, value: text },
          provenance: { source: fragment.source, line },
        })
      } else findings.push(usedTwice({ source: fragment.source, line, id, known, text }))
    }
  }
  return [...descriptors.values()].toSorted((a, b) => a.level - b.level || a.row - b.row)
}

function outsideModel(source: string, line: number, id: string): Finding {
  return finding('id-contradicts-model', {
    source,
    line,
    subject: id,
    message: `The model has no cell ${id}. The text was left out.`,
    action: 'left-out',
  })
}

function usedTwice(of: {
  source: string
  line: number
  id: string
  known: Descriptor
  text: string
}): Finding {
  const { source, line, id, known, text } = of
  return finding('duplicate-id', {
    source,
    line,
    subject: id,
    message: `The identifier ${id} already stands in ${known.provenance.source}, line ${known.provenance.line}. The first was kept.`,
    action: 'left-out',
    before: text,
  })
}

/** Rows without a text at a level for which other rows have one. */
function missingRows(model: MaturityModel): Finding[] {
  const byLevel = Map.groupBy(model.descriptors, (descriptor) => descriptor.level)
  return [...byLevel].flatMap(([level, descriptors]) => {
    const held = new Set(descriptors.map((descriptor) => descriptor.row))
    const source = descriptors[0]?.provenance.source ?? ''
    return model.rows
      .filter((row) => !held.has(row.number))
      .map((row) =>
        finding('missing-row', {
          source,
          line: null,
          subject: `${row.topic}.${row.number}.${level}`,
          message: `Row ${row.number}, "${row.title.value}", has no text at level ${level}.`,
          action: 'kept',
        }),
      )
  })
}

/**
 * Takes a maturity model apart again, one fragment per source, so that it can be joined with newer
 * documents.
 *
 * @example
 * compileMaturity(input, [...newFragments, ...maturityFragmentsOf(previous)])
 */
export function maturityFragmentsOf(model: MaturityModel): MaturityFragment[] {
  const topics = new Map(model.topics.map((topic) => [topic.number, topic.name.value]))
  const themes = new Map(model.themes.map((theme) => [theme.slug, theme.name.value]))
  const topicOfRow = new Map(model.rows.map((row) => [row.number, row.topic]))
  const files = new Set([...model.rows, ...model.descriptors].map((each) => each.provenance.source))
  return [...files].map((source) => ({
    kind: 'maturity',
    source,
    rows: model.rows
      .filter((row) => row.provenance.source === source)
      .map((row) => ({
        topicNumber: row.topic,
        topic: topics.get(row.topic) ?? String(row.topic),
        number: row.number,
        title: row.title.value,
        theme: themes.get(row.theme) ?? row.theme,
        line: row.provenance.line ?? 0,
      })),
    descriptors: model.descriptors
      .filter((descriptor) => descriptor.provenance.source === source)
      .map((descriptor) => ({
        topic: topicOfRow.get(descriptor.row) ?? 0,
        row: descriptor.row,
        level: descriptor.level,
        text: descriptor.text.value,
        line: descriptor.provenance.line ?? 0,
      })),
  }))
}
