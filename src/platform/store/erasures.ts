import { sql } from 'kysely'
import type { Reading, Writing } from './store.ts'
import { tables } from './tables.ts'
import type { Tables } from './tables.ts'

/** That a row was erased: of which table, which one and when. */
export type Erasure = Tables['erasures']

/** Tables whose rows are known by an `id`. Only these can be erased for good. */
export type ErasableTable = {
  [Name in keyof Tables]: Tables[Name] extends { readonly id: string } ? Name : never
}[keyof Tables]

/** So many at once: databases limit what one statement may hold. */
const batch = 500

/**
 * Marks a row that is erased in the same transaction, so that no backup brings it back. What
 * belongs to the row goes with it and needs no mark.
 *
 * @example
 * await markErased(db, { table: 'accounts', id, now: new Date() })
 */
export async function markErased(
  db: Writing,
  { table, id, now }: { table: ErasableTable; id: string; now: Date },
): Promise<void> {
  await addMarks(db, [{ table_name: table, row_id: id, erased_at: now.toISOString() }])
}

/**
 * Erases rows for good, with what belongs to them, and marks them in the same transaction.
 *
 * @example
 * await eraseRows(db, { table: 'people', ids: [personId], now: new Date() })
 */
export async function eraseRows(
  db: Writing,
  { table, ids, now }: { table: ErasableTable; ids: readonly string[]; now: Date },
): Promise<void> {
  const erased = { table_name: table, erased_at: now.toISOString() }
  for (const some of batches(ids.map((id) => ({ ...erased, row_id: id })))) {
    await addMarks(db, some)
    await deleteRows(db, table, some)
  }
}

/** Every mark, the oldest first. */
export function erasuresIn(db: Reading): Promise<Erasure[]> {
  return db
    .selectFrom('erasures')
    .selectAll()
    .orderBy('erased_at')
    .orderBy('table_name')
    .orderBy('row_id')
    .execute()
}

/**
 * Erases what the marks name, where it is there again, and keeps the marks.
 *
 * @returns how many rows were there again, without what belonged to them
 * @throws RangeError where a mark names a table that this version does not know
 */
export async function eraseAgain(db: Writing, marks: readonly Erasure[]): Promise<number> {
  let erased = 0
  for (const [name, group] of Map.groupBy(marks, (mark) => mark.table_name)) {
    if (!isTable(name)) throw new RangeError(`There is no table ${name}.`)
    for (const some of batches(group)) {
      await addMarks(db, some)
      erased += await deleteRows(db, name, some)
    }
  }
  return erased
}

/** Whether a table of this name is in the store. */
export function isTable(name: string): name is keyof Tables {
  return Object.hasOwn(tables, name)
}

/** The log has no references, so that it outlives accounts: what it says of a person goes here. */
async function deleteRows(
  db: Writing,
  name: keyof Tables,
  marks: readonly Erasure[],
): Promise<number> {
  const ids = sql.join(marks.map((mark) => mark.row_id))
  if (name === 'people') await sql`delete from events where person_id in (${ids})`.execute(db)
  const { rows } = await sql`delete from ${sql.table(name)} where id in (${ids})
    returning id`.execute(db)
  return rows.length
}

async function addMarks(db: Writing, marks: readonly Erasure[]): Promise<void> {
  await db
    .insertInto('erasures')
    .values(marks)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function batches(marks: readonly Erasure[]): Erasure[][] {
  return Array.from({ length: Math.ceil(marks.length / batch) }, (_, at) =>
    marks.slice(at * batch, (at + 1) * batch),
  )
}
