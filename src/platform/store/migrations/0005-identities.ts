import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** Signing in with a provider: who is who there, and which duties and sessions came from it. */
export async function createIdentities(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const identities = db.schema
    .createTable('identities')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('identities_key', ['issuer', 'subject'])
    .addUniqueConstraint('identities_account', ['account_id', 'issuer'])
  await checkedTypes(identities, kind).execute()
  const requests = db.schema
    .createTable('provider_requests')
    .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) =>
      column.references('accounts.id').onDelete('cascade'),
    )
    .addColumn('next', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
  await checkedTypes(requests, kind).execute()
  for (const column of ['account_id', 'expires_at']) {
    const index = db.schema.createIndex(`provider_requests_${column}`)
    await index.on('provider_requests').column(column).execute()
  }
  await db.schema.alterTable('sessions').addColumn('provider_hint', 'text').execute()
  await db.schema.alterTable('duties').addColumn('provider', 'text').execute()
}
