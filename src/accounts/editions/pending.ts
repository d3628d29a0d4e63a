import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PackedEdition } from '../../editions/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import { reportType } from './report.ts'
import type { Report } from './report.ts'

/** How long files that were read wait to be loaded, in hours. */
export const pendingHours = 24

const namesType = Type.Array(Type.String())
const editionsType = Type.Array(
  Type.Object({
    framework: Type.String(),
    edition: Type.String(),
    content: Type.String(),
    findings: Type.String(),
  }),
)

/** Files that were sent to become an edition. */
export interface Pending {
  readonly id: string
  readonly fileNames: readonly string[]
  readonly createdAt: Date
  /** Undefined: they are being read. */
  readonly report: Report | undefined
  readonly isLoaded: boolean
}

/** Which files of whom. Only who chose them can load them. */
export interface PendingSought {
  readonly accountId: string
  readonly id: string
  readonly now: Date
}

/** Notes that files are being read; what has expired goes. */
export async function addPending(
  db: Writing,
  { accountId, fileNames, now }: { accountId: string; fileNames: readonly string[]; now: Date },
): Promise<string> {
  const moment = now.toISOString()
  await db.deleteFrom('pending_editions').where('expires_at', '<=', moment).execute()
  const id = randomUUID()
  await db
    .insertInto('pending_editions')
    .values({
      id,
      account_id: accountId,
      file_names: JSON.stringify(fileNames),
      report: null,
      editions: null,
      loaded_at: null,
      created_at: moment,
      expires_at: new Date(now.getTime() + pendingHours * 3_600_000).toISOString(),
    })
    .execute()
  return id
}

/** Keeps what came of reading files. */
export async function notePending(
  db: Writing,
  id: string,
  { report, editions }: { report: Report; editions: readonly PackedEdition[] },
): Promise<void> {
  await db
    .updateTable('pending_editions')
    .set({
      report: JSON.stringify(report),
      editions: editions.length === 0 ? null : JSON.stringify(editions),
    })
    .where('id', '=', id)
    .execute()
}

/** The files, where they are still there. What they hold is not read. */
export async function pendingBy(
  db: Reading,
  { accountId, id, now }: PendingSought,
): Promise<Pending | undefined> {
  const row = await db
    .selectFrom('pending_editions')
    .select(['id', 'file_names', 'report', 'loaded_at', 'created_at'])
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      fileNames: Value.Parse(namesType, JSON.parse(row.file_names)),
      createdAt: new Date(row.created_at),
      report: row.report === null ? undefined : Value.Parse(reportType, JSON.parse(row.report)),
      isLoaded: row.loaded_at !== null,
    }
  )
}

/** The editions that were made of them, as they would be kept. */
export async function pendingEditions(db: Reading, id: string): Promise<readonly PackedEdition[]> {
  const row = await db
    .selectFrom('pending_editions')
    .select('editions')
    .where('id', '=', id)
    .executeTakeFirst()
  const text = row?.editions ?? null
  return text === null ? [] : Value.Parse(editionsType, JSON.parse(text))
}

/** Notes that the editions were loaded, and holds them no longer. */
export async function finishPending(db: Writing, id: string, now: Date): Promise<void> {
  await db
    .updateTable('pending_editions')
    .set({ editions: null, loaded_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Takes files away that are not to be loaded. */
export async function removePending(db: Writing, id: string): Promise<void> {
  await db.deleteFrom('pending_editions').where('id', '=', id).execute()
}
