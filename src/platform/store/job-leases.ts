import type { Reading, Writing } from './store.ts'
import type { Tables } from './tables.ts'

/** Which job, and which process asks for it. */
export interface Leasing {
  readonly name: string
  readonly holder: string
  readonly now: Date
  /** For how long nobody else may take it, unless it is renewed. */
  readonly leaseMs: number
}

/** The names of those jobs that are due now and that nobody does. A job that never ran is due. */
export async function dueJobs(
  db: Reading,
  names: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const moment = now.toISOString()
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('name', 'in', [...names])
    .execute()
  return names.filter((name) => {
    const row = rows.find((each) => each.name === name)
    return row === undefined || (row.due_at <= moment && isFree(row, moment))
  })
}

/**
 * Takes a job. False: somebody else does it, or did it meanwhile.
 *
 * @param anyTime also when it is not due yet
 */
export async function takeJob(
  db: Writing,
  { name, holder, now, leaseMs }: Leasing,
  anyTime = false,
): Promise<boolean> {
  const moment = now.toISOString()
  const leased = { leased_by: holder, leased_until: later(now, leaseMs) }
  const row = await db.selectFrom('jobs').selectAll().where('name', '=', name).executeTakeFirst()
  if (row === undefined) {
    const first = { name, due_at: moment, last_run_at: null, outcome: null }
    const added = await db
      .insertInto('jobs')
      .values({ ...first, ...leased })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .execute()
    return added.length === 1
  }
  const isDue = anyTime || row.due_at <= moment
  if (!isDue || !isFree(row, moment)) return false
  await db.updateTable('jobs').set(leased).where('name', '=', name).execute()
  return true
}

/** Keeps a job. False: it took too long to ask, and somebody else has it now. */
export async function renewJob(
  db: Writing,
  { name, holder, now, leaseMs }: Leasing,
): Promise<boolean> {
  const renewed = await db
    .updateTable('jobs')
    .set({ leased_until: later(now, leaseMs) })
    .where('name', '=', name)
    .where('leased_by', '=', holder)
    .returning('name')
    .execute()
  return renewed.length === 1
}

/** Gives a job back and says what came of it. Does nothing where somebody else has it now. */
export async function finishJob(
  db: Writing,
  done: Pick<Leasing, 'name' | 'holder' | 'now'> & {
    readonly dueAt: Date
    readonly outcome: string
  },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({
      due_at: done.dueAt.toISOString(),
      leased_by: null,
      leased_until: null,
      last_run_at: done.now.toISOString(),
      outcome: done.outcome.slice(0, 1000),
    })
    .where('name', '=', done.name)
    .where('leased_by', '=', done.holder)
    .execute()
}

/** What is known of a job; undefined: it never ran. */
export function jobOf(db: Reading, name: string): Promise<Tables['jobs'] | undefined> {
  return db.selectFrom('jobs').selectAll().where('name', '=', name).executeTakeFirst()
}

function isFree({ leased_until: until }: Tables['jobs'], moment: string): boolean {
  return until === null || until <= moment
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString()
}
