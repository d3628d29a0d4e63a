import type { Reading } from '../../../platform/store/index.ts'
import { notOver } from '../../store/days.ts'
import { emailInWords } from '../../store/events.ts'
import type { Action } from '../../store/events.ts'
import { addDays } from '../retention/rule.ts'
import type { Decider, ExceptionalRequest } from './rule.ts'

/** For so many days somebody must have been an administrator by themselves before they act. */
export const daysApart = 7

const help: readonly string[] = [
  'invitation.sent',
  'account.new-password-offered',
  'account.second-factor-removed',
] satisfies Action[]
const joined: Action = 'invitation.accepted'
const changed: Action = 'person.changed'

/** Somebody of an organisation, and when it is asked about them. */
export interface SomebodyNow {
  readonly personId: string
  readonly now: Date
}

/**
 * Whether an administrator is somebody apart: two people are no two where one of them has just
 * made the other, or can sign in as them. They have the duty for a week without a break, and in
 * that week they did not join, and nobody else helped them into their account.
 *
 * @example
 * await isApart(db, { personId, now: new Date() })
 */
export async function isApart(db: Reading, { personId, now }: SomebodyNow): Promise<boolean> {
  const today = now.toISOString().slice(0, 10)
  const held = await db
    .selectFrom('duties')
    .select('id')
    .where('person_id', '=', personId)
    .where('duty', '=', 'administrator')
    .where('from_day', '<=', addDays(today, -daysApart))
    .where(notOver('until_day', today))
    .executeTakeFirst()
  return held !== undefined && !(await wasHelped(db, { personId, now }))
}

/**
 * Whether somebody joined within a week, whoever invited them, or was helped into their account in
 * it: by a link, by taking their second factor away, or by another e-mail address with which the
 * sign-in provider lets them in. What they ask for themselves is no help.
 *
 * @param by of these people only; left out: by anybody else
 */
async function wasHelped(
  db: Reading,
  { personId, now, by }: SomebodyNow & { readonly by?: readonly (string | null)[] },
): Promise<boolean> {
  const since = new Date(now.getTime() - daysApart * 86_400_000).toISOString()
  const done = await db
    .selectFrom('events')
    .select(['account_id', 'action', 'details'])
    .where('person_id', '=', personId)
    .where('at', '>', since)
    .where('action', 'in', [...help, joined, changed])
    .execute()
  if (done.length === 0) return false
  const [own] = await accountsOf(db, [personId])
  const theirs = by && (await accountsOf(db, by))
  return done.some(({ account_id: account, action, details }) => {
    if (action === joined) return true
    if (action === changed && !details.includes(emailInWords)) return false
    return theirs === undefined
      ? account === null || account !== own
      : account !== null && theirs.includes(account)
  })
}

async function accountsOf(
  db: Reading,
  personIds: readonly (string | null)[],
): Promise<readonly (string | null)[]> {
  const people = await db
    .selectFrom('people')
    .select('account_id')
    .where('id', 'in', ['', ...personIds.filter((id) => id !== null)])
    .execute()
  return people.map(({ account_id: id }) => id)
}

/**
 * Whether whoever is to read was helped into their account, or has just joined: then they may be
 * somebody else.
 *
 * @param by of these people; left out: by anybody
 */
export function readerWasHelped(
  db: Reading,
  reader: SomebodyNow,
  by?: readonly (string | null)[],
): Promise<boolean> {
  return wasHelped(db, { ...reader, ...(by !== undefined && { by }) })
}

/** What has to be known of whoever is about to decide on a request, and of those in it. */
export async function deciderOf(
  db: Reading,
  { asked_by_id: asker, reader_id: reader }: ExceptionalRequest,
  { personId, now }: SomebodyNow,
): Promise<Decider> {
  const two = [asker, personId]
  return {
    id: personId,
    isApart: await isApart(db, { personId, now }),
    isAskerApart: asker !== null && (await isApart(db, { personId: asker, now })),
    isReaderHelped: reader !== null && (await readerWasHelped(db, { personId: reader, now }, two)),
  }
}
