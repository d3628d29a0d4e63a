import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** Editions that were imported, who may load them, and files that wait to become editions. */
export async function createEditions(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  // Without a reference: who loaded an edition stays known when the account is gone.
  const editions = db.schema
    .createTable('editions')
    .addColumn('framework', 'text', (column) => column.notNull())
    .addColumn('edition', 'text', (column) => column.notNull())
    .addColumn('files', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'text', (column) => column.notNull())
    .addColumn('imported_by', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text')
    .addColumn('findings', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('editions_key', ['framework', 'edition'])
  await checkedTypes(editions, kind).execute()
  const owners = db.schema
    .createTable('framework_owners')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('granted_at', 'text', (column) => column.notNull())
  await checkedTypes(owners, kind).execute()
  const pending = db.schema
    .createTable('pending_editions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('file_names', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('loaded_at', 'text')
    .addColumn('report', 'text')
    .addColumn('editions', 'text')
  await checkedTypes(pending, kind).execute()
  for (const column of ['account_id', 'expires_at']) {
    const index = db.schema.createIndex(`pending_editions_${column}`)
    await index.on('pending_editions').column(column).execute()
  }
}
