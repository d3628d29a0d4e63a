import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, Driver, SqliteDatabase, SqliteStatement } from 'kysely'

/** How long a statement waits while another process writes, in milliseconds. */
const waitsForOthers = 10_000
/** How long of that it may hold up everything else in this process. */
const holdsUp = 20
const busy = 5
/** Prepared statements that are kept; a page uses about ten. */
const keptStatements = 500

/**
 * Opens an SQLite file for Kysely. Every acknowledged write is on the disk: the log is written
 * ahead and synchronised at each commit.
 *
 * @param path a file, made when it is missing, or `:memory:`
 * @throws the error of SQLite when the file cannot be opened or is not a database
 * @example
 * new Kysely<Tables>({ dialect: sqliteDialect('data/capable.sqlite') })
 */
export function sqliteDialect(path: string): SqliteDialect {
  return new EmbeddedDialect(openFile(path))
}

function openFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: waitsForOthers })
  try {
    file.exec('PRAGMA journal_mode = WAL')
    file.exec('PRAGMA synchronous = FULL')
    file.exec('PRAGMA foreign_keys = ON')
    file.exec(`PRAGMA busy_timeout = ${holdsUp}`)
    // Records about people are nobody else's to read; the files beside it are made like it.
    if (path !== ':memory:') chmodSync(path, 0o600)
    return file
  } catch (error) {
    file.close()
    throw error
  }
}

function forKysely(file: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => file.close(),
    prepare: (sql) => {
      const kept = statements.get(sql)
      if (kept !== undefined) return kept
      if (statements.size >= keptStatements) statements.clear()
      const made = adapted(file.prepare(sql))
      statements.set(sql, made)
      return made
    },
  }
}

/** What Kysely expects of a statement. One that returns columns must say so, or it gives no rows. */
function adapted(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...checked(parameters)),
    run: (parameters) => statement.run(...checked(parameters)),
    iterate: (parameters) => statement.iterate(...checked(parameters)),
  }
}

/** SQLite would keep a date or an object as nothing at all. */
function checked(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'bigint') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new TypeError(`The store takes text, numbers and null, not ${describe(value)}.`)
  })
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return value.constructor.name
}

class EmbeddedDialect extends SqliteDialect {
  readonly #file: DatabaseSync

  constructor(file: DatabaseSync) {
    super({ database: forKysely(file) })
    this.#file = file
  }

  override createDriver(): Driver {
    return new EmbeddedDriver(this.#file)
  }

  override createAdapter(): SqliteAdapter {
    return new EmbeddedAdapter()
  }
}

class EmbeddedDriver extends SqliteDriver {
  readonly #file: DatabaseSync
  #connection: DatabaseConnection | undefined

  constructor(file: DatabaseSync) {
    super({ database: forKysely(file) })
    this.#file = file
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= patient(await super.acquireConnection(), this.#file)
    return this.#connection
  }

  /** A transaction that reads first and writes later would fail when another wrote in between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** SQLite itself has ended the transaction when the disk was full. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** Waits for other processes without holding up what else this one does. */
function patient(connection: DatabaseConnection, file: DatabaseSync): DatabaseConnection {
  return {
    streamQuery: connection.streamQuery.bind(connection),
    async executeQuery(query, options) {
      const lastTry = performance.now() + waitsForOthers
      for (;;) {
        try {
          return await connection.executeQuery(query, options)
        } catch (error) {
          if (!isBusy(error) || file.isTransaction || performance.now() > lastTry) throw error
          await wait(Math.random() * holdsUp)
        }
      }
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy
}

class EmbeddedAdapter extends SqliteAdapter {
  /** A migration that fails half-way leaves nothing behind. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
