import type { Tables } from '../../platform/store/index.ts'
import { isEmail } from '../form.ts'
import { termsInWords } from '../person-rows.ts'
import { holdsUnseen, saysSomething } from '../unseen.ts'
import { readDay } from '../written-day.ts'
import { dateOfSerial } from './readers/number-formats.ts'

/** What a cell holds, or what is wrong with it and what to do. */
export type Parsed<T> = { readonly value: T } | { readonly wrong: string }

/** The terms of a post. */
export type Terms = Tables['holdings']['terms']

/**
 * What is wrong with a text whatever it means; undefined: nothing.
 *
 * @example
 * wrongText('#REF!', 60) // 'The cell holds …'
 */
export function wrongText(text: string, longest: number): string | undefined {
  if (text.length > longest) return `Shorten it to ${longest} characters.`
  if (text === '') return undefined
  if (holdsUnseen(text)) return 'Take out the characters that cannot be seen.'
  if (!saysSomething(text)) return 'Write at least one letter or digit, or leave the cell empty.'
  return /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(text)
    ? 'It is a fault of the spreadsheet. Put the right value in place of it.'
    : undefined
}

/** An e-mail address. */
export function parseEmail(text: string): Parsed<string> {
  return isEmail(text)
    ? { value: text }
    : { wrong: 'Enter an e-mail address like name@example.org.' }
}

/**
 * A share of full time, in hundredths.
 *
 * @example
 * parseFte('60%') // { value: 60 }
 */
export function parseFte(text: string): Parsed<number> {
  const match = /^(\d{1,3}(?:[.,]\d{1,20})?)\s?(%?)$/.exec(text)
  const number = Number(match?.[1]?.replace(',', '.')) * (match?.[2] === '%' ? 1 : 100)
  const value = Math.round(number)
  return value >= 1 && value <= 100
    ? { value }
    : { wrong: 'Enter a share of full time from 0.01 to 1, such as 0.6, or a percentage.' }
}

/**
 * A day: `2026-11-22`, `22/11/2026` or `22 November 2026`. A number counts days as spreadsheets do.
 *
 * @example
 * parseDay('22/11/2026') // { value: '2026-11-22' }
 */
export function parseDay(text: string): Parsed<string> {
  const value = readDay(dayOf(text))
  return value === undefined
    ? { wrong: 'Enter a real date such as 22 November 2026 or 22/11/2026, the day first.' }
    : { value }
}

/** Spreadsheets write a time beside a day too, and count days. */
function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}[T ][\d:.]{5,15}Z?$/.test(text)) return text.slice(0, 10)
  return /^\d{5}$/.test(text) ? (dateOfSerial(Number(text), false) ?? text) : text
}

const otherTerms: Readonly<Record<string, Terms>> = {
  perm: 'permanent',
  'fixed term contract': 'fixed-term',
  'fixed term appointment': 'fixed-term',
  fta: 'fixed-term',
  ftc: 'fixed-term',
  temporary: 'fixed-term',
  'on loan': 'loan',
  'on secondment': 'secondment',
  seconded: 'secondment',
  apprenticeship: 'apprentice',
  contractor: 'contingent',
  contingent: 'contingent',
  'contingent labour': 'contingent',
  interim: 'contingent',
}

const knownTerms: ReadonlyMap<string, Terms> = new Map([
  ...Object.entries(otherTerms),
  ...Object.keys(termsInWords)
    .filter(isTerms)
    .flatMap((terms): [string, Terms][] => [
      [terms.replace('-', ' '), terms],
      [termsInWords[terms].toLowerCase(), terms],
    ]),
])

function isTerms(text: string): text is Terms {
  return Object.hasOwn(termsInWords, text)
}

/**
 * The terms on which somebody holds a post.
 *
 * @example
 * parseTerms('Fixed-term') // { value: 'fixed-term' }
 */
export function parseTerms(text: string): Parsed<Terms> {
  const value = knownTerms.get(text.toLowerCase().replaceAll('-', ' '))
  if (value !== undefined) return { value }
  const all = Object.values(termsInWords).join(', ')
  return { wrong: `Use one of: ${all}.` }
}
