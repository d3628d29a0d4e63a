import type { Reading } from '../../platform/store/index.ts'
import { accountById } from './accounts.ts'
import { eventsOf } from './events.ts'
import type { LoggedEvent } from './events.ts'
import { identitiesOf } from './identities.ts'
import type { Identity } from './identities.ts'
import { messagesTo } from './messages.ts'
import type { Message } from './messages.ts'
import { organisationById } from './organisations.ts'
import type { Organisation } from './organisations.ts'
import { personSheet } from './person-sheet.ts'
import type { PersonSheet } from './person-sheet.ts'
import { sessionsOf } from './sessions.ts'

/** Everything that is held about somebody in one organisation, and their account. */
export interface HeldRecord extends Omit<PersonSheet, 'account'> {
  readonly organisation: Organisation
  readonly account: {
    readonly name: string
    readonly email: string
    readonly created_at: string
    readonly second_factor_since: string | null
    /** Who they are at sign-in providers. */
    readonly identities: readonly Omit<Identity, 'account_id'>[]
  }
  /** What others and they themselves did with it. */
  readonly events: readonly LoggedEvent[]
  /** What they did in the organisation with anything else. */
  readonly done: readonly LoggedEvent[]
  readonly messages: readonly Message[]
  readonly sessions: readonly { readonly created_at: string; readonly seen_at: string }[]
}

/** Reads it; undefined where the organisation has no such person. */
export async function recordOf(
  db: Reading,
  about: { organisationId: string; personId: string; accountId: string; now: Date },
): Promise<HeldRecord | undefined> {
  const { organisationId, personId, accountId } = about
  const sheet = await personSheet(db, about)
  const organisation = await organisationById(db, organisationId)
  const account = await accountById(db, accountId)
  if (sheet === undefined || organisation === undefined || account === undefined) return undefined
  const done = await eventsOf(db, { organisationId, accountId })
  return {
    ...sheet,
    organisation,
    account: {
      name: account.name,
      email: account.email,
      created_at: account.created_at,
      second_factor_since: account.totp_confirmed_at,
      identities: await identitiesOf(db, accountId),
    },
    events: await eventsOf(db, { organisationId, personId }),
    done: done.filter(({ person_id: id }) => id !== personId),
    messages: await messagesTo(db, accountId),
    sessions: await sessionsOf(db, accountId),
  }
}
