import { posix } from 'node:path'
import { dateOfSerial, formatsOf, shownNumber } from './number-formats.ts'
import type { NumberFormat } from './number-formats.ts'
import { FileRefused, TableBuilder } from './table.ts'
import type { Table } from './table.ts'
import { readXml } from './xml.ts'
import { broken } from './zip.ts'
import type { Parts } from './zip.ts'

/** No spreadsheet has more columns. */
const lastColumn = 16_383
/** All texts that cells share. */
const mostShared = 64 * 1024 * 1024

/**
 * Reads the first sheet that is shown of a workbook. Of a formula the value is read that was
 * there when the workbook was saved.
 *
 * @throws FileRefused where it is damaged or too large
 */
export async function readXlsx(parts: Parts): Promise<Table> {
  const book = await targetOf(parts, { of: '', type: '/officeDocument' })
  if (book === undefined) throw broken()
  const { sheet, counts1904 } = await firstSheet(parts, book)
  const target = await targetOf(parts, { of: book, id: sheet })
  if (target === undefined) throw broken()
  const strings = await targetOf(parts, { of: book, type: '/sharedStrings' })
  const styles = await targetOf(parts, { of: book, type: '/styles' })
  const cells: CellReading = {
    shared: strings === undefined ? [] : await sharedStrings(parts, strings),
    formats: styles === undefined ? [] : await formatsOf(parts.read(styles)),
    counts1904,
  }
  return readSheet(parts.read(target), cells)
}

type Wanted =
  | { readonly of: string; readonly type: string }
  | { readonly of: string; readonly id: string }

/** Where another part is that a part names. */
async function targetOf(parts: Parts, wanted: Wanted): Promise<string | undefined> {
  const folder = posix.dirname(wanted.of)
  const name = posix.join(folder, '_rels', `${posix.basename(wanted.of)}.rels`)
  if (!parts.has(name)) return undefined
  let found: string | undefined
  await readXml(parts.read(name), {
    open(element, attribute) {
      if (element !== 'Relationship' || found !== undefined) return
      const fits =
        'type' in wanted
          ? attribute('Type')?.endsWith(wanted.type) === true
          : attribute('Id') === wanted.id
      if (fits) found = attribute('Target')
    },
    close: () => undefined,
  })
  if (found === undefined) return undefined
  const path = found.startsWith('/') ? found.slice(1) : posix.join(folder, found)
  return parts.has(path) ? path : undefined
}

async function firstSheet(
  parts: Parts,
  book: string,
): Promise<{ readonly sheet: string; readonly counts1904: boolean }> {
  let sheet: string | undefined
  let counts1904 = false
  await readXml(parts.read(book), {
    open(element, attribute) {
      if (element === 'workbookPr') {
        counts1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      }
      const isShown = element === 'sheet' && (attribute('state') ?? 'visible') === 'visible'
      if (isShown) sheet ??= attribute('id')
    },
    close: () => undefined,
  })
  if (sheet === undefined) throw broken()
  return { sheet, counts1904 }
}

/** Texts without what only says how they are pronounced. */
async function sharedStrings(parts: Parts, name: string): Promise<readonly string[]> {
  const shared: string[] = []
  let text = ''
  let length = 0
  let isText = false
  let pronounced = 0
  await readXml(parts.read(name), {
    open(element) {
      if (element === 'si') text = ''
      else if (element === 'rPh') pronounced += 1
      isText = element === 't' && pronounced === 0
    },
    close(element) {
      isText = false
      if (element === 'rPh') pronounced -= 1
      if (element !== 'si') return
      length += text.length
      if (length > mostShared) throw broken()
      shared.push(text)
    },
    text(more) {
      if (isText) text += more
    },
  })
  return shared
}

interface CellReading {
  readonly shared: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly counts1904: boolean
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  text: string
}

async function readSheet(source: AsyncIterable<Uint8Array>, reading: CellReading): Promise<Table> {
  const builder = new TableBuilder()
  let number = 0
  let cells: string[] = []
  let cell: OpenCell | undefined
  let isText = false
  let pronounced = 0
  let isDone = false
  await readXml(source, {
    isDone: () => isDone,
    open(element, attribute) {
      if (element === 'row') {
        number = numberOf(attribute('r'), number)
        cells = []
      } else if (element === 'c') cell = openCell(attribute, cells.length)
      else if (element === 'rPh') pronounced += 1
      isText = cell !== undefined && (element === 'v' || (element === 't' && pronounced === 0))
    },
    text(more) {
      if (isText && cell !== undefined) cell.text += more
    },
    close(element) {
      isText = false
      if (element === 'rPh') pronounced -= 1
      else if (element === 'c' && cell !== undefined) {
        place(cells, cell.column, valueOf(cell, reading))
        cell = undefined
      } else if (element === 'row') builder.add(number, cells)
      else if (element === 'sheetData') isDone = true
    },
  })
  return builder.finish()
}

function numberOf(given: string | undefined, last: number): number {
  const number = given === undefined ? last + 1 : Number(given)
  if (!Number.isSafeInteger(number) || number <= last) throw broken()
  return number
}

function openCell(attribute: (name: string) => string | undefined, next: number): OpenCell {
  const reference = attribute('r')
  const column = reference === undefined ? next : columnOf(reference)
  if (column < next || column > lastColumn) throw broken()
  return { column, type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), text: '' }
}

/** From `AB12`, the 27. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? ''
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** Cells without a value are not held. */
function place(cells: string[], column: number, value: string): void {
  if (value === '') return
  while (cells.length < column) cells.push('')
  cells.push(value)
}

function valueOf({ type, style, text }: OpenCell, reading: CellReading): string {
  if (type === 's') {
    const shared = reading.shared[Number(text)]
    if (shared === undefined && text !== '') throw broken()
    return shared ?? ''
  }
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return text.slice(0, 10)
  if (type !== 'n' || text === '') return text
  const number = Number(text)
  if (!Number.isFinite(number)) throw new FileRefused(broken().message)
  const format = reading.formats[style]
  if (format?.kind !== 'date') return shownNumber(number, format)
  return dateOfSerial(number, reading.counts1904) ?? shownNumber(number, undefined)
}
