import type { Reading } from '../../../platform/store/index.ts'
import { notOver } from '../../store/days.ts'
import { addDays } from '../retention/rule.ts'

/** For so many days somebody must have been an administrator by themselves before they decide. */
export const daysApart = 7

const help = [
  'duty.granted',
  'invitation.sent',
  'account.new-password-offered',
  'account.second-factor-removed',
]

/**
 * Whether an administrator is somebody apart: two people are no two where one of them has just
 * made the other, or can sign in as them. They have the duty for a week, and in that week nobody
 * helped them into their account.
 *
 * @example
 * await isApart(db, { personId, now: new Date() })
 */
export async function isApart(
  db: Reading,
  { personId, now }: { readonly personId: string; readonly now: Date },
): Promise<boolean> {
  const since = addDays(now.toISOString().slice(0, 10), -daysApart)
  const held = await db
    .selectFrom('duties')
    .select('id')
    .where('person_id', '=', personId)
    .where('duty', '=', 'administrator')
    .where('from_day', '<=', since)
    .where(notOver('until_day', since))
    .executeTakeFirst()
  if (held === undefined) return false
  const helped = await db
    .selectFrom('events')
    .select('id')
    .where('person_id', '=', personId)
    .where('action', 'in', help)
    .where('at', '>', new Date(now.getTime() - daysApart * 86_400_000).toISOString())
    .executeTakeFirst()
  return helped === undefined
}
