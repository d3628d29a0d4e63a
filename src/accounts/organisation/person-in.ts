import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import type { AskingSession } from '../asker.ts'
import type { AccountsContext } from '../context.ts'
import { permissions } from '../permissions.ts'
import type { PermissionName } from '../permissions.ts'
import { log } from '../store/events.ts'
import { personOf } from '../store/people.ts'
import type { Person } from '../store/people.ts'
import { personSheet } from '../store/person-sheet.ts'
import type { PersonSheet } from '../store/person-sheet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { placeIn } from './organisation-route.ts'

/** The person an address names; of another organisation they are not found. */
export async function personIn(
  db: Reading,
  { organisation, params }: OrganisationAsked,
): Promise<Person> {
  const person = await personOf(db, organisation.id, params['person'] ?? '')
  if (person === undefined) throw new ExpectedFailure('person-not-found')
  return person
}

/** Everything that is kept about the person an address names. */
export async function sheetIn(
  { door }: AccountsContext,
  { organisation, params, now }: OrganisationAsked,
): Promise<PersonSheet> {
  const about = { organisationId: organisation.id, personId: params['person'] ?? '', now }
  const sheet = await door.store.read((db) => personSheet(db, about))
  if (sheet === undefined) throw new ExpectedFailure('person-not-found')
  return sheet
}

/** What a page about a person says of being read. */
export function readNotice({ session }: OrganisationAsked, { id, name }: Person): string {
  return isOwn(session, id) ? 'This is you.' : `${name} sees that you opened this page.`
}

function isOwn({ asker }: AskingSession, personId: string): boolean {
  return asker.memberships.some((membership) => membership.personId === personId)
}

/** Notes that somebody else's record was read, and what for. The person sees it. */
export async function noteRead(
  { door }: AccountsContext,
  { organisation, session, params, now }: OrganisationAsked,
  permission: PermissionName,
): Promise<void> {
  const personId = params['person'] ?? ''
  const { accountId } = session.asker
  if (isOwn(session, personId)) return
  const { purpose } = permissions[permission]
  await door.store.write((db) =>
    log(db, {
      action: 'person.read',
      accountId,
      organisationId: organisation.id,
      personId,
      purpose,
      now,
    }),
  )
}

/** The links above the pages of a person. */
export function abovePerson(
  { organisation }: OrganisationAsked,
  person?: Pick<Person, 'id' | 'name'>,
): readonly { href: string; text: string }[] {
  const people = { href: placeIn(organisation, '/people'), text: 'People' }
  return person === undefined
    ? [people]
    : [people, { href: placeIn(organisation, `/people/${person.id}`), text: person.name }]
}
