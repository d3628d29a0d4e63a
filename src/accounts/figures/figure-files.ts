import { stringify } from 'csv-stringify/sync'
import { figureInTable } from './figure-tables.ts'
import type { FigureTable } from './figure-tables.ts'
import type { Figures } from './protecting.ts'

/** Of whom the figures are. */
export interface FileOf {
  readonly organisationName: string
  readonly figures: Figures
  readonly tables: readonly FigureTable[]
}

/**
 * All tables as CSV, one line a figure. Cells that a spreadsheet would take for a formula start
 * with an apostrophe.
 *
 * @example
 * figuresCsv({ organisationName: 'Ministry of Kites', figures, tables })
 */
export function figuresCsv({ organisationName, figures, tables }: FileOf): string {
  const head = ['organisation', 'as at', 'table', 'row', 'column', 'figure', 'why it is not shown']
  const lines = tables.flatMap(({ title, columns, rows }) =>
    rows.flatMap(({ label, figures: row }) =>
      row.map((figure, at) => [
        organisationName,
        figures.day,
        title,
        label,
        columns[at] ?? '',
        figureInTable(figure),
        'shown' in figure.mark ? '' : figure.words,
      ]),
    ),
  )
  return stringify([head, ...lines], { escape_formulas: true, record_delimiter: 'windows' })
}
