import { sql } from 'kysely'
import type { StoreKind } from './dialects.ts'
import type { Reading, Writing } from './store.ts'
import { isTable } from './erasures.ts'

/** What the two databases do in different ways when everything is read or loaded at once. */
export interface WholeStore {
  /** Begins a transaction that reads everything as it is at one moment and holds nobody up. */
  readonly beginReading: string
  /** Rows of a table in pages, so that no more than a page is ever held. */
  readonly pages: (
    db: Reading,
    table: string,
    columns: readonly string[],
  ) => AsyncGenerator<readonly Record<string, unknown>[]>
  /** Keeps others away from the tables until the end of the transaction. Answers whether some are there. */
  readonly takeOver: (db: Writing, tables: readonly string[]) => Promise<'alone' | 'others'>
  /** From here on rows may come before the rows they refer to. */
  readonly deferReferences: (db: Writing) => Promise<void>
  /** Checks all references and goes back to checking each at once. */
  readonly settleReferences: (db: Writing) => Promise<void>
  readonly dropTables: (db: Writing, tables: readonly string[]) => Promise<void>
}

const page = 200

const sqlite: WholeStore = {
  beginReading: 'begin',
  async *pages(db, table, columns) {
    const wanted = list(columns)
    for (let last = -1; ;) {
      const { rows } = await sql<Record<string, unknown>>`select rowid as "#", ${wanted}
        from ${sql.table(table)} where rowid > ${last} order by rowid limit ${page}`.execute(db)
      if (rows.length === 0) return
      yield rows
      last = Number(rows.at(-1)?.['#'])
    }
  },
  // The file is locked for the server, and the transaction is the only one that writes.
  takeOver: async () => 'alone',
  async deferReferences(db) {
    await sql`pragma defer_foreign_keys = on`.execute(db)
  },
  async settleReferences(db) {
    const { rows } = await sql`pragma foreign_key_check`.execute(db)
    if (rows.length > 0) throw new RangeError('Rows refer to rows that are not there.')
    await sql`pragma defer_foreign_keys = off`.execute(db)
  },
  async dropTables(db, tables) {
    for (const name of tables) await sql`delete from ${sql.table(name)}`.execute(db)
    // SQLite looks for the tables that a table refers to even while it drops it.
    for (let left = tables; left.length > 0;) {
      const { rows } = await sql<{ name: string }>`select f."table" as name
        from sqlite_master m, pragma_foreign_key_list(m.name) f where f."table" <> m.name`.execute(
        db,
      )
      const needed = new Set(rows.map(({ name }) => name))
      const free = left.filter((name) => !needed.has(name))
      if (free.length === 0) throw new RangeError('Tables refer to each other in a circle.')
      for (const name of free) await sql`drop table ${sql.table(name)}`.execute(db)
      left = left.filter((name) => needed.has(name))
    }
  },
}

const postgres: WholeStore = {
  beginReading: 'begin isolation level serializable read only deferrable',
  async *pages(db, table, columns) {
    await sql`declare every_row no scroll cursor for
      select ${list(columns)} from ${sql.table(table)}`.execute(db)
    for (;;) {
      const { rows } = await sql<
        Record<string, unknown>
      >`fetch ${sql.lit(page)} from every_row`.execute(db)
      if (rows.length === 0) break
      yield rows
    }
    await sql`close every_row`.execute(db)
  },
  async takeOver(db, tables) {
    // First of all: what others have written until they are locked out must be seen.
    await sql`lock table ${list(tables)} in access exclusive mode`.execute(db)
    await sql`set local statement_timeout = 0`.execute(db)
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(db)
    const { rows } = await sql`select pid from pg_stat_activity where datname = current_database()
      and application_name = 'capable' and pid <> pg_backend_pid()`.execute(db)
    return rows.length === 0 ? 'alone' : 'others'
  },
  async deferReferences(db) {
    for (const { name, table } of await references(db, false)) {
      await sql`alter table ${sql.table(table)} alter constraint ${sql.ref(name)}
        deferrable initially deferred`.execute(db)
    }
    // Also those that the transaction has checked before.
    await sql`set constraints all deferred`.execute(db)
  },
  async settleReferences(db) {
    await sql`set constraints all immediate`.execute(db)
    for (const { name, table } of await references(db, true)) {
      await sql`alter table ${sql.table(table)} alter constraint ${sql.ref(name)}
        not deferrable`.execute(db)
    }
  },
  async dropTables(db, tables) {
    await sql`set constraints all immediate`.execute(db)
    await sql`drop table ${list(tables)}`.execute(db)
  },
}

/** What differs, for the kind of a store. */
export const wholeStores: Readonly<Record<StoreKind, WholeStore>> = { sqlite, postgres }

/** Names, for a statement. */
export function list(names: readonly string[]): ReturnType<typeof sql.join> {
  return sql.join(names.map((name) => sql.ref(name)))
}

/** The references between our tables; others in the database are none of our business. */
async function references(
  db: Writing,
  deferrable: boolean,
): Promise<readonly { readonly name: string; readonly table: string }[]> {
  const { rows } = await sql<{ name: string; table: string }>`
    select c.conname as name, t.relname as table from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    where c.contype = 'f' and c.condeferrable = ${deferrable}
    and t.relnamespace = current_schema()::regnamespace`.execute(db)
  return rows.filter(({ table }) => isTable(table))
}
