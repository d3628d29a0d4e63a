import { mostColumns, TableBuilder } from './table.ts'
import type { Table } from './table.ts'
import { readXml } from './xml.ts'
import type { XmlEvents } from './xml.ts'
import type { Parts } from './zip.ts'

/**
 * Reads the first sheet of an OpenDocument spreadsheet.
 *
 * @throws FileRefused where it is damaged or too large
 */
export async function readOds(parts: Parts): Promise<Table> {
  const sheet = new Sheet()
  await readXml(parts.read('content.xml'), sheet.events)
  return sheet.finish()
}

type Attribute = (name: string) => string | undefined

/** What in a cell is not its text. */
const asides = new Set(['annotation', 'tracked-changes', 'shapes', 'frame'])

class Sheet {
  readonly #builder = new TableBuilder()
  readonly events: XmlEvents = {
    open: (name, attribute) => this.#open(name, attribute),
    close: (name) => this.#close(name),
    text: (text) => this.#add(text),
    isDone: () => this.#isDone,
  }
  #isDone = false
  #row = 0
  #rowRepeats = 1
  #cells: string[] = []
  #column = 0
  #cell: { readonly value: string | undefined; readonly repeats: number } | undefined
  #text = ''
  #paragraphs = 0
  #isText = false
  #asides = 0

  #open(name: string, attribute: Attribute): void {
    if (asides.has(name)) this.#asides += 1
    if (this.#asides > 0) return
    if (name === 'table-row') {
      this.#row += 1
      this.#rowRepeats = countOf(attribute('number-rows-repeated'))
      this.#cells = []
      this.#column = 0
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = {
        value: valueOf(attribute),
        repeats: countOf(attribute('number-columns-repeated')),
      }
      this.#text = ''
      this.#paragraphs = 0
    } else if (name === 'p' && this.#cell !== undefined) {
      if (this.#paragraphs > 0) this.#text += ' '
      this.#paragraphs += 1
      this.#isText = true
    } else if (['s', 'tab', 'line-break'].includes(name)) this.#add(' ')
  }

  #close(name: string): void {
    if (asides.has(name)) this.#asides -= 1
    else if (this.#asides > 0) return
    else if (name === 'p') this.#isText = false
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell()
    else if (name === 'table-row') this.#closeRow()
    else if (name === 'table') this.#isDone = true
  }

  #add(text: string): void {
    if (this.#isText && this.#asides === 0) this.#text += text
  }

  #closeCell(): void {
    const { value, repeats = 1 } = this.#cell ?? {}
    const shown = shownValue(value, this.#text)
    if (shown !== '') {
      // One more than is taken is enough for the refusal.
      const last = Math.min(this.#column + repeats, mostColumns + 1)
      while (this.#cells.length < Math.min(this.#column, mostColumns + 1)) this.#cells.push('')
      while (this.#cells.length < last) this.#cells.push(shown)
    }
    this.#column += repeats
    this.#cell = undefined
  }

  #closeRow(): void {
    if (this.#cells.length > 0) this.#builder.add(this.#row, this.#cells, this.#rowRepeats)
    this.#row += this.#rowRepeats - 1
  }

  finish(): Table {
    return this.#builder.finish()
  }
}

function countOf(given: string | undefined): number {
  const count = Number(given ?? 1)
  return Number.isSafeInteger(count) && count > 0 ? Math.min(count, 2_000_000) : 1
}

/** What a cell holds apart from how it is shown; undefined: what is shown. */
function valueOf(attribute: Attribute): string | undefined {
  const type = attribute('value-type')
  if (type === 'date') return attribute('date-value')?.slice(0, 10)
  if (type === 'boolean') return attribute('boolean-value')?.toUpperCase()
  if (type === 'string') return attribute('string-value')
  if (type !== 'float' && type !== 'percentage' && type !== 'currency') return undefined
  const number = Number(attribute('value'))
  return Number.isFinite(number) ? String(number) : undefined
}

/** Staff numbers keep the zeros with which they are shown. */
function shownValue(value: string | undefined, text: string): string {
  if (value === undefined) return text
  return /^0\d+$/.test(text.trim()) && Number(text) === Number(value) ? text.trim() : value
}
