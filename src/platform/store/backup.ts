import { createHash, createHmac } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { sql } from 'kysely'
import { wholeStores } from './backup-dialects.ts'
import { writeWhole } from './backup-file.ts'
import { isEditionPath } from './backup-format.ts'
import type { BackupHeader } from './backup-format.ts'
import { isTable } from './erasures.ts'
import { schemaSteps } from './migrate.ts'
import type { Reading, Store } from './store.ts'
import { tables } from './tables.ts'

/** What goes into a backup besides the store, and where it goes. */
export interface NewBackup {
  readonly path: string
  readonly now: Date
  /** After so many days it should be deleted. */
  readonly keepDays: number
  /** Folder of the imported editions; it need not be there. */
  readonly editions: string
  /** The secret of the server, where it is known; `isKept`: in the data folder, so that it goes into the backup. */
  readonly secret: { readonly value: string; readonly isKept: boolean } | undefined
}

/** Lines are written together until they are so long. */
const chunk = 64 * 1024
const day = 86_400_000

/**
 * Writes everything that is kept into one file, as it is at one moment, while others go on
 * writing. Sessions, one-time links and counts of tries are left out. However much there is, only
 * a page of rows is held at a time.
 *
 * @returns what the backup says of itself
 * @throws BackupRefused where the file exists or cannot be written; nothing is left of it then
 * @throws ExpectedFailure `store-away` while the database cannot be reached
 * @example
 * const backup = { path: 'capable.backup', now: new Date(), keepDays: 35, editions, secret }
 * const { tables } = await writeBackup(store, backup)
 */
export function writeBackup(store: Store, backup: NewBackup): Promise<BackupHeader> {
  return atOneMoment(store, async (db) => {
    const files = editionFiles(backup.editions)
    const header = await headerOf(db, backup, files.length)
    await writeWhole(backup.path, checked(lines({ store, db, header, backup, files })))
    return header
  })
}

/**
 * Tells whether two secrets are the same, without giving either away.
 *
 * @example
 * markOfSecret('a secret') === markOfSecret('a secret') // true
 */
export function markOfSecret(secret: string): string {
  return createHmac('sha256', secret).update('capable backup').digest('base64url').slice(0, 16)
}

/** The tables of the store that backups hold, with their columns, from the database's own catalogue. */
export async function keptColumns(db: Reading): Promise<ReadonlyMap<string, readonly string[]>> {
  const schema = await currentSchema(db)
  const found = await db.introspection.getTables()
  return new Map(
    found
      .filter((table) => table.schema === schema && !table.isView)
      .filter(({ name }) => isTable(name) && tables[name] === 'kept')
      .map(({ name, columns }) => [name, columns.map((column) => column.name)]),
  )
}

/** Other schemas of a PostgreSQL database may have tables of the same names. */
async function currentSchema(db: Reading): Promise<string | undefined> {
  const all = await db.introspection.getSchemas()
  if (all.length === 0) return undefined
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db)
  return rows[0]?.name
}

function atOneMoment<T>(store: Store, work: (db: Reading) => Promise<T>): Promise<T> {
  return store.read((db) =>
    db.connection().execute(async (one) => {
      await sql.raw(wholeStores[store.kind].beginReading).execute(one)
      try {
        return await work(one)
      } finally {
        await sql`rollback`.execute(one)
      }
    }),
  )
}

async function headerOf(
  db: Reading,
  { now, keepDays, secret }: NewBackup,
  files: number,
): Promise<BackupHeader> {
  const held: BackupHeader['tables'] = {}
  for (const [name, columns] of await keptColumns(db)) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
      db,
    )
    held[name] = { columns: [...columns], rows: rows[0]?.n ?? 0 }
  }
  return {
    format: 'capable-backup',
    version: 1,
    schema: [...schemaSteps],
    madeAt: now.toISOString(),
    keepUntil: new Date(now.getTime() + keepDays * day).toISOString().slice(0, 10),
    tables: held,
    editionFiles: files,
    secretMark: secret === undefined ? null : markOfSecret(secret.value),
  }
}

interface Parts {
  readonly store: Store
  readonly db: Reading
  readonly header: BackupHeader
  readonly backup: NewBackup
  readonly files: readonly string[]
}

async function* lines({ store, db, header, backup, files }: Parts): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`
  if (backup.secret?.isKept === true) yield `${JSON.stringify({ secret: backup.secret.value })}\n`
  for (const edition of files) {
    const content = readFileSync(join(backup.editions, edition)).toString('base64')
    yield `${JSON.stringify({ edition, content })}\n`
  }
  for (const [name, { columns }] of Object.entries(header.tables)) {
    for await (const rows of wholeStores[store.kind].pages(db, name, columns)) {
      const values = rows.map((row) => [name, ...columns.map((column) => row[column])])
      yield values.map((row) => `${JSON.stringify(row)}\n`).join('')
    }
  }
}

/** The same text in larger pieces, and a last line with the checksum of all of it. */
async function* checked(text: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let piece = ''
  for await (const line of text) {
    hash.update(line)
    piece += line
    if (piece.length < chunk) continue
    yield piece
    piece = ''
  }
  yield `${piece}${JSON.stringify({ sha256: hash.digest('hex') })}\n`
}

/** Plain files only, as they are read by the library of editions. */
function editionFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isEditionPath)
    .toSorted()
}
