import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { isField, recognised, wrongWithMapping } from './fields.ts'
import type { Mapping } from './fields.ts'
import { FileRefused } from './readers/table.ts'
import type { Table } from './readers/table.ts'

/** How long a file that was read waits to be loaded, in hours. */
export const pendingHours = 24
/** How many files of one account wait; of more the oldest go. */
export const mostPending = 3
/** How many bytes wait in an organisation. */
const mostBytes = 160 * 1024 * 1024

const outcomeSchema = Type.Object({
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  teams: Type.Integer(),
  posts: Type.Integer(),
})
const rememberedSchema = Type.Record(Type.String(), Type.String())
const mappingSchema = Type.Array(Type.Union([Type.String(), Type.Null()]))

/** What came of loading a file. */
export type Outcome = Static<typeof outcomeSchema>

/** A file that was read. */
export interface Pending {
  readonly id: string
  readonly fileName: string
  readonly table: Table
  /** Undefined: nobody has said yet what the columns mean. */
  readonly mapping: Mapping | undefined
  /** Undefined: it was not loaded. */
  readonly outcome: Outcome | undefined
}

/**
 * Keeps a file that was read until it is loaded; what has expired goes, and the oldest of the same
 * account that there is no room for.
 *
 * @throws FileRefused where files of others leave no room
 */
export async function addPending(
  db: Writing,
  file: {
    readonly organisationId: string
    readonly accountId: string
    readonly fileName: string
    readonly content: string
    readonly mapping: Mapping | undefined
    readonly now: Date
  },
): Promise<string> {
  const { now, mapping } = file
  await removeExpired(db, now)
  await makeRoom(db, file)
  const id = randomUUID()
  await db
    .insertInto('pending_imports')
    .values({
      id,
      organisation_id: file.organisationId,
      account_id: file.accountId,
      file_name: file.fileName
        .toWellFormed()
        .replace(/\p{Cc}/gu, '')
        .slice(0, 200),
      content: file.content,
      mapping: mapping === undefined ? null : mappingText(mapping),
      outcome: null,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + pendingHours * 3_600_000).toISOString(),
    })
    .execute()
  return id
}

async function removeExpired(db: Writing, now: Date): Promise<void> {
  await db.deleteFrom('pending_imports').where('expires_at', '<=', now.toISOString()).execute()
}

async function makeRoom(
  db: Writing,
  file: { readonly organisationId: string; readonly accountId: string; readonly content: string },
): Promise<void> {
  const waiting = await db
    .selectFrom('pending_imports')
    .select(['id', 'account_id', sql<number>`octet_length(content)`.as('bytes')])
    .where('organisation_id', '=', file.organisationId)
    .where('outcome', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const isOwn = (row: { account_id: string }): boolean => row.account_id === file.accountId
  let bytes = Buffer.byteLength(file.content)
  for (const row of waiting) if (!isOwn(row)) bytes += row.bytes
  if (bytes > mostBytes) {
    throw new FileRefused(
      'Other files wait to be loaded in this organisation, and there is no room for one more as large. Ask the other administrators to load or discard theirs, or split the file.',
    )
  }
  for (const [at, row] of waiting.filter(isOwn).entries()) {
    bytes += row.bytes
    if (at + 1 >= mostPending || bytes > mostBytes) await removePending(db, row.id)
  }
}

/** Which file of whom. Only who chose a file can load it. */
export interface PendingSought {
  readonly organisationId: string
  readonly accountId: string
  readonly id: string
  readonly now: Date
}

/** The file, where it is still there. */
export async function pendingBy(
  db: Reading,
  { organisationId, accountId, id, now }: PendingSought,
): Promise<Pending | undefined> {
  const row = await db
    .selectFrom('pending_imports')
    .selectAll()
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row && asPending(row)
}

function asPending(row: Tables['pending_imports']): Pending {
  const { mapping, outcome } = row
  return {
    id: row.id,
    fileName: row.file_name,
    table: asTable(JSON.parse(row.content)),
    mapping:
      mapping === null
        ? undefined
        : parsed(mappingSchema, mapping).map((field) => asField(field ?? undefined)),
    outcome: outcome === null ? undefined : parsed(outcomeSchema, outcome),
  }
}

/** By hand: a schema takes seconds for a hundred thousand rows. */
function asTable(value: unknown): Table {
  if (!isTable(value)) throw new TypeError('What is kept of a file is not a table.')
  return value
}

function isTable(value: unknown): value is Table {
  if (typeof value !== 'object' || value === null) return false
  if (!('headers' in value) || !areTexts(value.headers)) return false
  return 'rows' in value && Array.isArray(value.rows) && value.rows.every(isRow)
}

function isRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null || !('cells' in row)) return false
  return 'number' in row && typeof row.number === 'number' && areTexts(row.cells)
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function asField(text: string | undefined): Mapping[number] {
  return text !== undefined && isField(text) ? text : undefined
}

