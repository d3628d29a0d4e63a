import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { hashToken } from '../secrets.ts'

/** What is known of a browser that was sent to the provider. */
export type ProviderRequest = Pick<Tables['provider_requests'], 'account_id' | 'next'>

/** Notes that a browser with this secret in its cookie is sent to the provider. */
export async function addProviderRequest(
  db: Writing,
  {
    token,
    accountId,
    next,
    until,
  }: {
    readonly token: string
    readonly accountId: string | null
    readonly next: string
    readonly until: Date
  },
): Promise<void> {
  await db
    .insertInto('provider_requests')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      next,
      expires_at: until.toISOString(),
    })
    .execute()
}

/** Takes it, once; undefined where it was taken before, has ended or never was. */
export function takeProviderRequest(
  db: Writing,
  token: string,
  now: Date,
): Promise<ProviderRequest | undefined> {
  return db
    .deleteFrom('provider_requests')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now.toISOString())
    .returning(['account_id', 'next'])
    .executeTakeFirst()
}

/** Deletes those that nobody came back from. */
export async function clearProviderRequests(db: Reading, now: Date): Promise<void> {
  await db.deleteFrom('provider_requests').where('expires_at', '<=', now.toISOString()).execute()
}
