import { sql } from 'kysely'
import { keptColumns } from './backup.ts'
import { list, wholeStores } from './backup-dialects.ts'
import { readLines } from './backup-file.ts'
import { BackupReader, BackupRefused, damaged } from './backup-format.ts'
import type {
  BackupHeader,
  BackupTable,
  BackupVisitor,
  EditionFile,
  StoredValue,
} from './backup-format.ts'
import type { StoreKind } from './dialects.ts'
import { eraseAgain, erasuresIn, isTable } from './erasures.ts'
import type { Erasure } from './erasures.ts'
import { schemaSteps, takeSteps } from './migrate.ts'
import type { Store, Writing } from './store.ts'
import { tables } from './tables.ts'

/** What is restored, and how. */
export interface Restoring {
  readonly path: string
  /** Whether it may take the place of what is there. */
  readonly replace: boolean
  /** What was erased after the backup was made, as far as this store does not know it itself. */
  readonly erasures: readonly Erasure[]
  /** Receives the files of editions; may be called again for the same file. */
  readonly edition: (file: EditionFile) => void
}

/** What came of it. */
export interface Restored {
  readonly header: BackupHeader
  /** Rows that had been erased since the backup was made and are gone again. */
  readonly erasedAgain: number
}

/** One statement holds so many values, and so much text; databases allow a few more. */
const valuesAtOnce = 10_000
const textAtOnce = 500_000
const every = Object.keys(tables).filter(isTable)

/**
 * Reads a backup from its first byte to its last and changes nothing.
 *
 * @throws BackupRefused where it is no backup, is damaged, or is of a newer version
 * @example
 * const { madeAt } = await readBackup('capable.backup', {})
 */
export async function readBackup(path: string, visitor: BackupVisitor): Promise<BackupHeader> {
  const reader = new BackupReader(visitor)
  await readLines(path, (line) => reader.take(line))
  return reader.finish()
}

/**
 * Puts a backup into a store, all of it or nothing. A backup of an older version is brought up to
 * date. What was erased since it was made is erased again. Everybody has to sign in again: a
 * backup holds no sessions.
 *
 * @throws BackupRefused where the backup is not whole, the store is not empty or in use
 * @throws ExpectedFailure `store-away` or `store-cannot-write`; nothing was changed then
 * @example
 * await restoreInto(store, { path: 'capable.backup', replace: false, erasures: [], edition })
 */
export function restoreInto(store: Store, restoring: Restoring): Promise<Restored> {
  const { kind } = store
  const whole = wholeStores[kind]
  return store.write(async (db) => {
    if ((await whole.takeOver(db, every)) === 'others') throw inUse()
    if (!restoring.replace) await refuseUnlessEmpty(db)
    const known = await erasuresIn(db)
    const loader = new Loader(db)
    const header = await readBackup(restoring.path, {
      header: (each) => makeRoom(db, { kind, header: each }),
      row: (table, row) => loader.add(table, row),
      edition: restoring.edition,
    })
    await loader.finish()
    await whole.settleReferences(db)
    await takeSteps(db, kind, schemaSteps.slice(header.schema.length))
    const erasedAgain = await eraseAgain(db, [...known, ...restoring.erasures])
    return { header, erasedAgain }
  })
}

/** Empties the tables; for a backup of an older version, makes them anew as they were then. */
async function makeRoom(
  db: Writing,
  { kind, header }: { kind: StoreKind; header: BackupHeader },
): Promise<void> {
  const whole = wholeStores[kind]
  await whole.deferReferences(db)
  if (header.schema.length === schemaSteps.length) {
    for (const name of every) await sql`delete from ${sql.table(name)}`.execute(db)
  } else {
    await whole.dropTables(db, every)
    await takeSteps(db, kind, header.schema)
    await whole.deferReferences(db)
  }
  const expected = await keptColumns(db)
  const given = Object.entries(header.tables)
  const fits = given.every(([name, { columns }]) => isSameSet(columns, expected.get(name) ?? []))
  if (given.length !== expected.size || !fits) throw damaged()
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && new Set([...some, ...others]).size === some.length
}

/** Whether there is anything that a backup would hold. */
async function refuseUnlessEmpty(db: Writing): Promise<void> {
  for (const name of every) {
    if (tables[name] === 'passing') continue
    const { rows } = await sql`select 1 as one from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length > 0) throw notEmpty()
  }
}

/** The refusal to restore over what is there. */
export function notEmpty(): BackupRefused {
  return new BackupRefused(
    'store-not-empty',
    'There are records or imported editions already. Nothing was changed. Give the backup an empty folder with DATA_DIR or an empty database with DATABASE_URL, or let it take the place of everything with --replace.',
  )
}

function inUse(): BackupRefused {
  return new BackupRefused(
    'server-running',
    'A server or another command is connected to the database. Nothing was changed. Stop every server on it and try again.',
  )
}

/** Writes rows many at a time. */
class Loader {
  readonly #db: Writing
  #table: { readonly name: string; readonly columns: readonly string[] } | undefined
  #rows: (readonly StoredValue[])[] = []
  #text = 0

  constructor(db: Writing) {
    this.#db = db
  }

  add(table: BackupTable, row: readonly StoredValue[]): Promise<void> | undefined {
    const isFull = (this.#rows.length + 1) * row.length > valuesAtOnce || this.#text > textAtOnce
    const pending = table.name !== this.#table?.name || isFull ? this.finish() : undefined
    this.#table = table
    this.#rows.push(row)
    for (const value of row) this.#text += typeof value === 'string' ? value.length : 0
    return pending
  }

  async finish(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    this.#text = 0
    if (this.#table === undefined || rows.length === 0) return
    const { name, columns } = this.#table
    const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`))
    await sql`insert into ${sql.table(name)} (${list(columns)}) values ${values}`.execute(this.#db)
  }
}
