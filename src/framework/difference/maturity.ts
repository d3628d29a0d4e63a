import type { Descriptor, MaturityModel, MaturityRow } from '../maturity-model.ts'
import type { Text } from '../text.ts'
import { sameWords } from './fields.ts'
import { matched, thing } from './matching.ts'
import type { DescriptorChange, MaturityDifference, RowReference, Thing } from './types.ts'

/** What differs between two editions of a maturity model. Rows are the same by their number. */
export function maturityDifference(older: MaturityModel, newer: MaturityModel): MaturityDifference {
  const topics = things(older.topics, newer.topics)
  const themes = things(older.themes, newer.themes)
  const rows = rowsDifference(older, newer)
  const descriptors = descriptorChanges(older.descriptors, newer.descriptors)
  const changes = (change: DescriptorChange['change']): number =>
    descriptors.filter((one) => one.change === change).length
  return {
    kind: 'maturity-model',
    from: `${older.framework.slug}@${older.edition.name}`,
    to: `${newer.framework.slug}@${newer.edition.name}`,
    counts: {
      topics: lengths(topics),
      themes: lengths(themes),
      rows: {
        added: rows.added.length,
        removed: rows.removed.length,
        changed: rows.changed.length,
      },
      descriptors: {
        added: changes('added'),
        removed: changes('removed'),
        reworded: changes('reworded'),
      },
    },
    topics,
    themes,
    rows,
    descriptors,
  }
}

type Identified = Thing & { readonly id: string }

function things(
  older: readonly Identified[],
  newer: readonly Identified[],
): MaturityDifference['topics'] {
  const { added, removed, renamed } = matched({ older, newer, names: [] })
  return { added: added.map(thing), removed: removed.map(thing), renamed }
}

function lengths(of: MaturityDifference['topics']): MaturityDifference['counts']['topics'] {
  return { added: of.added.length, removed: of.removed.length, renamed: of.renamed.length }
}

function rowsDifference(older: MaturityModel, newer: MaturityModel): MaturityDifference['rows'] {
  const before = new Map(older.rows.map((row) => [row.number, row]))
  const after = new Map(newer.rows.map((row) => [row.number, row]))
  return {
    added: newer.rows.filter(({ number }) => !before.has(number)).map(reference),
    removed: older.rows.filter(({ number }) => !after.has(number)).map(reference),
    changed: newer.rows.flatMap((to) => {
      const from = before.get(to.number)
      if (from === undefined) return []
      const fields = (['title', 'topic', 'theme'] as const).flatMap((field) => {
        const [was, is] = [rowText(older, from, field), rowText(newer, to, field)]
        return sameWords(was, is) ? [] : [{ field, from: was, to: is }]
      })
      return fields.length === 0 ? [] : [{ row: to.number, fields }]
    }),
  }
}

function reference({ number, title }: MaturityRow): RowReference {
  return { row: number, title }
}

function cellOf({ row, level }: Descriptor): string {
  return `${row}.${level}`
}

function rowText(
  { topics, themes, framework }: MaturityModel,
  row: MaturityRow,
  field: 'title' | 'topic' | 'theme',
): Text {
  if (field === 'title') return row.title
  const found =
    field === 'topic'
      ? topics.find(({ number }) => number === row.topic)
      : themes.find(({ slug }) => slug === row.theme)
  return found?.name ?? { lang: framework.lang, value: '' }
}

function descriptorChanges(
  older: readonly Descriptor[],
  newer: readonly Descriptor[],
): DescriptorChange[] {
  const before = new Map(older.map((one) => [cellOf(one), one]))
  const after = new Map(newer.map((one) => [cellOf(one), one]))
  const present = newer.flatMap((to): DescriptorChange[] => {
    const from = before.get(cellOf(to))
    const { row, level, text } = to
    if (from === undefined) return [{ row, level, change: 'added', from: null, to: text }]
    if (sameWords(from.text, text)) return []
    return [{ row, level, change: 'reworded', from: from.text, to: text }]
  })
  const gone = older
    .filter((one) => !after.has(cellOf(one)))
    .map(({ row, level, text }) => ({
      row,
      level,
      change: 'removed' as const,
      from: text,
      to: null,
    }))
  return [...present, ...gone]
}
