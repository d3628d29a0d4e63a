/** The largest file that is taken. */
export const mostFileBytes = 25 * 1024 * 1024
/** The most rows a file may have below its headers. */
export const mostRows = 200_000
/** The most columns a file may have. */
export const mostColumns = 200
/** The most cells a file may have: twenty of each of a hundred thousand people. */
export const mostCells = 2_000_000
/** The most rows that may be one after the other and the same: each person has their own. */
const mostRepeats = 100
/** A spreadsheet takes no more into a cell. */
const mostInCell = 32_767
/** All the text of a file that is kept. */
const mostText = 64 * 1024 * 1024

/** A row with its number in the file: the line of a text, the row of a spreadsheet. */
export interface TableRow {
  readonly number: number
  readonly cells: readonly string[]
}

/** A file as text: nothing in it has been understood yet. */
export interface Table {
  /** No two are the same. */
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
}

/** A file that cannot be read, with the sentence that says why and what to do. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'
}

/** Puts a table together from rows in the order of the file, and refuses one that is too large. */
export class TableBuilder {
  #headers: readonly string[] | undefined
  readonly #rows: TableRow[] = []
  #text = 0
  #cells = 0

  /**
   * Takes a row, so many times. The first with anything in it holds the headers; rows without
   * anything are left out.
   *
   * @throws FileRefused where the file has more of something than is taken
   */
  add(number: number, values: readonly string[], times = 1): void {
    if (values.length > mostColumns) throw refusal(`more than ${mostColumns} columns`)
    const cells = values.map(cleanCell)
    const last = cells.findLastIndex((cell) => cell !== '')
    if (last === -1) return
    if (times > mostRepeats) {
      throw new FileRefused(
        `Row ${number} of the file stands there ${inWords(times)} times. Delete what is repeated and choose the file again: each person has one row.`,
      )
    }
    const isFirst = this.#headers === undefined
    this.#headers ??= uniqueHeaders(cells)
    const filled = cells.slice(0, last + 1)
    for (let at = isFirst ? 1 : 0; at < times; at += 1) this.#push(number + at, filled)
  }

  #push(number: number, cells: readonly string[]): void {
    if (this.#rows.length >= mostRows) throw refusal(`more than ${inWords(mostRows)} rows`)
    this.#cells += cells.length
    if (this.#cells > mostCells) throw refusal(`more than ${inWords(mostCells)} cells`)
    for (const cell of cells) this.#text += cell.length
    if (this.#text > mostText) throw refusal('more text than a file of people has')
    this.#rows.push({ number, cells })
  }

  /**
   * The table.
   *
   * @throws FileRefused where there is nothing in it
   */
  finish(): Table {
    if (this.#headers === undefined) {
      throw new FileRefused('The file is empty. Choose one whose first row names the columns.')
    }
    if (this.#rows.length === 0) {
      throw new FileRefused(
        'The file has no rows below its first one. The first row names the columns; each row below it is a person.',
      )
    }
    let width = this.#headers.length
    for (const { cells } of this.#rows) width = Math.max(width, cells.length)
    return { headers: widened(this.#headers, width), rows: this.#rows }
  }
}

function inWords(count: number): string {
  return count.toLocaleString('en-GB')
}

function refusal(what: string): FileRefused {
  return new FileRefused(
    `The file has ${what}. Split it into several files and load one after the other.`,
  )
}

/** A cell as it is compared: one form of each character, white space as single spaces. */
function cleanCell(value: string): string {
  if (value === '') return value
  const text = value.length > mostInCell ? value.slice(0, mostInCell) : value
  return text.toWellFormed().normalize('NFC').replace(/\s+/g, ' ').trim()
}

function uniqueHeaders(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return cells.map((cell, at) => {
    const name = cell === '' ? `Column ${columnName(at)}` : cell.slice(0, 200)
    let unique = name
    for (let count = 2; seen.has(unique); count += 1) unique = `${name} (${count})`
    seen.add(unique)
    return unique
  })
}

function widened(headers: readonly string[], width: number): readonly string[] {
  if (width === headers.length) return headers
  const more = Array.from({ length: width - headers.length }, () => '')
  return uniqueHeaders([...headers, ...more])
}

/**
 * The name of a column in a spreadsheet.
 *
 * @example
 * columnName(27) // 'AB'
 */
export function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : `${columnName(Math.floor(at / 26) - 1)}${letter}`
}
