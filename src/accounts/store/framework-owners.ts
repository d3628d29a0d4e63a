import type { Reading, Writing } from '../../platform/store/index.ts'

/** Since when an account may load editions; undefined: it may not. */
export async function frameworkOwnerSince(
  db: Reading,
  accountId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('framework_owners')
    .select('granted_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.granted_at
}

/** The editions that an account loaded, `framework@edition`. */
export async function editionsLoadedBy(db: Reading, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('editions')
    .select(['framework', 'edition'])
    .where('account_id', '=', accountId)
    .orderBy('imported_at')
    .execute()
  return rows.map(({ framework, edition }) => `${framework}@${edition}`)
}

/** Lets an account load editions. False: it could before. */
export async function addFrameworkOwner(
  db: Writing,
  { accountId, now }: { accountId: string; now: Date },
): Promise<boolean> {
  const added = await db
    .insertInto('framework_owners')
    .values({ account_id: accountId, granted_at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .execute()
  return added.length === 1
}

/** Takes that away. False: the account could not before. */
export async function removeFrameworkOwner(db: Writing, accountId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('framework_owners')
    .where('account_id', '=', accountId)
    .returning('account_id')
    .execute()
  return removed.length === 1
}

/** The accounts that may. */
export async function frameworkOwners(db: Reading): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('framework_owners').select('account_id').execute()
  return new Set(rows.map(({ account_id: id }) => id))
}
