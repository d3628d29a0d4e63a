import { readableMoment } from '../platform/index.ts'
import { duties, purposes } from './permissions.ts'
import type { Section } from './sheet.ts'
import { actions } from './store/events.ts'
import type { LoggedEvent } from './store/events.ts'
import { isDuty } from './store/memberships.ts'

/**
 * Events as a table: when, what, who and what for.
 *
 * @param names of the people the events are about, where the table is about several
 */
export function eventTable(
  events: readonly LoggedEvent[],
  caption: string,
  names?: ReadonlyMap<string, string>,
): NonNullable<Section['table']> {
  return {
    caption,
    head: ['When', 'What', ...(names === undefined ? [] : ['About']), 'By whom', 'What for'],
    rows: events.map((event) => [
      readableMoment(event.at),
      inWords(event),
      ...(names === undefined ? [] : [names.get(event.person_id ?? '') ?? '']),
      byWhomAndHow(event),
      purposeInWords(event),
    ]),
  }
}

/**
 * What was done, in words; of an action that only another version knows, its code.
 *
 * @example
 * inWords(event) // 'A duty was given: Administrator'
 */
export function inWords({ action, details }: Pick<LoggedEvent, 'action' | 'details'>): string {
  const words = Object.entries(actions).find(([code]) => code === action)?.[1] ?? action
  const more = detailOf(details)
  return more === '' ? words : `${words}: ${more}`
}

function detailOf(text: string): string {
  const duty = textIn(text, 'duty')
  if (duty !== undefined) return isDuty(duty) ? duties[duty] : duty
  return textIn(text, 'what') ?? ''
}

function textIn(details: string, name: string): string | undefined {
  const read: unknown = JSON.parse(details)
  if (typeof read !== 'object' || read === null) return undefined
  const value: unknown = Object.entries(read).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : undefined
}

/** Who did it. An account that is gone has no name any more. */
export function byWhom({ account_id: id, account_name: name }: LoggedEvent): string {
  if (name !== null) return name
  return id === null ? 'The system' : 'An account that was deleted'
}

/**
 * The name of the token with which a program did it for them; null where they did it themselves.
 *
 * @example
 * tokenOf({ details: '{"token":"Staff list"}' }) // 'Staff list'
 */
export function tokenOf({ details }: Pick<LoggedEvent, 'details'>): string | null {
  return textIn(details, 'token') ?? null
}

function byWhomAndHow(event: LoggedEvent): string {
  const token = tokenOf(event)
  return token === null ? byWhom(event) : `${byWhom(event)}, by a program with the token “${token}”`
}

/** What a record was read for, in words; empty where nothing was read. */
export function purposeInWords({ purpose }: Pick<LoggedEvent, 'purpose'>): string {
  return Object.entries(purposes).find(([code]) => code === purpose)?.[1] ?? ''
}
