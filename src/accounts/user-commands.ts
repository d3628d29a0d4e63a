import { ExpectedFailure } from '../platform/errors.ts'
import { markErased } from '../platform/store/index.ts'
import type { Reading, Store, Writing } from '../platform/store/index.ts'
import { accountStays } from './purposes/exceptions/holds.ts'
import { accountByEmail, changeAccount, foldEmail, replaceRecoveryCodes } from './store/accounts.ts'
import type { Account } from './store/accounts.ts'
import { log } from './store/events.ts'
import type { Action } from './store/events.ts'
import {
  addFrameworkOwner,
  frameworkOwners,
  removeFrameworkOwner,
} from './store/framework-owners.ts'
import { addLink } from './store/links.ts'
import { send } from './store/messages.ts'
import { endTokensFor } from './api/end-tokens.ts'
import { notOver } from './store/days.ts'
import { shutOtherDoors } from './sign-in.ts'
import { hasEmail, likeEmail } from './store/people.ts'
import { endSessions } from './store/sessions.ts'

/** An account, for whoever runs the service. */
export interface UserSummary {
  readonly email: string
  readonly name: string
  readonly state: 'open' | 'no-password' | 'closed'
  readonly secondFactor: boolean
  /** Whether it may load editions of frameworks. */
  readonly frameworkOwner: boolean
  readonly createdAt: string
  readonly organisations: readonly { readonly name: string; readonly duties: readonly string[] }[]
}

/** Whose account, and when something is done to it. */
export interface UserAsked {
  readonly email: string
  readonly now: Date
}

/** What came of an invitation. */
export type Invited =
  | { readonly path: string; readonly organisation: string }
  | { readonly refused: 'nobody' | 'has-account' }
  | { readonly refused: 'several'; readonly organisations: readonly string[] }

/** Every account with what it may do today, by e-mail address. */
export function listUsers(store: Store, now: Date): Promise<UserSummary[]> {
  const today = now.toISOString().slice(0, 10)
  return store.read(async (db) => {
    const accounts = await db.selectFrom('accounts').selectAll().orderBy('email').execute()
    const owners = await frameworkOwners(db)
    const rows = Map.groupBy(await dutiesByAccount(db, today), ({ account }) => account)
    return accounts.map((account) => ({
      email: account.email,
      name: account.name,
      state: stateOf(account),
      secondFactor: account.totp_confirmed_at !== null,
      frameworkOwner: owners.has(account.id),
      createdAt: account.created_at,
      organisations: [
        ...Map.groupBy(rows.get(account.id) ?? [], ({ organisation }) => organisation),
      ].map(([name, held]) => ({
        name,
        duties: held.flatMap(({ duty }) => (duty === null ? [] : [duty])),
      })),
    }))
  })
}

/** One row a duty; somebody without any has one row. */
function dutiesByAccount(
  db: Reading,
  today: string,
): Promise<{ account: string | null; organisation: string; duty: string | null }[]> {
  return db
    .selectFrom('people')
    .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
    .leftJoin('duties', (join) =>
      join
        .onRef('duties.person_id', '=', 'people.id')
        .on('duties.from_day', '<=', today)
        .on(notOver('duties.until_day', today)),
    )
    .select(['people.account_id as account', 'organisations.name as organisation', 'duties.duty'])
    .where('people.account_id', 'is not', null)
    .where(notOver('people.left_on', today))
    .orderBy('organisations.name')
    .orderBy('duties.duty')
    .execute()
}

function stateOf(account: Account): UserSummary['state'] {
  if (account.closed_at !== null) return 'closed'
  return account.password_hash === null ? 'no-password' : 'open'
}

/**
 * A link with which a person of an organisation, found by their e-mail address, joins it.
 *
 * @param organisation its name, where more than one has somebody with this address
 * @example
 * await inviteUser(store, { email: 'ada@example.org', now: new Date() })
 */
export function inviteUser(
  store: Store,
  { email, organisation, now }: UserAsked & { readonly organisation?: string },
): Promise<Invited> {
  return store.write(async (db) => {
    const people = await peopleWith(db, email, now.toISOString().slice(0, 10))
    const meant = people.filter(({ name }) => organisation === undefined || name === organisation)
    const [person, other] = meant
    if (person === undefined) return { refused: 'nobody' }
    if (other !== undefined) {
      return { refused: 'several', organisations: meant.map(({ name }) => name) }
    }
    if (person.account_id !== null) return { refused: 'has-account' }
    const { id: personId, organisation_id: organisationId } = person
    const token = await addLink(db, { purpose: 'invitation', accountId: null, personId, now })
    await log(db, { action: 'invitation.sent', accountId: null, organisationId, personId, now })
    return { path: `/link/${token}`, organisation: person.name }
  })
}

async function peopleWith(
  db: Reading,
  email: string,
  today: string,
): Promise<{ id: string; account_id: string | null; organisation_id: string; name: string }[]> {
  const found = await db
    .selectFrom('people')
    .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
    .select(['people.id', 'people.account_id', 'people.organisation_id', 'organisations.name'])
    .select('people.email')
    .where(likeEmail(email))
    .where(notOver('people.left_on', today))
    .orderBy('organisations.name')
    .execute()
  return found.filter(hasEmail(email))
}