function parsed<Schema extends TSchema>(schema: Schema, text: string): Static<Schema> {
  return Value.Parse(schema, JSON.parse(text))
}

function mappingText(mapping: Mapping): string {
  return JSON.stringify(mapping.map((field) => field ?? null))
}

/** Says what the columns of a file mean. */
export async function savePendingMapping(db: Writing, id: string, mapping: Mapping): Promise<void> {
  await db
    .updateTable('pending_imports')
    .set({ mapping: mappingText(mapping) })
    .where('id', '=', id)
    .execute()
}

/** Keeps what came of loading a file, and nothing of the file any more. */
export async function finishPending(db: Writing, id: string, outcome: Outcome): Promise<void> {
  await db
    .updateTable('pending_imports')
    .set({ content: '{"headers":[],"rows":[]}', outcome: JSON.stringify(outcome) })
    .where('id', '=', id)
    .execute()
}

/** Takes a file away that is not to be loaded. */
export async function removePending(db: Writing, id: string): Promise<void> {
  await db.deleteFrom('pending_imports').where('id', '=', id).execute()
}

/** The same for the same headers in any order. */
function hashOf(headers: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headers.toSorted())).digest('hex')
}

/**
 * What the columns mean: as it was said the last time a file of the organisation had the same
 * headers, and otherwise as they are recognised. `isKnown`: nobody need be asked.
 */
export async function mappingFor(
  db: Reading,
  organisationId: string,
  headers: readonly string[],
): Promise<{ readonly mapping: Mapping; readonly isKnown: boolean }> {
  const row = await db
    .selectFrom('column_mappings')
    .select('mapping')
    .where('organisation_id', '=', organisationId)
    .where('headers_hash', '=', hashOf(headers))
    .executeTakeFirst()
  if (row !== undefined) {
    const remembered = parsed(rememberedSchema, row.mapping)
    const mapping = headers.map((header) => asField(remembered[header]))
    return { mapping, isKnown: wrongWithMapping(mapping).length === 0 }
  }
  const mapping = recognised(headers)
  const isWhole = mapping.every((field) => field !== undefined)
  return { mapping, isKnown: isWhole && wrongWithMapping(mapping).length === 0 }
}

/** Remembers what columns mean, for the next file of the organisation with the same headers. */
export async function rememberMapping(
  db: Writing,
  organisationId: string,
  said: { readonly headers: readonly string[]; readonly mapping: Mapping; readonly now: Date },
): Promise<void> {
  const { headers, mapping, now } = said
  const pairs = headers.map((header, at): [string, string] => [header, mapping[at] ?? ''])
  await db
    .insertInto('column_mappings')
    .values({
      organisation_id: organisationId,
      headers_hash: hashOf(headers),
      mapping: JSON.stringify(Object.fromEntries(pairs)),
      saved_at: now.toISOString(),
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'headers_hash']).doUpdateSet((row) => ({
        mapping: row.ref('excluded.mapping'),
        saved_at: row.ref('excluded.saved_at'),
      })),
    )
    .execute()
}
