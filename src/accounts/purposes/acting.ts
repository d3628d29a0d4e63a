import { ExpectedFailure } from '../../platform/index.ts'
import type { AccountsContext } from '../context.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { log } from '../store/events.ts'
import type { Acting } from './exceptions/ask.ts'

/** Who asks, as somebody of the organisation. */
export function actingIn({ organisation, session, now }: OrganisationAsked): Acting {
  const { accountId, memberships } = session.asker
  const own = memberships.find(({ organisationId }) => organisationId === organisation.id)
  if (own === undefined) throw new ExpectedFailure('not-allowed')
  return {
    organisationId: organisation.id,
    organisationName: organisation.name,
    accountId,
    personId: own.personId,
    now,
  }
}

/** Notes that what somebody asked for, or what is asked about them, was read by somebody else. */
export async function noteReadOf(
  { door }: AccountsContext,
  asked: OrganisationAsked,
  personId: string,
): Promise<void> {
  const { organisationId, accountId, personId: readerId, now } = actingIn(asked)
  if (personId === readerId) return
  const event = { accountId, organisationId, personId, now, purpose: 'organisation' }
  await door.store.write((db) => log(db, { ...event, action: 'person.read' }))
}
