import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { hashToken, newToken } from '../secrets.ts'
import { clearMails } from './outgoing-mails.ts'
import { clearProviderRequests } from './provider-requests.ts'

const minute = 60_000
/** A session ends when nothing was asked for so long. */
export const idleMinutes = 60
/** It ends in any case after a working day. */
export const longestHours = 12
/** When it was last seen is written at most so often: reading pages should write nothing. */
const noteEvery = minute

/** A session that is open now. */
export interface Session {
  readonly token: string
  readonly accountId: string
  readonly secondFactor: boolean
  /** Whether it began at the provider. */
  readonly throughProvider: boolean
  /** Ends then if nothing else is asked for. */
  readonly endsAt: Date
}

/** What a session begins with. */
export interface NewSession {
  readonly accountId: string
  readonly secondFactor: boolean
  /** What signs out at the provider where it began there, sealed. */
  readonly providerHint?: string | null
  readonly now: Date
}

/** Opens a session and answers the token that its cookie carries. Only its hash is kept. */
export async function openSession(
  db: Writing,
  { accountId, secondFactor, providerHint = null, now }: NewSession,
): Promise<string> {
  const token = newToken()
  const moment = now.toISOString()
  await db
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: moment,
      seen_at: moment,
      expires_at: new Date(now.getTime() + longestHours * 60 * minute).toISOString(),
      second_factor_at: secondFactor ? moment : null,
      provider_hint: providerHint,
    })
    .execute()
  return token
}

/** Ends a session and opens another in its place, which knows where the first one began. */
export async function renewSession(
  db: Writing,
  token: string,
  session: Omit<NewSession, 'providerHint'>,
): Promise<string> {
  const providerHint = await providerHintOf(db, token)
  await endSession(db, token)
  return openSession(db, { ...session, providerHint })
}

/** What signs out at the provider where a session began there, sealed. */
export async function providerHintOf(db: Reading, token: string): Promise<string | null> {
  const row = await db
    .selectFrom('sessions')
    .select('provider_hint')
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return row?.provider_hint ?? null
}

/** The session of a token, when it is open. */
export async function sessionOf(
  db: Reading,
  token: string,
  now: Date,
): Promise<(Session & { readonly isStale: boolean }) | undefined> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (row === undefined || endOf(row) <= now.getTime()) return undefined
  const isStale = now.getTime() - Date.parse(row.seen_at) > noteEvery
  // Where being seen is not noted this time, the end does not move either.
  const seen = isStale ? { ...row, seen_at: now.toISOString() } : row
  return {
    token,
    accountId: row.account_id,
    secondFactor: row.second_factor_at !== null,
    throughProvider: row.provider_hint !== null,
    endsAt: new Date(endOf(seen)),
    isStale,
  }
}

function endOf(row: Tables['sessions']): number {
  const idle = Date.parse(row.seen_at) + idleMinutes * minute
  return Math.min(idle, Date.parse(row.expires_at))
}

/** Notes that a session is still used. */
export async function noteSeen(db: Writing, token: string, now: Date): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: now.toISOString() })
    .where('token_hash', '=', hashToken(token))
    .execute()
}

/** Ends one session. */
export async function endSession(db: Writing, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute()
}

/** Ends the sessions of an account, but for the one that is kept. */
export async function endSessions(db: Writing, accountId: string, keep?: string): Promise<void> {
  const all = db.deleteFrom('sessions').where('account_id', '=', accountId)
  await (keep === undefined ? all : all.where('token_hash', '!=', hashToken(keep))).execute()
}

/** When each session of an account began and was last used. */
export function sessionsOf(
  db: Reading,
  accountId: string,
): Promise<Pick<Tables['sessions'], 'created_at' | 'seen_at'>[]> {
  return db
    .selectFrom('sessions')
    .select(['created_at', 'seen_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .execute()
}

/** How long an API token that has expired is still shown to its owner, in days. */
const expiredDays = 30

/**
 * Deletes what has ended: sessions, links, counts, requests, old mail, files in waiting and,
 * a while later, tokens.
 */
export async function clearEnded(db: Writing, now: Date): Promise<void> {
  const moment = now.toISOString()
  const idle = new Date(now.getTime() - idleMinutes * minute).toISOString()
  await db
    .deleteFrom('sessions')
    .where((where) => where.or([where('expires_at', '<=', moment), where('seen_at', '<=', idle)]))
    .execute()
  await db.deleteFrom('one_time_links').where('expires_at', '<=', moment).execute()
  await db.deleteFrom('throttles').where('until', '<=', moment).execute()
  await clearProviderRequests(db, now)
  await clearMails(db, now)
  await db.deleteFrom('pending_editions').where('expires_at', '<=', moment).execute()
  const expired = new Date(now.getTime() - expiredDays * 24 * 60 * minute).toISOString()
  await db.deleteFrom('api_tokens').where('expires_at', '<=', expired).execute()
}
