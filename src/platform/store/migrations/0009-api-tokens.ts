import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** Tokens with which programs act for somebody. */
export async function createApiTokens(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const tokens = db.schema
    .createTable('api_tokens')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisations.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_on', 'text')
  await checkedTypes(tokens, kind).execute()
  for (const column of ['account_id', 'organisation_id', 'expires_at']) {
    await db.schema.createIndex(`api_tokens_${column}`).on('api_tokens').column(column).execute()
  }
}
