import { capabilityParts } from './capability-parts.ts'
import type { Cells, SetTables } from './set-tables.ts'
import { cell, cellOrNull, numberCell, optionalCell, placeOf, textCell } from './set-tables.ts'
import { setFormat } from './tables.ts'

/** What a set amounts to: the value the schema has to confirm, or why there is none. */
export interface Assembled {
  readonly value: unknown
  readonly faults: readonly string[]
}

/**
 * Puts the rows of a set together as one value in the form of `capable-json`. A row that belongs to
 * nothing in the set is a fault.
 *
 * @example
 * assembled(set).value
 */
export function assembled(set: SetTables): Assembled {
  const { kind, format, version, ...identity } = identityParts(set.rows('edition'))
  if (format !== setFormat.format || version !== setFormat.version) {
    return { value: undefined, faults: ['The set is in a form that this version cannot read.'] }
  }
  const start = { format: 'capable-edition', version: 1, kind, ...identity, sources: sources(set) }
  if (kind === 'maturity-model') return { value: { ...start, ...maturityParts(set) }, faults: [] }
  const { parts, faults } = capabilityParts(set)
  return { value: { ...start, ...parts }, faults }
}

function identityParts(rows: readonly Cells[]) {
  const values = Map.groupBy(rows, (row) => cell(row, 'key'))
  const all = (key: string): string[] => (values.get(key) ?? []).map((row) => cell(row, 'value'))
  const property = (prefix: string, key: string): Record<string, unknown> => {
    const [value] = all(`${prefix}.${key}`)
    return value === undefined ? {} : { [key]: value }
  }
  const properties = (prefix: string, keys: readonly string[]): Record<string, unknown> =>
    Object.assign({}, ...keys.map((key) => property(prefix, key)))
  const service = properties('framework.officialService', ['name', 'url'])
  return {
    kind: all('kind')[0],
    format: all('format')[0],
    version: all('version')[0],
    framework: {
      ...properties('framework', ['slug', 'kind', 'uri', 'id', 'publisher', 'lang']),
      title: { value: all('framework.title')[0], lang: all('framework.title.lang')[0] },
      scale: all('framework.scale'),
      ...(Object.keys(service).length > 0 && { officialService: service }),
      licence: properties('framework.licence', ['name', 'url', 'attribution', 'note']),
    },
    edition: {
      published: null,
      ...properties('edition', ['name', 'title', 'published', 'compiled', 'about']),
    },
  }
}

function sources(set: SetTables): unknown[] {
  return set.rows('sources').map((row) => ({
    file: cell(row, 'source_file'),
    format: cell(row, 'format'),
    title: cell(row, 'title'),
    sha256: cell(row, 'sha256'),
    bytes: numberCell(row, 'bytes'),
    licence: cell(row, 'licence'),
    attribution: cell(row, 'attribution'),
    date: cellOrNull(row, 'date'),
    ...optionalCell(row, 'url'),
    ...optionalCell(row, 'note'),
  }))
}

function maturityParts(set: SetTables): Record<string, unknown> {
  return {
    levels: set.rows('maturityLevels').map((row) => ({
      number: numberCell(row, 'maturity_level'),
      name: cell(row, 'name'),
    })),
    topics: set.rows('topics').map((row) => ({
      id: cell(row, 'topic_id'),
      number: numberCell(row, 'number'),
      slug: cell(row, 'slug'),
      name: textCell(row, 'name'),
    })),
    themes: set.rows('themes').map((row) => ({
      id: cell(row, 'theme_id'),
      slug: cell(row, 'slug'),
      name: textCell(row, 'name'),
    })),
    rows: set.rows('maturityRows').map((row) => ({
      id: cell(row, 'row_id'),
      number: numberCell(row, 'number'),
      topic: numberCell(row, 'topic'),
      theme: cell(row, 'theme'),
      title: textCell(row, 'title'),
      provenance: placeOf(row),
    })),
    descriptors: set.rows('descriptors').map((row) => ({
      id: cell(row, 'descriptor_id'),
      row: numberCell(row, 'row'),
      level: numberCell(row, 'level'),
      text: textCell(row, 'text'),
      provenance: placeOf(row),
    })),
  }
}
