import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dayAfterBegins, dayBegins } from '../../platform/index.ts'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { namePattern } from './people.ts'

/** What the log calls an e-mail address that was changed; who decides with another looks for it. */
export const emailInWords = 'e-mail address'

/** What was done, in the words of the log. */
export const actions = {
  'account.opened': 'The account was opened',
  'account.signed-in': 'Signed in',
  'account.password-changed': 'The password was changed',
  'account.second-factor-set-up': 'A second factor was set up',
  'account.second-factor-removed': 'The second factor was taken away',
  'account.recovery-codes-made': 'New recovery codes were made',
  'account.recovery-code-used': 'A recovery code was used',
  'account.provider-connected': 'The account was connected with the sign-in provider',
  'account.provider-disconnected': 'The account was disconnected from the sign-in provider',
  'framework-owner.granted': 'The right to load editions was given',
  'framework-owner.ended': 'The right to load editions was taken away',
  'edition.loaded': 'An edition was loaded',
  'token.made': 'A token for programs was made',
  'token.ended': 'A token for programs was ended',
  'organisation.created': 'The organisation was set up',
  'demonstration.loaded': 'A demonstration with made-up people was loaded',
  'demonstration.removed': 'A demonstration was removed',
  'organisation.changed': 'The particulars of the organisation were changed',
  'people.imported': 'People were imported',
  'person.added': 'Added to the organisation',
  'person.removed': 'Somebody added by mistake was removed',
  'person.changed': 'What is held was changed',
  'person.read': 'What is held was read',
  'person.exported': 'Everything that is held was taken away as a file',
  'duty.granted': 'A duty was given',
  'duty.ended': 'A duty was taken away',
  'invitation.sent': 'Invited to join with an account',
  'invitation.accepted': 'Joined with an account',
  'account.new-password-offered': 'A link for a new password was made',
  'account.new-password-asked': 'A link for a new password was asked for by mail',
  'team.changed': 'Teams were changed',
  'post.changed': 'Posts were changed',
  'grade.changed': 'Grades were changed',
  'purpose.switched-on': 'A purpose was switched on',
  'purpose.switched-off': 'A purpose was switched off',
  'purpose.changed': 'What is said about a purpose was changed',
  'retention.applied': 'Deleted because its time had ended',
  'exception.asked': 'Asked for',
  'exception.agreed': 'Agreed',
  'exception.refused': 'Refused',
  'exception.told': 'The person was told',
  'person.read-exceptionally': 'Everything that is held was read by exceptional access',
  'erasure.asked': 'Asked for erasure',
  'erasure.decided': 'A request to erase was decided',
  'figures.made': 'Protected figures were made',
  'figures.begun': 'A new series of figures was begun',
  'profile.changed': 'Local profiles for posts were changed',
  'skills.changed': 'The record of skills was changed',
  'skills.shared': 'What is shared of the skills was changed',
  'skills.read': 'Skills that are shared were read',
  'skills.answered': 'A shared rating was answered',
  'skills.exported': 'The record of skills was taken away as a file',
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
  /**
   * What else is worth knowing. It names nobody, and nothing of what a record says but for days and
   * terms that were changed: so that nobody rewrites what was, unseen.
   */
  readonly details?: Readonly<Record<string, string | number>>
}

/** The name of the token that a program asks with, for as long as it is answered. */
const program = new AsyncLocalStorage<string>()

/**
 * Answers a program. Whatever is added to the log meanwhile says which token it used, by its name,
 * so that no place that logs can forget it.
 *
 * @example
 * await byProgram('Staff list', () => route.answer(asked))
 */
export function byProgram<T>(tokenName: string, work: () => Promise<T>): Promise<T> {
  return program.run(tokenName, work)
}

/** Adds to the log, in the same transaction as what was done. */
export function log(db: Writing, event: NewEvent): Promise<void> {
  return logAll(db, [event])
}

