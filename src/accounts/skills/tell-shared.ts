import type { Writing } from '../../platform/store/index.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { send } from '../store/messages.ts'
import type { ManagerToday } from '../store/skill-shares.ts'

/**
 * Tells a line manager that something else is shared with them, not what it says.
 *
 * @param what how many items more and fewer
 */
export async function tellManager(
  db: Writing,
  { session, organisation, now }: OrganisationAsked,
  { manager, what }: { readonly manager: ManagerToday; readonly what: string },
): Promise<void> {
  const { managerAccountId } = manager
  const { accountId, name } = session.asker
  if (managerAccountId === null || managerAccountId === accountId) return
  await send(db, {
    accountId: managerAccountId,
    subject: `${name} changed what they share with you of their skills`,
    body: `In ${organisation.name}: ${what}. What is shared stands on their page under People you manage.`,
    now,
  })
}
