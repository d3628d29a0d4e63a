import type { Tables } from '../../../platform/store/index.ts'
import { endOf } from '../retention/rule.ts'

/** A request for a legal hold, for its end, or for exceptional access. */
export type ExceptionalRequest = Tables['exceptional_requests']
/** What is asked for. */
export type ExceptionKind = ExceptionalRequest['kind']

/** Each in words. */
export const kindWords: Readonly<Record<ExceptionKind, string>> = {
  'legal-hold': 'Legal hold',
  'end-of-hold': 'End of a legal hold',
  'subject-access': 'Exceptional access for a subject access request',
  grievance: 'Exceptional access for a grievance',
}

/** Whoever is asked to decide has so many days; then the request lapses. */
export const daysToDecide = 14
/** Nobody reads longer than this without another request. */
export const longestAccess = 14
/** A person learns of a hold after so many months at the latest. */
export const longestSilence = 12

/** How a request stands. `lapsed`: nobody decided in time. */
export type RequestState = 'open' | 'lapsed' | 'refused' | 'active' | 'over'

/**
 * How a request stands at a moment.
 *
 * @example
 * stateOf(request, new Date()) // 'open'
 */
export function stateOf(request: ExceptionalRequest, now: Date): RequestState {
  const today = now.toISOString().slice(0, 10)
  if (request.decision === 'refused') return 'refused'
  if (request.decision === null) {
    return request.asked_at <= lapsesBefore(now) ? 'lapsed' : 'open'
  }
  if (request.kind === 'legal-hold') return request.ended_at === null ? 'active' : 'over'
  if (request.kind === 'end-of-hold') return 'over'
  return request.until_day !== null && request.until_day > today ? 'active' : 'over'
}

/** What was asked at this moment or before and is not decided has lapsed. */
export function lapsesBefore(now: Date): string {
  return new Date(now.getTime() - daysToDecide * 86_400_000).toISOString()
}

/** Why somebody may not ask for something about a person. */
export type NotAsked =
  | 'is-concerned'
  | 'not-apart'
  | 'reader-is-concerned'
  | 'reader-cannot-sign-in'
  | 'reader-helped'

/** Who asks, about whom, and whether they stand apart: see `isApart`. */
export interface Asker {
  readonly personId: string
  readonly askerId: string
  readonly isApart: boolean
}

/** Who is to read, and whether they have just joined or the asker helped them. */
export interface Reader {
  readonly id: string
  readonly account_id: string | null
  readonly isHelped: boolean
}

/**
 * Why somebody may not ask; undefined: they may.
 *
 * @param reader who is to read; undefined: a hold is asked for
 */
export function whyNotAsk(asked: Asker, reader?: Reader): NotAsked | undefined {
  if (asked.askerId === asked.personId) return 'is-concerned'
  if (!asked.isApart) return 'not-apart'
  if (reader === undefined) return undefined
  if (reader.id === asked.personId) return 'reader-is-concerned'
  if (reader.account_id === null) return 'reader-cannot-sign-in'
  return reader.isHelped ? 'reader-helped' : undefined
}

/** Each as a sentence for whoever may not ask. */
export const notAskedWords: Readonly<Record<NotAsked, string>> = {
  'is-concerned': 'This is about you. Another administrator has to ask',
  'not-apart':
    'You have been an administrator for less than a week, or you joined or somebody helped you into your account in the last week. Another administrator has to ask, or you do after a week',
  'reader-is-concerned': 'The reader must be somebody else than the person concerned',
  'reader-cannot-sign-in': 'The reader has no account yet. Invite them first',
  'reader-helped':
    'The reader joined in the last week, or you helped them into their account in it. Ask after a week, or name another reader',
}

/** Why somebody may not decide on a request. */
export type NotDecided =
  | 'decided'
  | 'lapsed'
  | 'asked-it'
  | 'is-concerned'
  | 'would-read'
  | 'not-apart'
  | 'asker-not-apart'
  | 'reader-helped'

/** Who decides, and how they and those in the request stand to each other: see `isApart`. */
export interface Decider {
  readonly id: string
  readonly isApart: boolean
  readonly isAskerApart: boolean
  readonly isReaderHelped: boolean
}

/**
 * Why somebody may not decide; undefined: they may. Two people act on each request: whoever asked
 * does not decide, and neither is the person concerned. Whoever would read does not decide either.
 * Both stand apart at the moment of the decision, and neither has just helped whoever would read.
 *
 * @example
 * whyNotDecide(request, await deciderOf(db, request, { personId, now }), now) // 'asked-it'
 */
export function whyNotDecide(
  request: ExceptionalRequest,
  { id: deciderId, isApart, isAskerApart, isReaderHelped }: Decider,
  now: Date,
): NotDecided | undefined {
  if (request.person_id === deciderId) return 'is-concerned'
  const state = stateOf(request, now)
  if (state === 'lapsed') return 'lapsed'
  if (state !== 'open') return 'decided'
  if (request.asked_by_id === deciderId) return 'asked-it'
  if (request.reader_id === deciderId) return 'would-read'
  if (!isApart) return 'not-apart'
  if (!isAskerApart) return 'asker-not-apart'
  return isReaderHelped ? 'reader-helped' : undefined
}

/** Each as a sentence for whoever may not decide. */
export const notDecidedWords: Readonly<Record<NotDecided, string>> = {
  decided: 'This was decided already.',
  lapsed: `Nobody decided within ${daysToDecide} days, so the request has lapsed. It can be made again.`,
  'asked-it': 'You asked for this. Another administrator decides.',
  'is-concerned': 'This is about you. Other administrators decide.',
  'not-apart':
    'You have been an administrator for less than a week, or you joined or somebody helped you into your account in the last week. Another administrator decides, or you do after a week.',
  'asker-not-apart':
    'Whoever asked has been an administrator for less than a week, or somebody helped them into their account in the last week. It can be decided after that week.',
  'reader-helped':
    'Whoever would read joined in the last week, or one of you two helped them into their account in it. It can be decided after that week.',
  'would-read': 'You are the one who would read. Another administrator decides.',
}

/** Whether the person concerned may know of a request on a day. */
export function isTold({ tell_on: on }: Pick<ExceptionalRequest, 'tell_on'>, day: string): boolean {
  return on === null || on <= day
}

/**
 * What is wrong with the day on which a person is to be told of a hold; undefined: nothing.
 *
 * @example
 * wrongWithSilence('2026-11-22', '2026-11-22') // 'The day must be after today'
 */
export function wrongWithSilence(day: string, today: string): string | undefined {
  if (day <= today) return 'The day must be after today'
  if (day <= endOf(today, { months: longestSilence })) return undefined
  return `The day must be within ${longestSilence} months`
}
