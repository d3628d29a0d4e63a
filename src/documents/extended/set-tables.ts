import type { ExtendedTable } from './tables.ts'

/** The cells of one row by column. */
export type Cells = ReadonlyMap<string, string>

/** The rows of a set, by file. */
export interface SetTables {
  rows(table: ExtendedTable): readonly Cells[]
}

/** The text of a cell; empty if there is none. */
export function cell(cells: Cells, column: string): string {
  return cells.get(column) ?? ''
}

/** The text of a cell; null if it is empty. */
export function cellOrNull(cells: Cells, column: string): string | null {
  const value = cell(cells, column)
  return value === '' ? null : value
}

/**
 * The number in a cell; null if it is empty, and the text itself if it is not a number, so that
 * the schema refuses it by its place.
 *
 * @example
 * numberCell(new Map([['rank', '3']]), 'rank') // 3
 */
export function numberCell(cells: Cells, column: string): number | string | null {
  const value = cell(cells, column)
  if (value === '') return null
  return /^-?\d{1,17}(?:\.\d{1,30})?(?:e-?\d{1,3})?$/.test(value) ? Number(value) : value
}

/** A text with its language from a column and the `_lang` column beside it. */
export function textCell(cells: Cells, column: string): { lang: string; value: string } {
  return { lang: cell(cells, `${column}_lang`), value: cell(cells, column) }
}

/** The same, as a property that is not there if the text is not. */
export function optionalText(cells: Cells, column: string): Record<string, unknown> {
  return cell(cells, `${column}_lang`) === '' ? {} : { [column]: textCell(cells, column) }
}

/** A property that is not there if the cell is empty. */
export function optionalCell(cells: Cells, column: string): Record<string, unknown> {
  const value = cell(cells, column)
  return value === '' ? {} : { [column]: value }
}

/** Where something was read, from the columns `source` and `line`. */
export function placeOf(cells: Cells): Record<string, unknown> {
  return { source: cell(cells, 'source'), line: numberCell(cells, 'line') }
}
