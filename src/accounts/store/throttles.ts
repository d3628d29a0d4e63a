import type { Reading, Writing } from '../../platform/store/index.ts'
import { hashToken } from '../secrets.ts'

/** How often something may be tried. */
export interface Limit {
  readonly tries: number
  readonly minutes: number
}

/**
 * Counts one try and says whether it may go on. After the first try of a series its time runs;
 * then the count begins again. Names and addresses are kept as hashes.
 *
 * @returns undefined when it may; else the moment from which it may again
 */
export async function countTry(
  db: Writing,
  { what, who, limit, now }: { what: string; who: string; limit: Limit; now: Date },
): Promise<Date | undefined> {
  const key = `${what} ${hashToken(who)}`
  const moment = now.toISOString()
  const until = new Date(now.getTime() + limit.minutes * 60_000).toISOString()
  const kept = await db
    .selectFrom('throttles')
    .select(['count', 'until'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (kept === undefined || kept.until <= moment) {
    await db
      .insertInto('throttles')
      .values({ key, count: 1, until })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ count: 1, until }))
      .execute()
    return undefined
  }
  if (kept.count >= limit.tries) return new Date(kept.until)
  await db
    .updateTable('throttles')
    .set({ count: kept.count + 1 })
    .where('key', '=', key)
    .execute()
  return undefined
}

/** Whether something was tried too often, without counting a try. */
export async function isBlocked(
  db: Reading,
  { what, who, limit, now }: { what: string; who: string; limit: Limit; now: Date },
): Promise<boolean> {
  const kept = await db
    .selectFrom('throttles')
    .select('count')
    .where('key', '=', `${what} ${hashToken(who)}`)
    .where('until', '>', now.toISOString())
    .executeTakeFirst()
  return kept !== undefined && kept.count >= limit.tries
}

/** Gives back one try that was counted before it came out well. Others count on. */
export async function giveBackTry(
  db: Writing,
  { what, who }: { what: string; who: string },
): Promise<void> {
  await db
    .updateTable('throttles')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where('key', '=', `${what} ${hashToken(who)}`)
    .where('count', '>', 0)
    .execute()
}

/** Forgets the tries: the right person has come. */
export async function forgetTries(
  db: Writing,
  { what, who }: { what: string; who: string },
): Promise<void> {
  await db
    .deleteFrom('throttles')
    .where('key', '=', `${what} ${hashToken(who)}`)
    .execute()
}
