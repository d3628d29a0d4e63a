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
      const ids = sql.join(some.map((mark) => mark.row_id))
      const { rows } = await sql`delete from ${sql.table(name)} where id in (${ids})
        returning id`.execute(db)
      erased += rows.length
    }
  }
  return erased
}

/** Whether a table of this name is in the store. */
export function isTable(name: string): name is keyof Tables {
  return Object.hasOwn(tables, name)
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
