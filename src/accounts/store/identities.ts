import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** Who somebody is at a provider. */
export type Identity = Tables['identities']

/** The account of somebody at a provider. */
export async function accountOfIdentity(
  db: Reading,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('identities')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id
}

/** Where an account signs in besides its password. */
export function identitiesOf(
  db: Reading,
  accountId: string,
): Promise<Omit<Identity, 'account_id'>[]> {
  return db
    .selectFrom('identities')
    .select(['issuer', 'subject', 'created_at'])
    .where('account_id', '=', accountId)
    .orderBy('issuer')
    .execute()
}

/** Disconnects an account from one provider, or from all; answers from how many. */
export async function disconnectIdentities(
  db: Writing,
  { accountId, issuer }: { accountId: string; issuer?: string },
): Promise<number> {
  const gone = await db
    .deleteFrom('identities')
    .where('account_id', '=', accountId)
    .$if(issuer !== undefined, (all) => all.where('issuer', '=', issuer ?? ''))
    .returning('issuer')
    .execute()
  return gone.length
}

/** Connects an account with somebody at a provider, in place of whom it was connected with there. */
export async function connectIdentity(
  db: Writing,
  {
    issuer,
    subject,
    accountId,
    now,
  }: Pick<Identity, 'issuer' | 'subject'> & {
    readonly accountId: string
    readonly now: Date
  },
): Promise<void> {
  await disconnectIdentities(db, { accountId, issuer })
  await db
    .insertInto('identities')
    .values({ issuer, subject, account_id: accountId, created_at: now.toISOString() })
    .execute()
}
