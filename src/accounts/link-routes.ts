import { ExpectedFailure } from '../platform/index.ts'
import type { Reading, Writing } from '../platform/store/index.ts'
import type { AccountsContext } from './context.ts'
import { formAnswer } from './context.ts'
import type { Field, Filled } from './form.ts'
import { readFields, unfilled } from './form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from './http.ts'
import { invitationPage, useInvitation } from './invitation.ts'
import { countTry } from './store/throttles.ts'
import { newPasswordField } from './password-field.ts'
import { hashPassword } from './passwords.ts'
import { writePassword } from './sign-in.ts'
import {
  accountByEmail,
  accountById,
  addAccount,
  changeAccount,
  hasAccounts,
} from './store/accounts.ts'
import type { Account } from './store/accounts.ts'
import { log } from './store/events.ts'
import { addFrameworkOwner } from './store/framework-owners.ts'
import { openLink, useLink } from './store/links.ts'
import type { OpenLink } from './store/links.ts'
import { grantDuty } from './store/duties.ts'
import { addOrganisation } from './store/organisations.ts'
import { addPerson, invitedPerson } from './store/people.ts'
import { accountState } from './store/person-sheet.ts'
import { openSession } from './store/sessions.ts'

function firstFields(form: URLSearchParams): readonly Field[] {
  const about = ['name', 'email', 'organisation'].map((name) => form.get(name) ?? '')
  return [
    { name: 'name', label: 'Your name', kind: 'text', autocomplete: 'name' },
    { name: 'email', label: 'Your e-mail address', kind: 'email', autocomplete: 'username' },
    {
      name: 'organisation',
      label: 'Your organisation',
      kind: 'text',
      autocomplete: 'organization',
    },
    newPasswordField(about.filter(Boolean)),
  ]
}

/** Links that are used once: the first administrator, invitations, new passwords. */
export function linkRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    {
      method: 'GET',
      path: '/link/:token',
      permission: 'anyone',
      answer: async (asked) => {
        const link = await linkOf(context, asked)
        if (link.purpose === 'invitation') return invitationPage(context, asked)
        return linkPage(context, asked, { link, filled: unfilled() })
      },
    },
    {
      method: 'POST',
      path: '/link/:token',
      permission: 'anyone',
      answer: async (asked) => {
        const link = await linkOf(context, asked)
        await countUse(context, asked)
        if (link.purpose === 'invitation') return useInvitation(context, asked)
        return followLink(context, asked, link)
      },
    },
  ]
}

/** To look at a password takes a while, so that nobody has it done as often as they like. */
async function countUse({ door }: AccountsContext, { params, now }: PrivateAsked): Promise<void> {
  const tries = { what: 'link', who: params['token'] ?? '', limit: { tries: 20, minutes: 15 } }
  const until = await door.store.write((db) => countTry(db, { ...tries, now }))
  if (until !== undefined) throw new ExpectedFailure('too-many-tries')
}

interface FoundLink extends OpenLink {
  readonly account: Account | undefined
}

function linkOf({ door }: AccountsContext, asked: PrivateAsked): Promise<FoundLink> {
  return door.store.read((db) => usableLink(db, asked))
}

async function usableLink(db: Reading, { params, now }: PrivateAsked): Promise<FoundLink> {
  const link = await openLink(db, params['token'] ?? '', now)
  if (link === undefined) throw new ExpectedFailure('link-not-valid')
  if (link.purpose !== 'new-password') return { ...link, account: undefined }
  const account = await accountById(db, link.accountId ?? '')
  if (account === undefined || !(await isTheirsToHelp(db, link, now))) {
    throw new ExpectedFailure('link-not-valid')
  }
  return { ...link, account }
}

/** An administrator may help while the account is their organisation's alone: also when it is used. */
async function isTheirsToHelp(
  db: Reading,
  { accountId, personId }: OpenLink,
  now: Date,
): Promise<boolean> {
  if (personId === null) return true
  const person = await invitedPerson(db, personId)
  const state = person && (await accountState(db, person, now))
  return state?.kind === 'own' && state.accountId === accountId
}

