import { randomUUID } from 'node:crypto'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { hashRecoveryCode } from '../second-factor.ts'

/** An account as it is kept. */
export type Account = Tables['accounts']

/**
 * An e-mail address as accounts are found by it: no two accounts differ in case alone.
 *
 * @example
 * foldEmail(' Ada@Example.org ') // 'ada@example.org'
 */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase().normalize('NFC')
}

/** The open account with an e-mail address. */
export function accountByEmail(db: Reading, email: string): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('email', '=', foldEmail(email))
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

/** The open account with an identifier. */
export function accountById(db: Reading, id: string): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

/** Adds an account without a password and answers its identifier. */
export async function addAccount(
  db: Writing,
  { email, name, now }: { email: string; name: string; now: Date },
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('accounts')
    .values({
      id,
      email: foldEmail(email),
      name: name.trim(),
      password_hash: null,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_step: 0,
      closed_at: null,
      version: 1,
      created_at: now.toISOString(),
    })
    .execute()
  return id
}

/** Whether anybody can sign in at all. */
export async function hasAccounts(db: Reading): Promise<boolean> {
  const found = await db
    .selectFrom('accounts')
    .select('id')
    .where(canSignIn)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The condition that an account has a way in: a password, or somebody at a provider. */
export function canSignIn(where: ExpressionBuilder<Tables, 'accounts'>): Expression<SqlBool> {
  return where.or([
    where('accounts.password_hash', 'is not', null),
    where.exists(
      where
        .selectFrom('identities')
        .select('identities.subject')
        .whereRef('identities.account_id', '=', 'accounts.id'),
    ),
  ])
}

/** Changes some columns of an account. */
export async function changeAccount(
  db: Writing,
  id: string,
  change: Partial<Omit<Account, 'id' | 'created_at' | 'version'>>,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set((builder) => ({ ...change, version: builder('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Takes the place of all recovery codes an account had. */
export async function replaceRecoveryCodes(
  db: Writing,
  accountId: string,
  codes: readonly string[],
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute()
  if (codes.length === 0) return
  await db
    .insertInto('recovery_codes')
    .values(
      codes.map((code) => ({
        code_hash: hashRecoveryCode(code),
        account_id: accountId,
        used_at: null,
      })),
    )
    .execute()
}

/** Takes a recovery code, once. False: it is not one of the account, or was used before. */
export async function useRecoveryCode(
  db: Writing,
  { accountId, code, now }: { accountId: string; code: string; now: Date },
): Promise<boolean> {
  const used = await db
    .updateTable('recovery_codes')
    .set({ used_at: now.toISOString() })
    .where('code_hash', '=', hashRecoveryCode(code))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .returning('code_hash')
    .execute()
  return used.length === 1
}

/** How many recovery codes an account has left. */
export async function recoveryCodesLeft(db: Reading, accountId: string): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
