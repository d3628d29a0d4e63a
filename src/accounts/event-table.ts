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
      byWhom(event),
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
  const details: unknown = JSON.parse(text)
  if (typeof details !== 'object' || details === null) return ''
  if ('duty' in details && typeof details.duty === 'string') {
    return isDuty(details.duty) ? duties[details.duty] : details.duty
  }
  return 'what' in details && typeof details.what === 'string' ? details.what : ''
}

/** Who did it. An account that is gone has no name any more. */
export function byWhom({ account_id: id, account_name: name }: LoggedEvent): string {
  if (name !== null) return name
  return id === null ? 'The system' : 'An account that was deleted'
}

/** What a record was read for, in words; empty where nothing was read. */
export function purposeInWords({ purpose }: Pick<LoggedEvent, 'purpose'>): string {
  return Object.entries(purposes).find(([code]) => code === purpose)?.[1] ?? ''
}
