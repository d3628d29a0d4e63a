import { readableDate } from '../../platform/index.ts'
import type { Tables } from '../../platform/store/index.ts'
import { isWebAddress } from '../form.ts'

/** What organisations keep records for. Each record has one of these purposes. */
export const purposeNames = [
  'organisation',
  'development',
  'review',
  'pay',
  'recruitment',
  'planning',
] as const

/** One of them. */
export type PurposeName = (typeof purposeNames)[number]

/** What a purpose is, in words. */
export interface PurposeWords {
  readonly title: string
  readonly what: string
  /** From when its retention is counted. */
  readonly counted: string
  /** Whether everybody in the organisation is concerned, or hiring managers only. */
  readonly concerns: 'everybody' | 'hiring-managers'
}

/** Each purpose in words that everybody in the organisation reads. */
export const purposeWords: Readonly<Record<PurposeName, PurposeWords>> = {
  organisation: {
    title: 'Running the organisation',
    what: 'Who works here, in which team and post, at which grade, and who manages whom.',
    counted: 'the day a person left',
    concerns: 'everybody',
  },
  development: {
    title: 'Development',
    what: 'What people say they can do, and what they want to learn.',
    counted: 'the day a person left',
    concerns: 'everybody',
  },
  review: {
    title: 'Review',
    what: 'What a person and their assessor agreed about what the person can do.',
    counted: 'the day a review became final',
    concerns: 'everybody',
  },
  pay: {
    title: 'Pay',
    what: 'Decisions about pay that rest on skills.',
    counted: 'the day a decision became final',
    concerns: 'everybody',
  },
  recruitment: {
    title: 'Recruitment',
    what: 'Adverts, interviews and what panels decided.',
    counted: 'the day a campaign was closed',
    concerns: 'hiring-managers',
  },
  planning: {
    title: 'Planning',
    what: 'Protected figures about the people and posts of the organisation. They do not count ratings of skills yet. Once they do, only those that were shared or became final while this purpose was on: never drafts, notes, pay or recruitment.',
    counted: 'the day a figure was made',
    concerns: 'everybody',
  },
}

/** The lawful bases of Article 6(1) of the UK GDPR. */
export const lawfulBases = {
  consent: 'Consent, Article 6(1)(a)',
  contract: 'Contract, Article 6(1)(b)',
  'legal-obligation': 'Legal obligation, Article 6(1)(c)',
  'vital-interests': 'Vital interests, Article 6(1)(d)',
  'public-task': 'Public task, Article 6(1)(e)',
  'legitimate-interests': 'Legitimate interests, Article 6(1)(f)',
} as const

/** One of them. */
export type LawfulBasis = keyof typeof lawfulBases

/** Bases that stand on a law, which has to be named: Article 6(3). */
const standOnLaw: ReadonlySet<string> = new Set(['legal-obligation', 'public-task'])

/**
 * Whether a lawful basis stands on a law that has to be named.
 *
 * @example
 * standsOnLaw('public-task') // true
 */
export function standsOnLaw(basis: string): boolean {
  return standOnLaw.has(basis)
}

/** A purpose of an organisation as it is kept. */
export type KeptPurpose = Tables['purposes']

/** Whether a text names a purpose. */
export function isPurpose(text: string): text is PurposeName {
  return purposeNames.some((name) => name === text)
}

/** Whether a text names a lawful basis. */
export function isLawfulBasis(text: string): text is LawfulBasis {
  return Object.hasOwn(lawfulBases, text)
}

/** A purpose of which nothing was said yet. */
export function emptyPurpose(organisationId: string, purpose: PurposeName): KeptPurpose {
  return {
    organisation_id: organisationId,
    purpose,
    lawful_basis: '',
    basis_text: '',
    notice: '',
    retention_months: null,
    on_from: null,
    off_from: null,
    version: 0,
  }
}

