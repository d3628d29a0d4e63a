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
  readonly accountId: string | null
}

/** Makes a link that can be used once; earlier ones for the same end with it. */
export async function addLink(
  db: Writing,
  { purpose, accountId, now }: OpenLink & { readonly now: Date },
): Promise<string> {
  const earlier = db.deleteFrom('one_time_links').where('purpose', '=', purpose)
  await (
    accountId === null
      ? earlier.where('account_id', 'is', null)
      : earlier.where('account_id', '=', accountId)
  ).execute()
  const token = newToken()
  await db
    .insertInto('one_time_links')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
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
    .select(['purpose', 'account_id'])
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row && { purpose: row.purpose, accountId: row.account_id }
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
