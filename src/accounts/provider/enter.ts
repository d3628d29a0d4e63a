import { ExpectedFailure } from '../../platform/index.ts'
import type { ErrorCode } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { noteDuty } from '../organisation/duty-routes.ts'
import { whyNobodyYet } from '../organisation/nobody-yet.ts'
import { accountByEmail, accountById, addAccount } from '../store/accounts.ts'
import type { Account } from '../store/accounts.ts'
import {
  dutiesOfPerson,
  dutiesToday,
  endDutyRow,
  grantDuty,
  providedDuties,
} from '../store/duties.ts'
import { log } from '../store/events.ts'
import { shutOtherDoors } from '../sign-in.ts'
import { accountOfIdentity, connectIdentity } from '../store/identities.ts'
import { isDuty } from '../store/memberships.ts'
import { send } from '../store/messages.ts'
import { organisationById } from '../store/organisations.ts'
import type { Organisation } from '../store/organisations.ts'
import { addPerson, changePerson, personBy } from '../store/people.ts'
import type { Person } from '../store/people.ts'
import type { Arrival } from './claims.ts'

/** Somebody whom the provider sent, and what is known of the browser they come with. */
export interface Entering {
  readonly arrival: Arrival
  /** What people call the provider. */
  readonly name: string
  /** The account that is connected: somebody has signed in to it. Undefined: nobody had. */
  readonly connecting: string | undefined
  readonly now: Date
}

/**
 * Finds or opens the account of somebody whom the provider sent, puts them into the organisation
 * that it names and gives and ends duties as it says. The rules: docs/decisions/0009.
 *
 * @throws ExpectedFailure where nobody can be signed in; nothing was changed then
 * @example
 * await store.write((db) => enter(db, { arrival, name, connecting: undefined, now }))
 */
export async function enter(db: Writing, entering: Entering): Promise<Account> {
  const { arrival } = entering
  const organisation = await organisationOf(db, arrival)
  const { id, isNew } = await accountFor(db, entering, organisation)
  const joined = await join(db, entering, { organisation, accountId: id })
  if (isNew && joined.refusal !== undefined) throw new ExpectedFailure(joined.refusal)
  await settleDuties(db, entering, { accountId: id, ...joined, organisation })
  const account = await accountById(db, id)
  if (account === undefined) throw new ExpectedFailure('not-allowed')
  return account
}

async function organisationOf(
  db: Writing,
  { organisationId }: Arrival,
): Promise<Organisation | undefined> {
  if (organisationId === undefined) return undefined
  const organisation = await organisationById(db, organisationId)
  // Whoever a provider sends is real, and nobody in a demonstration is.
  return organisation?.demonstration === 1 ? undefined : organisation
}

/** Whoever has signed in connects their own account; whoever was here before is known. */
async function accountFor(
  db: Writing,
  { arrival, name, connecting, now }: Entering,
  organisation: Organisation | undefined,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const known = await accountOfIdentity(db, arrival)
  if (connecting !== undefined && known !== undefined && known !== connecting) {
    throw new ExpectedFailure('provider-account-exists')
  }
  if (known !== undefined) return { id: known, isNew: false }
  const { issuer, subject, email } = arrival
  if (connecting !== undefined) {
    // Whoever got hold of a session and its password leaves nobody else's identity behind.
    const account = await accountById(db, connecting)
    if (email === undefined || email !== account?.email) {
      throw new ExpectedFailure('provider-address-differs')
    }
    await connectIdentity(db, { issuer, subject, accountId: connecting, now })
    await log(db, { action: 'account.provider-connected', accountId: connecting, now })
    await send(db, {
      accountId: connecting,
      subject: 'Your account was connected',
      body: `From now on you can sign in with ${name}. If it was not you, disconnect it on the page of your account, change your password at once and tell an administrator.`,
      now,
    })
    return { id: connecting, isNew: false }
  }
  if (email === undefined) throw new ExpectedFailure('provider-email-missing')
  if (organisation === undefined) throw new ExpectedFailure('provider-organisation-unknown')
  // Only who signs in to it can say that an account is theirs: an address is not enough.
  const other = await accountByEmail(db, email)
  if (other !== undefined) throw new ExpectedFailure('provider-account-exists')
  const id = await addAccount(db, { email, name: arrival.name, now })
  await connectIdentity(db, { issuer, subject, accountId: id, now })
  await log(db, { action: 'account.opened', accountId: id, now })
  return { id, isNew: true }
}