/** The same with several at once, as many as a statement takes. */
export async function logAll(db: Writing, events: readonly NewEvent[]): Promise<void> {
  if (events.length > 0) await db.insertInto('events').values(events.map(rowOf)).execute()
}

function rowOf(event: NewEvent): Tables['events'] {
  const token = program.getStore()
  const details = { ...event.details, ...(token !== undefined && { token }) }
  return {
    id: randomUUID(),
    at: event.now.toISOString(),
    organisation_id: event.organisationId ?? null,
    account_id: event.accountId,
    action: event.action,
    person_id: event.personId ?? null,
    purpose: event.purpose ?? null,
    details: JSON.stringify(details),
  }
}

/** An event with the name of who did it, where the account is still there. */
export type LoggedEvent = Tables['events'] & { readonly account_name: string | null }

/** Which of them; what is not said does not matter. */
export interface EventFilter {
  readonly action?: string
  /** Words of the name of whoever did it; where several people are looked at, of either. */
  readonly name?: string
  /** The first day, and the last one, as people here read moments. */
  readonly from?: string
  readonly until?: string
}

/** Which events: of an organisation, and there of one person or done by one account. */
export interface EventsSought {
  readonly organisationId: string
  readonly personId?: string
  readonly accountId?: string
  readonly filter?: EventFilter
  readonly from?: number
  readonly count?: number
}

/** What was done, newest first. Without a count: all of it. */
export function eventsOf(
  db: Reading,
  { from = 0, count, ...sought }: EventsSought,
): Promise<LoggedEvent[]> {
  return matching(db, sought)
    .leftJoin('accounts', 'accounts.id', 'events.account_id')
    .selectAll('events')
    .select('accounts.name as account_name')
    .orderBy('events.at', 'desc')
    .orderBy('events.id')
    .$if(count !== undefined, (all) => all.limit(count ?? 0).offset(from))
    .execute()
}

/** How many events are sought. */
export async function countEvents(
  db: Reading,
  sought: Omit<EventsSought, 'from' | 'count'>,
): Promise<number> {
  const { count } = await matching(db, sought)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function matching(
  db: Reading,
  { organisationId, personId, accountId, filter = {} }: Omit<EventsSought, 'from' | 'count'>,
) {
  const { action, name, from, until } = filter
  return db
    .selectFrom('events')
    .where('events.organisation_id', '=', organisationId)
    .$if(personId !== undefined, (all) => all.where('events.person_id', '=', personId ?? ''))
    .$if(accountId !== undefined, (all) => all.where('events.account_id', '=', accountId ?? ''))
    .$if(action !== undefined, (all) => all.where('events.action', '=', action ?? ''))
    .$if(from !== undefined, (all) => all.where('events.at', '>=', dayBegins(from ?? '')))
    .$if(until !== undefined, (all) => all.where('events.at', '<', dayAfterBegins(until ?? '')))
    .$if(name !== undefined, (all) =>
      all.where((where) => {
        const people = where
          .selectFrom('people')
          .select('people.id')
          .where('people.organisation_id', '=', organisationId)
          .where(sql<boolean>`people.sought like ${namePattern(name ?? '')} escape '\\'`)
        const who = people.whereRef('people.account_id', '=', 'events.account_id')
        if (personId !== undefined) return where.exists(who)
        return where.or([
          where.exists(who),
          where.exists(people.whereRef('people.id', '=', 'events.person_id')),
        ])
      }),
    )
}

/** Who last did something to what is held about a person, or to the organisation itself. */
export async function lastBy(
  db: Reading,
  about: { organisationId: string; personId: string | null; action: Action },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('events')
    .innerJoin('accounts', 'accounts.id', 'events.account_id')
    .select('accounts.name')
    .where('events.organisation_id', '=', about.organisationId)
    .where('events.person_id', about.personId === null ? 'is' : '=', about.personId)
    .where('events.action', '=', about.action)
    .orderBy('events.at', 'desc')
    .executeTakeFirst()
  return row?.name
}
