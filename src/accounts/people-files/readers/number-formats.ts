import { readXml } from './xml.ts'

/** What the number format of a cell makes of a number. `zeros`: how many digits are shown. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  | { readonly kind: 'zeros'; readonly digits: number }

const plain: NumberFormat = { kind: 'plain' }
const date: NumberFormat = { kind: 'date' }

/** The formats that are dates in every workbook, without being written down in it. */
const knownDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const longestFormat = 1000

/** The number format of each cell style of a workbook. */
export async function formatsOf(
  source: AsyncIterable<Uint8Array>,
): Promise<readonly NumberFormat[]> {
  const own = new Map<number, NumberFormat>()
  const styles: NumberFormat[] = []
  let isCellStyle = false
  await readXml(source, {
    open(element, attribute) {
      const id = Number(attribute('numFmtId') ?? 0)
      if (element === 'cellXfs') isCellStyle = true
      else if (element === 'numFmt') own.set(id, formatOf(attribute('formatCode') ?? ''))
      else if (element === 'xf' && isCellStyle) {
        styles.push(own.get(id) ?? (knownDates.has(id) ? date : plain))
      }
    },
    close(element) {
      if (element === 'cellXfs') isCellStyle = false
    },
  })
  return styles
}

/**
 * What a format does, as far as people files ask.
 *
 * @example
 * formatOf('dd/mm/yyyy') // { kind: 'date' }
 * formatOf('00000') // { kind: 'zeros', digits: 5 }
 */
export function formatOf(code: string): NumberFormat {
  const [first = ''] = code
    .slice(0, longestFormat)
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
    .split(';')
  if (/^0{2,30}$/.test(first)) return { kind: 'zeros', digits: first.length }
  return /[dy]/i.test(first) && !/general|standard/i.test(first) ? date : plain
}

/** A number as it is shown, as far as it matters: staff numbers keep their zeros. */
export function shownNumber(number: number, format: NumberFormat | undefined): string {
  const digits = format?.kind === 'zeros' && number >= 0 ? format.digits : 0
  return String(number).padStart(digits, '0')
}

const dayLength = 86_400_000
/** The last day that spreadsheets know is the end of the year 9999. */
const lastSerial = 2_958_465

/**
 * The day of a date as spreadsheets count it; undefined where they have none for the number.
 *
 * @example
 * dateOfSerial(46_348, false) // '2026-11-22'
 */
export function dateOfSerial(serial: number, counts1904: boolean): string | undefined {
  const day = Math.floor(serial) + (counts1904 ? 1462 : 0)
  if (day < 1 || day > lastSerial) return undefined
  // The 60th day of this calendar is a 29 February 1900 that never was.
  const start = Date.UTC(1899, 11, day < 60 ? 31 : 30)
  return new Date(start + day * dayLength).toISOString().slice(0, 10)
}
