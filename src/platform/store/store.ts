import { setTimeout as wait } from 'node:timers/promises'
import { Kysely } from 'kysely'
import type { Dialect, Transaction } from 'kysely'
import { ExpectedFailure } from '../errors.ts'
import type { StoreKind } from './dialects.ts'
import { asExpected, isWorthAnotherTry } from './faults.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

/** Reads what is in the store. */
export type Reading = Kysely<Tables>
/** Changes what is in the store, whole or not at all. */
export type Writing = Transaction<Tables>

/** Everything that is kept about people and organisations. The only door to the database. */
export interface Store {
  readonly kind: StoreKind
  /**
   * Runs queries that change nothing.
   *
   * @throws ExpectedFailure `store-away` while the database cannot be reached
   */
  read<T>(work: (db: Reading) => Promise<T>): Promise<T>
  /**
   * Runs work as one transaction, as if no other ran at the same time. Another that came between
   * makes it start again, so the work may do nothing but read and write this store. When this
   * returns, what was written is on the disk.
   *
   * @throws ExpectedFailure `store-away` or `store-cannot-write`; nothing was changed then
   */
  write<T>(work: (db: Writing) => Promise<T>): Promise<T>
  /** Whether a query would be answered now. */
  isReady(): Promise<boolean>
  close(): Promise<void>
}

/** How a store is opened. */
export interface StoreParts {
  readonly kind: StoreKind
  /** Called on the first query, and again after it failed. */
  readonly open: () => Dialect
}

/** With each the wait grows: of many who save at once, one always gets through. */
const tries = 20

/**
 * A store over a database. It is opened and brought up to date by the first query; while that
 * fails, each query fails with a sentence and the next one tries again.
 *
 * @example
 * const store = createStore({ kind: 'sqlite', open: () => sqliteDialect(':memory:') })
 * await store.read((db) => db.selectFrom('accounts').select('email').execute())
 */
export function createStore({ kind, open }: StoreParts): Store {
  let opened: Promise<Kysely<Tables>> | undefined
  const database = (): Promise<Kysely<Tables>> => {
    opened ??= openAndMigrate({ kind, open }).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const store: Store = {
    kind,
    read: (work) => expecting(async () => work(await database())),
    write: (work) => expecting(async () => inTransaction(await database(), { kind, work })),
    isReady: () => answers(store),
    async close() {
      const db = await opened?.catch(() => undefined)
      opened = undefined
      await db?.destroy()
    },
  }
  return store
}

async function openAndMigrate({ kind, open }: StoreParts): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: open() })
  try {
    await migrate(db, kind)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.read((db) => db.selectFrom('accounts').select('id').limit(1).execute())
    return true
  } catch {
    return false
  }
}

interface Work<T> {
  readonly kind: StoreKind
  readonly work: (db: Writing) => Promise<T>
}

/** SQLite has one writer at a time; PostgreSQL refuses one of two that got in each other's way. */
async function inTransaction<T>(db: Kysely<Tables>, { kind, work }: Work<T>): Promise<T> {
  const transaction =
    kind === 'sqlite' ? db.transaction() : db.transaction().setIsolationLevel('serializable')
  for (let left = tries; ; left -= 1) {
    try {
      return await transaction.execute(work)
    } catch (error) {
      if (left <= 1 || !isWorthAnotherTry(error)) throw error
      await wait(Math.random() * 20 * (tries - left + 1))
    }
  }
}

async function expecting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = asExpected(error)
    if (code === undefined) throw error
    throw new ExpectedFailure(code, undefined, error)
  }
}
