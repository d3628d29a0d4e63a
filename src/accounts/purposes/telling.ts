import type { Writing } from '../../platform/store/index.ts'
import { notOver } from '../store/days.ts'
import { sendToAll } from '../store/messages.ts'
import { purposeWords, saidOf } from './purposes.ts'
import type { KeptPurpose, PurposeName } from './purposes.ts'

/** What was done to a purpose. */
export type PurposeEvent = 'on' | 'off' | 'changed'

/**
 * Tells everybody whom a purpose concerns that it was switched on, changed while it is on, or
 * switched off. Before it is on, administrators only.
 */
export async function tellConcerned(
  db: Writing,
  what: {
    readonly event: PurposeEvent
    readonly purpose: KeptPurpose
    readonly name: PurposeName
    readonly isOn: boolean
    readonly organisationName: string
    readonly now: Date
  },
): Promise<void> {
  const { name, purpose, isOn, event, now } = what
  const isPublic = isOn || event === 'off'
  const everybody = isPublic && purposeWords[name].concerns === 'everybody'
  const duties = isPublic ? ['administrator', 'hiring-manager'] : ['administrator']
  const accounts = await accountsOf(db, purpose.organisation_id, {
    today: now.toISOString().slice(0, 10),
    duties: everybody ? undefined : duties,
  })
  await sendToAll(db, accounts, { ...wordsOf(what), now })
}

function wordsOf({
  event,
  purpose,
  name,
  isOn,
  organisationName,
}: Parameters<typeof tellConcerned>[1]): { subject: string; body: string } {
  const { title, what, basis, retention } = saidOf(purpose, name)
  const more = `What is kept and why, on the page of your account, has the privacy notice.`
  if (event === 'off') {
    return {
      subject: `Records are no longer made for: ${title}`,
      body: `${organisationName} has switched this purpose off. What was kept goes when its time ends: ${retention}. ${more}`,
    }
  }
  const state = `${what} Lawful basis: ${basis}. Kept for: ${retention}. ${more}`
  if (event === 'on') {
    return { subject: `Records are now kept for: ${title}`, body: `${organisationName}: ${state}` }
  }
  return {
    subject: `What is said about records was changed: ${title}`,
    body: `${organisationName}${isOn ? '' : ' (not switched on)'}: ${state}`,
  }
}

async function accountsOf(
  db: Writing,
  organisationId: string,
  { today, duties }: { today: string; duties: readonly string[] | undefined },
): Promise<readonly string[]> {
  const people = db
    .selectFrom('people')
    .select('people.account_id')
    .distinct()
    .where('people.organisation_id', '=', organisationId)
    .where('people.account_id', 'is not', null)
    .where(notOver('people.left_on', today))
  const rows =
    duties === undefined
      ? await people.execute()
      : await people
          .innerJoin('duties', 'duties.person_id', 'people.id')
          .where('duties.duty', 'in', [...duties])
          .where('duties.from_day', '<=', today)
          .where(notOver('duties.until_day', today))
          .execute()
  return rows.flatMap(({ account_id: id }) => (id === null ? [] : [id]))
}
