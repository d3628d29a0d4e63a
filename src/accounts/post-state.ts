import { fteInWords, holdsOn } from './person-rows.ts'

/**
 * Whether a post is filled on a day. Nobody keeps it: it follows from who holds the post.
 *
 * @param fte of the post, in hundredths of full time, like those of the holdings
 * @example
 * postState({ fte: 100 }, [{ fte: 60, from_day: '2026-01-01', until_day: null }], '2026-11-02')
 * // 'Partly filled: 0.6 of 1'
 */
export function postState(
  { fte }: { readonly fte: number },
  holdings: readonly {
    readonly fte: number
    readonly from_day: string
    readonly until_day: string | null
  }[],
  day: string,
): string {
  const held = holdings.filter((holding) => holdsOn(holding, day))
  const sum = held.reduce((total, holding) => total + holding.fte, 0)
  if (sum === 0) return 'Vacant'
  const words = `${fteInWords(sum)} of ${fteInWords(fte)}`
  if (sum < fte) return `Partly filled: ${words}`
  return sum === fte ? 'Filled' : `Filled: ${words}, more than planned`
}

/**
 * A share of full time as somebody writes it, in hundredths; undefined where it is none.
 *
 * @example
 * fteFrom('0.6') // 60
 */
export function fteFrom(text: string): number | undefined {
  if (!/^(?:[01](?:\.\d{1,2})?|\.\d{1,2})$/.test(text)) return undefined
  const hundredths = Math.round(Number(text) * 100)
  return hundredths > 0 && hundredths <= 100 ? hundredths : undefined
}

/**
 * An amount of pounds as somebody writes it, in pence; undefined where it is none.
 *
 * @example
 * penceFrom('£32,500') // 3250000
 */
export function penceFrom(text: string): number | undefined {
  const plain = text.replace(/^£\s*/, '').replaceAll(',', '')
  return /^\d{1,7}(?:\.\d{2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined
}

/**
 * Pence as people read them.
 *
 * @example
 * poundsInWords(3250000) // '£32,500'
 */
export function poundsInWords(pence: number): string {
  const digits = pence % 100 === 0 ? 0 : 2
  return `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}
