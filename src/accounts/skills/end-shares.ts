import { eraseRows } from '../../platform/store/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import { log } from '../store/events.ts'
import { send } from '../store/messages.ts'
import { endedShares } from '../store/skill-shares.ts'
import type { EndedSought } from '../store/skill-shares.ts'
import { counted } from './words.ts'

/** Whose doing it is that lines end; null: the system itself, because their day has come. */
export interface Ending extends EndedSought {
  readonly accountId: string | null
}

/**
 * Deletes for good what is shared along reporting lines that do not hold today, and tells the
 * person. A line that begins again then shares nothing by itself: so whoever changes the days of a
 * line calls this before, for an end that has passed, and after.
 *
 * @example
 * await endShares(db, { relationId, accountId, now: new Date() })
 */
export async function endShares(db: Writing, { accountId, now, ...sought }: Ending): Promise<void> {
  const shares = await endedShares(db, { ...sought, now })
  for (const group of Map.groupBy(shares, (share) => share.relation_id).values()) {
    const [first] = group
    if (first === undefined) continue
    const { person_id: personId, organisation_id: organisationId } = first
    await eraseRows(db, { table: 'skill_shares', ids: group.map(({ id }) => id), now })
    const what = `${counted(group.length, 'item')} no longer shared, as a reporting line does not hold`
    const event = { action: 'skills.shared', accountId, organisationId, personId, now } as const
    await log(db, { ...event, details: { what } })
    if (first.person_account_id === null) continue
    await send(db, {
      accountId: first.person_account_id,
      subject: `What you shared with ${first.manager_name} has ended`,
      body: `In ${first.organisation_name}: ${first.manager_name} is not your line manager today. What you shared with them of your skills (${counted(group.length, 'item')}) is not shared any more. If they become your line manager again, they see nothing until you share it anew.`,
      now,
    })
  }
}

/** The reporting lines that do not hold today and along which something is still shared. */
export async function linesToEnd(db: Reading, now: Date): Promise<readonly string[]> {
  return [...new Set((await endedShares(db, { now })).map((share) => share.relation_id))]
}