/**
 * What has to be said of a purpose before it can be switched on, each as part of a sentence.
 *
 * @example
 * missingOf(emptyPurpose(id, 'pay')) // ['the lawful basis', 'the privacy notice', …]
 */
export function missingOf(purpose: KeptPurpose): readonly string[] {
  const { lawful_basis: basis, basis_text: law, notice, retention_months: months } = purpose
  return [
    isLawfulBasis(basis) ? '' : 'the lawful basis',
    standsOnLaw(basis) && law === '' ? 'the law that the lawful basis stands on' : '',
    notice === '' ? 'the privacy notice' : '',
    months === null ? 'how long records are kept' : '',
  ].filter(Boolean)
}

/**
 * Whether a purpose is on, on a day. Only its latest time counts: of days before it was last
 * switched on the answer is no. It is on from the day it is switched on, and off from the day it
 * is switched off.
 *
 * @example
 * isOnOn({ on_from: '2026-11-22', off_from: null }, '2026-11-22') // true
 */
export function isOnOn(
  { on_from: from, off_from: until }: Pick<KeptPurpose, 'on_from' | 'off_from'>,
  day: string,
): boolean {
  return from !== null && from <= day && (until === null || day < until)
}

/**
 * Whether a purpose is on, in words.
 *
 * @example
 * stateInWords(emptyPurpose(id, 'pay'), '2026-11-22') // 'Never switched on'
 */
export function stateInWords(
  purpose: Pick<KeptPurpose, 'on_from' | 'off_from'>,
  today: string,
): string {
  const { on_from: from, off_from: until } = purpose
  if (from === null) return 'Never switched on'
  if (isOnOn(purpose, today)) return `On since ${readableDate(from)}`
  return `Off since ${readableDate(until ?? today)}`
}

/** For how many months records of a purpose are kept; undefined: it was never switched on. */
export function monthsOf(purpose: KeptPurpose | undefined): number | undefined {
  if (purpose === undefined || purpose.on_from === null) return undefined
  return purpose.retention_months ?? undefined
}

/** How far a record is along. A draft is its owner’s alone. */
export type RecordState = 'draft' | 'note' | 'shared' | 'final'

/**
 * Whether a record may count in planning: development ratings that were shared or became final on
 * or after the day planning was switched on, and nothing else.
 *
 * @param from the day planning was switched on; undefined: planning is off
 * @example
 * countsInPlanning({ purpose: 'development', state: 'draft', day: '2026-12-01' }, '2026-11-22') // false
 */
export function countsInPlanning(
  record: { readonly purpose: PurposeName; readonly state: RecordState; readonly day: string },
  from: string | undefined,
): boolean {
  if (from === undefined || record.purpose !== 'development') return false
  return (record.state === 'shared' || record.state === 'final') && record.day >= from
}

/** What everybody reads of a purpose. */
export interface SaidPurpose {
  readonly title: string
  readonly what: string
  readonly basis: string
  readonly retention: string
  /** A web address or a text. */
  readonly notice: string
  readonly noticeIsAddress: boolean
}

const notSaid = 'Not said yet'

/** A purpose in plain words. */
export function saidOf(purpose: KeptPurpose, name: PurposeName): SaidPurpose {
  const { title, what, counted } = purposeWords[name]
  const { lawful_basis: code, basis_text: law, retention_months: months, notice } = purpose
  const basis = isLawfulBasis(code) ? lawfulBases[code] : notSaid
  return {
    title,
    what,
    basis: law === '' ? basis : `${basis}: ${law}`,
    retention: months === null ? notSaid : `${inMonths(months)} from ${counted}`,
    notice: notice || notSaid,
    noticeIsAddress: isWebAddress(notice),
  }
}

/**
 * A number of months in words.
 *
 * @example
 * inMonths(84) // '7 years'
 */
export function inMonths(months: number): string {
  const years = months / 12
  if (Number.isInteger(years)) return `${years} ${years === 1 ? 'year' : 'years'}`
  return `${months} ${months === 1 ? 'month' : 'months'}`
}