/**
 * A link with which somebody sets a new password; undefined where there is no such account. Its
 * owner is told.
 *
 * @example
 * await newPasswordLink(store, { email: 'ada@example.org', now: new Date() }) // '/link/…'
 */
export function newPasswordLink(
  store: Store,
  { email, now }: UserAsked,
): Promise<string | undefined> {
  return store.write(async (db) => {
    const account = await accountByEmail(db, email)
    if (account === undefined) return undefined
    const { id: accountId } = account
    const token = await addLink(db, { purpose: 'new-password', accountId, now })
    await logAbout(db, { action: 'account.new-password-offered', accountId, now })
    await send(db, {
      accountId,
      subject: 'A link for a new password was made',
      body: 'Whoever runs this service made a link with which a new password can be set for your account. If you did not ask for it, tell an administrator.',
      now,
    })
    return `/link/${token}`
  })
}

/**
 * Takes away a second factor that was lost, with its recovery codes, and ends the sessions of the
 * account. Its owner is told.
 *
 * @returns undefined where there is no such account; false where it has no second factor
 * @example
 * await removeSecondFactor(store, { email: 'ada@example.org', now: new Date() }) // true
 */
export function removeSecondFactor(
  store: Store,
  { email, now }: UserAsked,
): Promise<boolean | undefined> {
  return store.write(async (db) => {
    const account = await accountByEmail(db, email)
    if (account === undefined) return undefined
    if (account.totp_confirmed_at === null) return false
    const { id: accountId } = account
    await changeAccount(db, accountId, {
      totp_secret: null,
      totp_confirmed_at: null,
      totp_step: 0,
    })
    await replaceRecoveryCodes(db, accountId, [])
    await endSessions(db, accountId)
    await endTokensFor(db, { accountId }, { accountId: null, now })
    await logAbout(db, { action: 'account.second-factor-removed', accountId, now })
    await send(db, {
      accountId,
      subject: 'Your second factor was taken away',
      body: 'Whoever runs this service took away the second factor of your account and its recovery codes. Set up a new one on the page of your account. If you did not ask for this, tell an administrator.',
      now,
    })
    return true
  })
}

/**
 * Lets an account load editions of frameworks, or takes that away. Its owner is told.
 *
 * @param owns whether it may from now on
 * @returns undefined where there is no such account; false where nothing had to change
 * @example
 * await setFrameworkOwner(store, { email: 'ada@example.org', owns: true, now: new Date() }) // true
 */
export function setFrameworkOwner(
  store: Store,
  { email, owns, now }: UserAsked & { readonly owns: boolean },
): Promise<boolean | undefined> {
  return store.write(async (db) => {
    const account = await accountByEmail(db, email)
    if (account === undefined) return undefined
    const { id: accountId } = account
    const changed = owns
      ? await addFrameworkOwner(db, { accountId, now })
      : await removeFrameworkOwner(db, accountId)
    if (!changed) return false
    if (owns) await shutOtherDoors(db, { accountId })
    const action = owns ? 'framework-owner.granted' : 'framework-owner.ended'
    await logAbout(db, { action, accountId, now })
    await send(db, {
      accountId,
      subject: owns ? 'You can load editions' : 'You can no longer load editions',
      body: owns
        ? 'Whoever runs this service made you a framework owner: with a second factor, you can load new editions of frameworks for everybody who uses it. Choose Load an edition at the top of any page about people. You were signed out everywhere.'
        : 'Whoever runs this service took away your right to load new editions of frameworks.',
      now,
    })
    return true
  })
}

/**
 * Erases an account: name, e-mail address, password, second factor, sessions and messages. What
 * organisations hold about the person stays theirs. A mark keeps a backup from bringing the
 * account back.
 *
 * @returns the organisations in which the person stays; undefined where there is no such account
 * @throws ExpectedFailure `record-held` where a legal hold keeps what is held about the person
 * @example
 * await removeUser(store, { email: 'ada@example.org', now: new Date() }) // ['Ministry of Kites']
 */
export function removeUser(
  store: Store,
  { email, now }: UserAsked,
): Promise<readonly string[] | undefined> {
  return store.write(async (db) => {
    const account = await db
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', foldEmail(email))
      .executeTakeFirst()
    if (account === undefined) return undefined
    if (await accountStays(db, account.id, now)) throw new ExpectedFailure('record-held')
    const stays = await db
      .selectFrom('people')
      .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
      .select('organisations.name')
      .where('people.account_id', '=', account.id)
      .orderBy('organisations.name')
      .execute()
    await db.deleteFrom('accounts').where('id', '=', account.id).execute()
    await markErased(db, { table: 'accounts', id: account.id, now })
    return stays.map(({ name }) => name)
  })
}

/**
 * Adds to the log of each organisation the person is in. Nobody has signed in at a command line,
 * so it names no one who did it.
 */
export async function logAbout(
  db: Writing,
  {
    action,
    accountId,
    now,
  }: {
    action: Action
    accountId: string
    now: Date
  },
): Promise<void> {
  const event = { action, accountId: null, details: { account: accountId }, now }
  const people = await db
    .selectFrom('people')
    .select(['id as personId', 'organisation_id as organisationId'])
    .where('account_id', '=', accountId)
    .execute()
  if (people.length === 0) await log(db, event)
  for (const person of people) await log(db, { ...event, ...person })
}
