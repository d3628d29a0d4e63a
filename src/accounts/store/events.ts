import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** What was done, in the words of the log. */
export const actions = {
  'account.opened': 'The account was opened',
  'account.signed-in': 'Signed in',
  'account.password-changed': 'The password was changed',
  'account.second-factor-set-up': 'A second factor was set up',
  'account.second-factor-removed': 'The second factor was taken away',
  'account.recovery-code-used': 'A recovery code was used',
  'organisation.created': 'The organisation was set up',
  'organisation.changed': 'The particulars of the organisation were changed',
  'people.imported': 'People were imported',
  'person.added': 'A person was added',
  'person.changed': 'What is held about a person was changed',
  'person.read': 'Somebody read what is held about a person',
  'person.exported': 'A person took away everything that is held about them',
  'duty.granted': 'A duty was given',
  'duty.ended': 'A duty was taken away',
  'invitation.sent': 'Somebody was invited to open an account',
} as const

/** An action of the list. */
export type Action = keyof typeof actions

/** Something that was done. */
export interface NewEvent {
  readonly action: Action
  readonly now: Date
  /** Who did it; null: the system itself. */
  readonly accountId: string | null
  readonly organisationId?: string
  /** Whose record it was. */
  readonly personId?: string
  readonly purpose?: string
  /** What else is worth knowing. Nothing that a record says about somebody. */
  readonly details?: Readonly<Record<string, string | number>>
}

/** Adds to the log, in the same transaction as what was done. */
export async function log(db: Writing, event: NewEvent): Promise<void> {
  await db
    .insertInto('events')
    .values({
      id: randomUUID(),
      at: event.now.toISOString(),
      organisation_id: event.organisationId ?? null,
      account_id: event.accountId,
      action: event.action,
      person_id: event.personId ?? null,
      purpose: event.purpose ?? null,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute()
}

/** An event with the name of who did it, where the account is still there. */
export type LoggedEvent = Tables['events'] & { readonly account_name: string | null }

/** What was done, newest first: in an organisation, or with what is held about one person. */
export function eventsOf(
  db: Reading,
  about: { readonly organisationId: string } | { readonly personId: string },
  limit = 200,
): Promise<LoggedEvent[]> {
  const all = db
    .selectFrom('events')
    .leftJoin('accounts', 'accounts.id', 'events.account_id')
    .selectAll('events')
    .select('accounts.name as account_name')
    .orderBy('events.at', 'desc')
    .orderBy('events.id')
    .limit(limit)
  return (
    'personId' in about
      ? all.where('events.person_id', '=', about.personId)
      : all.where('events.organisation_id', '=', about.organisationId)
  ).execute()
}
