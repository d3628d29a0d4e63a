import type { Writing } from '../../platform/store/index.ts'
import type { Field, FieldError } from '../form.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import { whyRefused } from '../permissions.ts'
import { log } from '../store/events.ts'
import { send } from '../store/messages.ts'
import { possibleOwners, profilesIn, saveList } from '../store/profiles.ts'
import type { ProfileStart } from '../store/profiles.ts'
import { rowOf } from './profile-in.ts'
import type { ProfileIn } from './profile-in.ts'
import type { ProfileChange } from './profile-list.ts'

/** What a profile is called. */
export const nameField: Field = {
  name: 'name',
  label: 'Name',
  kind: 'text',
  hint: 'No two local profiles have the same name.',
}

/** Whether somebody may say who owns a profile: those who may change every one. */
export function choosesOwner({ session, organisation }: OrganisationAsked): boolean {
  const subject = { organisationId: organisation.id }
  return whyRefused('profiles.change', session.asker, subject) === undefined
}

/** Who asks, as a person of the organisation. */
export function ownPerson({ session, organisation }: OrganisationAsked): string | null {
  const here = session.asker.memberships.find(
    ({ organisationId }) => organisationId === organisation.id,
  )
  return here?.personId ?? null
}

/** What is wrong with a name that another profile has. */
export async function whyNotNamed(
  db: Writing,
  organisationId: string,
  { name, id }: { name: string; id: string | undefined },
): Promise<readonly FieldError[]> {
  const others = await profilesIn(db, organisationId)
  const isTaken = others.some((profile) => profile.name === name && profile.id !== id)
  return isTaken ? [{ field: 'name', message: 'There is a local profile with this name' }] : []
}

/** Notes in the log what was done to a profile. */
export async function noteProfile(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  what: string,
): Promise<void> {
  const { accountId } = session.asker
  const event = { accountId, organisationId: organisation.id, now, details: { what } }
  await log(db, { ...event, action: 'profile.changed' })
}

/** Tells somebody that they own a profile now. Whoever did it themselves knows. */
export async function tellOwner(
  db: Writing,
  { organisation, session, now, today }: OrganisationAsked,
  { id, name, ownerId }: { id: string; name: string; ownerId: string | null },
): Promise<void> {
  const owners = await possibleOwners(db, organisation.id, today)
  const accountId = owners.find((owner) => owner.id === ownerId)?.account_id ?? null
  if (accountId === null || accountId === session.asker.accountId) return
  await send(db, {
    accountId,
    subject: `You own the local profile ${name}`,
    body: `${session.asker.name} made you the owner of the local profile ${name} in ${organisation.name}. You may change it at ${placeIn(organisation, `/profiles/${id}`)}.`,
    now,
  })
}

/** Writes a list of changes and notes it. False: somebody changed the list since it was read. */
export async function writeList(
  db: Writing,
  asked: OrganisationAsked,
  {
    profile,
    changes,
    start,
    what,
  }: Pick<ProfileIn, 'profile'> & {
    readonly changes: readonly ProfileChange[]
    readonly start?: ProfileStart
    readonly what: string
  },
): Promise<boolean> {
  const { now } = asked
  const rows = changes.map(rowOf)
  const isSaved = await saveList(db, profile, { changes: rows, now, ...(start && { start }) })
  if (isSaved) await noteProfile(db, asked, `${profile.name}: ${what}`)
  return isSaved
}
