import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** Marks of what was erased, so that no backup brings it back. */
export async function createErasures(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const table = db.schema
    .createTable('erasures')
    .addColumn('table_name', 'text', (column) => column.notNull())
    .addColumn('row_id', 'text', (column) => column.notNull())
    .addColumn('erased_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('erasures_key', ['table_name', 'row_id'])
  await checkedTypes(table, kind).execute()
}