function linkPage(
  context: AccountsContext,
  asked: PrivateAsked,
  { link, filled }: { link: FoundLink; filled: Filled },
): PrivateAnswer {
  const action = `/link/${asked.params['token'] ?? ''}`
  if (link.account === undefined) {
    return formAnswer(context, asked, {
      title: 'Set up the first administrator',
      lead: [
        'You will be the administrator of a new organisation. Next you set up a second factor; without it an administrator can do nothing.',
      ],
      action,
      submit: 'Create the account',
      fields: firstFields(asked.form),
      filled,
    })
  }
  return formAnswer(context, asked, {
    title: 'Set a new password',
    lead: [
      `For ${link.account.email}.`,
      'Every session and every token of the account will end. If you sign in with your organisation, you have to connect that again.',
    ],
    action,
    submit: 'Set the password',
    fields: [newPasswordField([link.account.name, link.account.email])],
    filled,
  })
}

async function followLink(
  context: AccountsContext,
  asked: PrivateAsked,
  link: FoundLink,
): Promise<PrivateAnswer> {
  const { account } = link
  const fields =
    account === undefined
      ? firstFields(asked.form)
      : [newPasswordField([account.name, account.email])]
  const filled = readFields(fields, asked.form)
  if (filled.errors.length > 0) return linkPage(context, asked, { link, filled })
  const hash = await hashPassword(filled.values.get('password') ?? '')
  const { now } = asked
  const done = await context.door.store.write(async (db) => {
    await usableLink(db, asked)
    if (account === undefined) {
      const email = filled.values.get('email') ?? ''
      if ((await accountByEmail(db, email)) !== undefined) return 'taken'
    }
    if (!(await useLink(db, asked.params['token'] ?? '', now))) return 'used'
    if (account === undefined) return { token: await createFirst(db, { filled, hash, now }) }
    return { token: await resetPassword(db, { account, hash, now }) }
  })
  if (done === 'used') throw new ExpectedFailure('link-not-valid')
  if (done === 'taken') {
    const taken = { field: 'email', message: 'There is an account with this e-mail address' }
    return linkPage(context, asked, { link, filled: { ...filled, errors: [taken] } })
  }
  if (done.token === undefined) return { to: '/sign-in', token: null }
  const isFirst = account === undefined
  return {
    to: isFirst ? '/account/second-factor' : '/account',
    saved: isFirst ? 'Your account was opened.' : 'Your new password was saved.',
    token: done.token,
  }
}

interface Resetting {
  readonly account: Account
  readonly hash: string
  readonly now: Date
}

/** Answers the token of a session, or nothing where signing in asks for a second factor. */
async function resetPassword(
  db: Writing,
  { account, hash, now }: Resetting,
): Promise<string | undefined> {
  await writePassword(db, { accountId: account.id, hash, disconnects: true, now })
  if (account.totp_confirmed_at !== null) return undefined
  return openSession(db, { accountId: account.id, secondFactor: false, now })
}

/** The account, its organisation, and somebody in it who administers it. */
async function createFirst(
  db: Writing,
  { filled, hash, now }: { filled: Filled; hash: string; now: Date },
): Promise<string> {
  const value = (name: string): string => filled.values.get(name) ?? ''
  const name = value('name')
  const isVeryFirst = !(await hasAccounts(db))
  const accountId = await addAccount(db, { email: value('email'), name, now })
  await changeAccount(db, accountId, { password_hash: hash })
  const organisationId = await addOrganisation(db, { name: value('organisation'), now })
  const person = { organisationId, accountId, reference: '1', name, email: value('email') }
  const personId = await addPerson(db, { ...person, now })
  await grantDuty(db, { personId, duty: 'administrator', now })
  if (isVeryFirst) await addFrameworkOwner(db, { accountId, now })
  await log(db, { action: 'account.opened', accountId, now })
  await log(db, { action: 'organisation.created', accountId, organisationId, now })
  return openSession(db, { accountId, secondFactor: false, now })
}
