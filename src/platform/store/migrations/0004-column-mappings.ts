import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** Files of people: what their columns mean, and those that were read and not loaded yet. */
export async function createColumnMappings(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const mappings = db.schema
    .createTable('column_mappings')
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisations.id').onDelete('cascade'),
    )
    .addColumn('headers_hash', 'text', (column) => column.notNull())
    .addColumn('mapping', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('column_mappings_key', ['organisation_id', 'headers_hash'])
  await checkedTypes(mappings, kind).execute()
  const pending = db.schema
    .createTable('pending_imports')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisations.id').onDelete('cascade'),
    )
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('mapping', 'text')
    .addColumn('outcome', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
  await checkedTypes(pending, kind).execute()
  for (const column of ['organisation_id', 'account_id', 'expires_at']) {
    const index = db.schema.createIndex(`pending_imports_${column}`)
    await index.on('pending_imports').column(column).execute()
  }
}
