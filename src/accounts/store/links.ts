import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { hashToken, newToken } from '../secrets.ts'

/** What a link is for. */
export type LinkPurpose = Tables['one_time_links']['purpose']

/** How long a link can be used, in hours. */
export const linkHours: Readonly<Record<LinkPurpose, number>> = {
  'first-administrator': 24,
  invitation: 7 * 24,
  'new-password': 1,
}

/** A link that can be used now. */
export interface OpenLink {
  readonly purpose: LinkPurpose
  /** Whose password it sets; of an invitation, for which account one was chosen with it. */
  readonly accountId: string | null
  /** Who is invited to the organisation they are in, or was helped by an administrator of it. */
  readonly personId: string | null
}

/** A link that is made. */
export interface NewLink extends Omit<OpenLink, 'personId'> {
  readonly personId?: string | null
  /** As hard to guess as a new one, where it is left out. */
  readonly token?: string
  readonly now: Date
}

/** Makes a link that can be used once; earlier ones for the same end with it. */
export async function addLink(
  db: Writing,
  { purpose, accountId, personId = null, token = newToken(), now }: NewLink,
): Promise<string> {
  const earlier = db.deleteFrom('one_time_links').where('purpose', '=', purpose)
  await (
    purpose === 'invitation'
      ? earlier.where('person_id', personId === null ? 'is' : '=', personId)
      : earlier.where('account_id', accountId === null ? 'is' : '=', accountId)
  ).execute()
  await db
    .insertInto('one_time_links')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      person_id: personId,
      purpose,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + linkHours[purpose] * 3_600_000).toISOString(),
      used_at: null,
    })
    .execute()
  return token
}

/** The link of a token, when it can be used. */
export async function openLink(
  db: Reading,
  token: string,
  now: Date,
): Promise<OpenLink | undefined> {
  const row = await db
    .selectFrom('one_time_links')
    .select(['purpose', 'account_id', 'person_id'])
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row && { purpose: row.purpose, accountId: row.account_id, personId: row.person_id }
}

/** Until when the newest invitation of a person can be used; undefined where there is none. */
export async function invitedUntil(
  db: Reading,
  personId: string,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('one_time_links')
    .select('expires_at')
    .where('person_id', '=', personId)
    .where('purpose', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row?.expires_at
}

/** Uses a link up. False: another was sooner. */
export async function useLink(db: Writing, token: string, now: Date): Promise<boolean> {
  const used = await db
    .updateTable('one_time_links')
    .set({ used_at: now.toISOString() })
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .returning('purpose')
    .execute()
  return used.length === 1
}

/** Ends every link with which a password of an account could be set. */
export async function endPasswordLinks(db: Writing, accountId: string): Promise<void> {
  await db
    .deleteFrom('one_time_links')
    .where('purpose', '=', 'new-password')
    .where('account_id', '=', accountId)
    .execute()
}

/** Ends the invitations of people, and the mail with which one would go out. */
export async function endInvitations(db: Writing, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const ids = [...personIds]
  const links = db.deleteFrom('one_time_links').where('purpose', '=', 'invitation')
  await links.where('person_id', 'in', ids).execute()
  const mails = db.deleteFrom('outgoing_mails').where('purpose', '=', 'invitation')
  await mails.where('person_id', 'in', ids).execute()
}

/** Notes for which account a password was chosen with an invitation: none is, a second time. */
export async function bindLink(
  db: Writing,
  { token, accountId }: { token: string; accountId: string },
): Promise<void> {
  await db
    .updateTable('one_time_links')
    .set({ account_id: accountId })
    .where('token_hash', '=', hashToken(token))
    .execute()
}
