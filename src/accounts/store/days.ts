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
export function notOver(column: EndColumn, day: string): RawBuilder<SqlBool> {
  return sql`(${sql.ref(column)} is null or ${sql.ref(column)} > ${day})`
}

/** From when until when something holds. */
export interface Days {
  readonly from_day: string
  readonly until_day: string | null
}

/**
 * Ends something dated on a day. What would have held for no day at all ends on the day it begins
 * and stays: were it gone but for those under a legal hold, that would tell of the hold.
 *
 * @example
 * end({ from_day: '2026-11-22', until_day: null }, '2026-11-22').until_day // '2026-11-22'
 */
export function end<Row extends Days>(row: Row, day: string): Row {
  return { ...row, until_day: row.from_day > day ? row.from_day : day }
}

/** When somebody was to leave and is to leave now; null: they stay. */
export interface Leaving {
  readonly before: string | null
  readonly after: string | null
}

/**
 * What becomes of a post or a reporting line when somebody's leaving date is given, moved or taken
 * away: it ends on that day, unless it ended sooner. What ended on the day it was before moves
 * along, or has no end again.
 *
 * @example
 * afterLeaving(line, { before: null, after: '2026-11-30' }).until_day // '2026-11-30'
 */
export function afterLeaving<Row extends Days>(row: Row, { before, after }: Leaving): Row {
  const { from_day: from, until_day: until } = row
  const endedSo = until !== null && until === before && from < until
  const open = endedSo ? { ...row, until_day: null } : row
  return after !== null && endsSooner(open.until_day, after) ? endOnce(open, after) : open
}

/** What is over before it begins is left as it is. */
function endOnce<Row extends Days>(row: Row, day: string): Row {
  return row.until_day !== null && row.until_day <= row.from_day ? row : end(row, day)
}

/**
 * When the first of two people leaves or left: a reporting line between them ends then.
 *
 * @example
 * earliest(null, '2026-11-30') // '2026-11-30'
 */
export function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

/**
 * Whether somebody is no longer there on a day.
 *
 * @example
 * hasLeft({ left_on: '2026-11-22' }, '2026-11-22') // true
 */
export function hasLeft(
  { left_on: left }: { readonly left_on: string | null },
  day: string,
): boolean {
  return left !== null && left <= day
}
