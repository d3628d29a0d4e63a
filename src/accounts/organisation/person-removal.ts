import { eraseRows } from '../../platform/store/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import type { FieldError } from '../form.ts'
import { actingIn } from '../purposes/acting.ts'
import { personStays } from '../purposes/exceptions/holds.ts'
import type { Acting } from '../purposes/exceptions/ask.ts'
import { log } from '../store/events.ts'
import type { Person } from '../store/people.ts'
import { areTied } from '../store/relations.ts'
import { formRoutes } from './form-routes.ts'
import type { OrganisationAsked, OrganisationRoute } from './organisation-route.ts'
import { abovePerson, personIn } from './person-in.ts'

/** A mistake is seen soon: after so many days a request to erase is the way. */
const daysForMistakes = 30

/**
 * Whether somebody can be removed as added by mistake: they never had an account here and never
 * held a post, were added in the last 30 days, no reporting line ties them to whoever asks, and no
 * legal hold keeps them. Whoever is tied to them is answered alike with a hold and without, as it
 * may be a hold on themselves of which they are not told yet.
 *
 * @example
 * await wasAddedByMistake(db, person, acting) // false
 */
export async function wasAddedByMistake(
  db: Reading,
  { id, account_id: accountId, created_at: addedAt }: Person,
  { personId: askerId, now }: Pick<Acting, 'personId' | 'now'>,
): Promise<boolean> {
  const earliest = new Date(now.getTime() - daysForMistakes * 86_400_000).toISOString()
  if (accountId !== null || addedAt < earliest) return false
  if (await areTied(db, id, askerId)) return false
  const joined = await db
    .selectFrom('events')
    .select('id')
    .where('person_id', '=', id)
    .where('action', '=', 'invitation.accepted')
    .limit(1)
    .executeTakeFirst()
  const held = await db
    .selectFrom('holdings')
    .select('id')
    .where('person_id', '=', id)
    .where((row) =>
      row.or([row('until_day', 'is', null), row('until_day', '>', row.ref('from_day'))]),
    )
    .limit(1)
    .executeTakeFirst()
  return joined === undefined && held === undefined && !(await personStays(db, id, now))
}

/** Removing somebody who was added by mistake, with a page that asks first. */
export const removalRoutes: readonly OrganisationRoute[] = formRoutes({
  path: '/people/:person/remove',
  permission: 'people.administer',
  readsPerson: true,
  parts: async ({ door }, asked) => {
    const person = await door.store.read((db) => personIn(db, asked))
    return {
      title: `Remove ${person.name}`,
      lead: [
        'Only somebody who was added by mistake in the last 30 days can be removed, who never had an account here, never held a post and is not tied to you by a reporting line. For anybody else, record a request to erase.',
        'Everything held about them goes, with their reporting lines and what the log says about them. It cannot be undone.',
      ],
      submit: 'Remove for good',
      fields: [],
      above: abovePerson(asked, person),
      back: '/people',
      saved: `${person.name} was removed.`,
    }
  },
  save: remove,
})

async function remove(db: Writing, asked: OrganisationAsked): Promise<readonly FieldError[]> {
  const person = await personIn(db, asked)
  const acting = actingIn(asked)
  const { organisationId, accountId, now } = acting
  if (!(await wasAddedByMistake(db, person, acting))) {
    return [{ field: 'main', message: 'This person cannot be removed: record a request to erase' }]
  }
  await eraseRows(db, { table: 'people', ids: [person.id], now })
  // The log names nobody any more.
  await log(db, { action: 'person.removed', accountId, organisationId, now })
  return []
}
