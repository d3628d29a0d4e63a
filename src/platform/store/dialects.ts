import type { CreateTableBuilder } from 'kysely'
import { sql } from 'kysely'

/** Which database a store stands on. What differs between them stands in this file. */
export type StoreKind = 'sqlite' | 'postgres'

/** SQLite checks the types of columns only in tables that ask for it. */
export function checkedTypes<Name extends string, Columns extends string>(
  table: CreateTableBuilder<Name, Columns>,
  kind: StoreKind,
): CreateTableBuilder<Name, Columns> {
  return kind === 'sqlite' ? table.modifyEnd(sql`strict`) : table
}
