import type { Tables } from '../../../platform/store/index.ts'
import { endOf } from '../retention/rule.ts'

/** A request to erase as it is kept. */
export type ErasureRequest = Tables['erasure_requests']

/**
 * The last day for an answer: one calendar month after the day it was asked, Article 12(3) of the
 * UK GDPR. It is not moved for weekends, so it is never late.
 *
 * @example
 * answerDue('2027-01-31') // '2027-02-28'
 */
export function answerDue(askedOn: string): string {
  return endOf(askedOn, { months: 1 })
}

/**
 * Whole days from one day to another.
 *
 * @example
 * daysBetween('2026-11-22', '2026-11-24') // 2
 */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Why something that was asked to be erased stays. */
export const grounds = {
  'still-needed':
    'It is still needed for its purpose, and its lawful basis still holds: Article 17(1)',
  'legal-obligation': 'A legal obligation or a public task needs it: Article 17(3)(b)',
  'legal-claims': 'Legal claims need it: Article 17(3)(e)',
  archiving: 'Archiving in the public interest, research or statistics needs it: Article 17(3)(d)',
  'public-health': 'Public health needs it: Article 17(3)(c)',
  expression: 'Freedom of expression and information: Article 17(3)(a)',
  unfounded: 'The request is manifestly unfounded or excessive: Article 12(5)',
} as const

/** One of them. */
export type Ground = keyof typeof grounds

/** Whether a text names a ground. */
export function isGround(text: string): text is Ground {
  return Object.hasOwn(grounds, text)
}

/** What can be decided. */
export const decisionWords: Readonly<Record<NonNullable<ErasureRequest['decision']>, string>> = {
  all: 'Erase everything',
  part: 'Erase a part',
  refused: 'Refuse',
}

/** Each as what came of a request, for whoever asked. */
export const outcomeWords: Readonly<Record<NonNullable<ErasureRequest['decision']>, string>> = {
  all: 'everything is erased',
  part: 'a part is erased',
  refused: 'refused',
}

/** Whether a text names a decision. */
export function isDecision(text: string): text is NonNullable<ErasureRequest['decision']> {
  return Object.hasOwn(decisionWords, text)
}

/** How a request stands, in words. */
export function standingInWords(
  { asked_at: askedAt, due_on: dueOn, decision }: ErasureRequest,
  today: string,
): string {
  if (decision !== null) return decision === 'refused' ? 'Refused' : 'Erased in part'
  const age = daysBetween(askedAt.slice(0, 10), today)
  const open = `Open for ${age} ${age === 1 ? 'day' : 'days'}`
  const late = daysBetween(dueOn, today)
  if (late > 0) return `${open}, late by ${late} ${late === 1 ? 'day' : 'days'}`
  return open
}
