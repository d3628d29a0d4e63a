import { Type } from 'typebox'
import { dataOf } from '../api/operation.ts'
import { Day, exact, orNull, Text } from '../api/shapes.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { protectedInWords } from './figure-tables.ts'
import type { FigureTable } from './figure-tables.ts'
import type { Figures } from './protecting.ts'
import type { FiguresNow } from './releasing.ts'

/** What the page, the CSV and the JSON all show. */
export interface FoundFigures {
  readonly now: FiguresNow
  /** Empty where there is nothing to show. */
  readonly tables: readonly FigureTable[]
  /** Why there is nothing, or nothing newer, in sentences. */
  readonly notes: readonly string[]
}

const Figure = Type.Union([
  exact({ shown: Type.Integer({ description: 'Rounded to the base' }) }),
  exact({
    hidden: Type.Enum(['small-or-linked', 'too-few-for-average', 'too-few-for-percentage']),
    threshold: Type.Integer(),
  }),
])

const Table = exact({
  id: Text,
  title: Text,
  unit: Type.Enum(['people', 'vacant posts']),
  by: Type.String({ description: 'What its rows are' }),
  n: orNull(Figure),
  protected: Type.String({ description: 'What was protected, in a sentence' }),
  columns: Type.Array(Text),
  rows: Type.Array(exact({ label: Text, figures: Type.Array(Figure) })),
})

/** Protected figures about an organisation. A figure that cannot be shown says why. */
export const figuresData = dataOf({
  summary: 'Protected figures about the people and posts of an organisation',
  schema: exact({
    organisation: Text,
    asAt: orNull(Day),
    rules: orNull(exact({ threshold: Type.Integer(), base: Type.Integer() })),
    notes: Type.Array(Text, { description: 'Why there is nothing, or nothing newer' }),
    tables: Type.Array(Table),
  }),
  of: ({ now, tables, notes }: FoundFigures, { organisation }: OrganisationAsked) => {
    const figures = now.outcome === 'shown' ? now.figures : undefined
    return {
      organisation: organisation.name,
      asAt: figures?.day ?? null,
      rules: figures === undefined ? null : rulesOf(figures),
      notes: [...notes],
      tables: figures === undefined ? [] : tables.map((table) => tableOf(table, figures)),
    }
  },
})

function rulesOf({ rules: { threshold, base } }: Figures) {
  return { threshold, base }
}

function tableOf(table: FigureTable, { rules }: Figures) {
  const { id, title, unit, by, n, columns, rows } = table
  return {
    id,
    title,
    unit,
    by,
    n: n?.mark ?? null,
    protected: protectedInWords(table, rules.base),
    columns: [...columns],
    rows: rows.map(({ label, figures }) => ({ label, figures: figures.map(({ mark }) => mark) })),
  }
}
