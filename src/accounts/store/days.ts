import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/**
 * Whether something ends earlier than it did, or ends where it had no end.
 *
 * @example
 * endsSooner(null, '2027-01-01') // true
 */
export function endsSooner(before: string | null, after: string | null): boolean {
  return after !== null && (before === null || after < before)
}

/** A column with the first day on which something is over; null: it has no end. */
type EndColumn = `${'' | `${string}.`}${'left_on' | 'until_day'}`

/**
 * The condition that something is not over on a day. The day in the column is the first on which
 * it is.
 *
 * @param day `YYYY-MM-DD`
 * @example
 * db.selectFrom('people').select('id').where(notOver('left_on', today))
 */
export function notOver(end: EndColumn, day: string): RawBuilder<SqlBool> {
  return sql`(${sql.ref(end)} is null or ${sql.ref(end)} > ${day})`
}
