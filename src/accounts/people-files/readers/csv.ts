import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { decode } from '../../../documents/decode.ts'
import { lineEnds } from '../../../documents/tables/csv.ts'
import { FileRefused, TableBuilder } from './table.ts'
import type { Table } from './table.ts'

/** No row of people comes near this; a longer one is an unclosed quotation mark. */
const mostInRow = 1_000_000
/** How much is looked at to find out what separates the cells. */
const headCharacters = 64_000
/** How much is given to the parser at once. */
const piece = 256 * 1024

const separators = [',', ';', '\t'] as const

/**
 * Reads separated values in any encoding that documents come in, separated by commas, semicolons
 * or tabs.
 *
 * @throws FileRefused where it is no text, or breaks off
 * @example
 * await readCsv('people.csv', new TextEncoder().encode('Reference;Name\n1;Ada\n'))
 */
export async function readCsv(name: string, bytes: Uint8Array): Promise<Table> {
  const { document } = decode(name, bytes)
  if (document === undefined) {
    throw new FileRefused(
      'The file is neither text nor a spreadsheet that can be read. Save it as CSV (UTF-8), XLSX or ODS and choose it again.',
    )
  }
  const { text } = document
  const builder = new TableBuilder()
  let line = 1
  const parser = parse({
    bom: true,
    delimiter: separatorOf(text),
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: mostInRow,
    // At once, so that the row is known where the text breaks off.
    on_record: (cells: readonly string[]) => {
      builder.add(line, cells)
      for (const cell of cells) line += lineEnds(cell)
      line += 1
      return null
    },
  })
  try {
    const source = Readable.from(piecesOf(Buffer.from(text)))
    await pipeline(source, parser, async (records: AsyncIterable<unknown>) => {
      for await (const record of records) void record
    })
  } catch (error) {
    throw asRefused(error, line)
  }
  return builder.finish()
}

/** Piece by piece, so that the parser never holds all the rows at once. */
function* piecesOf(text: Buffer): Generator<Buffer> {
  for (let at = 0; at < text.length; at += piece) yield text.subarray(at, at + piece)
}

/** What stands most often in the first row, outside quotation marks. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>()
  let isQuoted = false
  for (const character of text.slice(0, headCharacters)) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && /[\r\n]/.test(character) && counts.size > 0) break
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const [first] = separators.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return first ?? ','
}

function asRefused(error: unknown, line: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileRefused(
      `A quotation mark that opens in row ${line} is never closed. Close it and choose the file again.`,
    )
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return new FileRefused(
      `Row ${line} is longer than ${mostInRow.toLocaleString('en-GB')} characters. Look for a quotation mark that is not closed there.`,
    )
  }
  if (!code.startsWith('CSV_')) return error
  return new FileRefused(
    `The file cannot be read from row ${line} on. Save it again as CSV (UTF-8).`,
  )
}
