import type { Store } from '../platform/store/index.ts'
import type { TokenInUse } from './api/scopes.ts'
import type { Asker } from './permissions.ts'
import { formWord } from './secrets.ts'
import { accountById } from './store/accounts.ts'
import { frameworkOwnerSince } from './store/framework-owners.ts'
import { membershipsOf } from './store/memberships.ts'
import { unreadOf } from './store/messages.ts'
import { noteSeen, sessionOf } from './store/sessions.ts'

/** A session and who is in it. */
export interface AskingSession {
  readonly token: string
  /** What every form of this session carries. */
  readonly word: string
  readonly asker: Asker
  /** Set where a program asks with a token, which is no session and has no forms. */
  readonly via?: TokenInUse
  readonly unread: number
  /** How long it lasts if nothing else is asked for. Clocks of readers are wrong at times. */
  readonly secondsLeft: number
  /** What was saved a moment ago, for the page that follows. */
  readonly saved?: string | undefined
}

/**
 * Who asks, from the token of a cookie; undefined where the session has ended.
 *
 * @example
 * (await askerOf(store, token, new Date()))?.asker.email
 */
export async function askerOf(
  store: Store,
  token: string,
  now: Date,
): Promise<AskingSession | undefined> {
  const found = await store.read(async (db) => {
    const session = await sessionOf(db, token, now)
    if (session === undefined) return undefined
    const account = await accountById(db, session.accountId)
    if (account === undefined) return undefined
    const memberships = await membershipsOf(db, {
      accountId: account.id,
      throughProvider: session.throughProvider,
      today: now.toISOString().slice(0, 10),
    })
    return {
      session,
      account,
      memberships,
      ownsSince: await frameworkOwnerSince(db, account.id),
      unread: await unreadOf(db, account.id),
    }
  })
  if (found === undefined) return undefined
  const { session, account, memberships, ownsSince, unread } = found
  if (session.isStale) await store.write((db) => noteSeen(db, token, now))
  return {
    token,
    word: formWord(token),
    unread,
    secondsLeft: Math.floor((session.endsAt.getTime() - now.getTime()) / 1000),
    asker: {
      accountId: account.id,
      name: account.name,
      email: account.email,
      secondFactor: session.secondFactor,
      hasSecondFactor: account.totp_confirmed_at !== null,
      ownsFrameworks: ownsSince !== undefined,
      memberships,
    },
  }
}