interface Joining {
  readonly organisation: Organisation | undefined
  readonly accountId: string
}

/** Who somebody is in the organisation, or why they are nobody there. */
interface Joined {
  readonly person?: Person
  readonly refusal?: ErrorCode
}

async function join(
  db: Writing,
  { arrival, name, now }: Entering,
  { organisation, accountId }: Joining,
): Promise<Joined> {
  if (organisation === undefined) return { refusal: 'provider-organisation-unknown' }
  const organisationId = organisation.id
  const own = await personBy(db, organisationId, { accountId })
  if (own !== undefined) return hasLeft(own, now) ? {} : { person: own }
  if (arrival.email === undefined) return { refusal: 'provider-email-missing' }
  const listed = await personBy(db, organisationId, { email: arrival.email, except: null })
  const joined =
    listed === undefined
      ? await addNewcomer(db, { organisation, accountId, email: arrival.email, arrival, now })
      : await takePlace(db, { person: listed, organisationId, accountId, now })
  if (joined.person !== undefined) {
    await shutOtherDoors(db, { accountId })
    await send(db, {
      accountId,
      subject: `You have joined ${organisation.name}`,
      body: `You signed in with ${name}. On the page of your account you see everything that is held about you.`,
      now,
    })
  }
  return joined
}

/** Whoever has left comes back when an administrator says so. */
function hasLeft({ left_on: leftOn }: Person, now: Date): boolean {
  return leftOn !== null && leftOn <= now.toISOString().slice(0, 10)
}

/** The organisation had listed them: the verified address stands for an invitation. */
async function takePlace(
  db: Writing,
  {
    person,
    organisationId,
    accountId,
    now,
  }: { person: Person; organisationId: string; accountId: string; now: Date },
): Promise<Joined> {
  if (person.account_id !== null || hasLeft(person, now)) {
    return { refusal: 'provider-person-taken' }
  }
  const { id, version } = person
  await changePerson(db, { organisationId, id, version }, { account_id: accountId })
  await log(db, { action: 'invitation.accepted', accountId, organisationId, personId: id, now })
  return { person: { ...person, account_id: accountId } }
}

interface Newcomer {
  readonly organisation: Organisation
  readonly accountId: string
  readonly email: string
  readonly arrival: Arrival
  readonly now: Date
}

/** The provider knows no reference of the organisation: the e-mail address stands in for it. */
async function addNewcomer(
  db: Writing,
  { organisation, accountId, email, arrival, now }: Newcomer,
): Promise<Joined> {
  const today = now.toISOString().slice(0, 10)
  const why = await whyNobodyYet(db, { organisation, today })
  if (why !== undefined) return { refusal: 'provider-organisation-not-ready' }
  const organisationId = organisation.id
  if ((await personBy(db, organisationId, { reference: email })) !== undefined) {
    return { refusal: 'provider-person-taken' }
  }
  const { name } = arrival
  const id = await addPerson(db, { organisationId, accountId, reference: email, name, email, now })
  await log(db, { action: 'person.added', accountId, organisationId, personId: id, now })
  const person = await personBy(db, organisationId, { accountId })
  return person === undefined ? {} : { person }
}

interface Settling extends Joined, Joining {}

/** The provider gives and ends what it gave. What an administrator gave is not its to end. */
async function settleDuties(
  db: Writing,
  { arrival, name, now }: Entering,
  { person, organisation, accountId }: Settling,
): Promise<void> {
  const by = { accountId: null, name: `The sign-in provider (${name})` }
  for (const row of await providedDuties(db, accountId, arrival.issuer)) {
    const { duty } = row
    if (isDuty(duty) && row.personId === person?.id && arrival.duties.has(duty)) continue
    await endDutyRow(db, row.id, now)
    if (!isDuty(duty)) continue
    await noteDuty(db, {
      person: { id: row.personId, account_id: accountId },
      organisation: { id: row.organisationId, name: row.organisationName },
      duty,
      give: false,
      by,
      now,
    })
  }
  if (person === undefined || organisation === undefined) return
  const rows = await dutiesOfPerson(db, organisation.id, person.id)
  const held = new Set(dutiesToday(rows, now.toISOString().slice(0, 10)))
  for (const duty of arrival.duties) {
    if (held.has(duty)) continue
    await grantDuty(db, { personId: person.id, duty, provider: arrival.issuer, now })
    await noteDuty(db, { person, organisation, duty, give: true, by, now })
  }
}
