import { ExpectedFailure } from '../platform/index.ts'
import type { Reading, Writing } from '../platform/store/index.ts'
import type { AskingSession } from './asker.ts'
import type { AccountsContext } from './context.ts'
import { formAnswer, frameOf, isOpen } from './context.ts'
import type { Field, FieldError, Filled } from './form.ts'
import { readFields, unfilled } from './form.ts'
import type { PrivateAnswer, PrivateAsked } from './http.ts'
import { newPasswordField } from './password-field.ts'
import { hashPassword } from './passwords.ts'
import { duties } from './permissions.ts'
import { sheetOf, sheetView } from './sheet.ts'
import { shutOtherDoors } from './sign-in.ts'
import { accountByEmail, addAccount, changeAccount, foldEmail } from './store/accounts.ts'
import { hasLeft } from './store/days.ts'
import { dutiesOfPerson, dutiesToday } from './store/duties.ts'
import { log } from './store/events.ts'
import { bindLink, openLink, useLink } from './store/links.ts'
import { send } from './store/messages.ts'
import { changePerson, invitedPerson, personBy } from './store/people.ts'
import type { InvitedPerson } from './store/people.ts'

/** Somebody who was invited, by the link they came with. */
interface Invitation {
  readonly token: string
  /** Whether somebody chose a password with it. */
  readonly isOpened: boolean
  readonly person: InvitedPerson & { readonly email: string }
}

/** The invitation of a link, when it can be used. */
async function invitationOf(db: Reading, token: string, now: Date): Promise<Invitation> {
  const link = await openLink(db, token, now)
  const id = link?.personId ?? null
  const person = id === null ? undefined : await invitedPerson(db, id)
  const email = person?.email ?? null
  if (person === undefined || email === null || person.account_id !== null) {
    throw new ExpectedFailure('link-not-valid')
  }
  if (hasLeft(person, now.toISOString().slice(0, 10))) {
    throw new ExpectedFailure('invitation-person-left')
  }
  return { token, isOpened: typeof link?.accountId === 'string', person: { ...person, email } }
}

/**
 * The page of an invitation. It is the same whether there is an account with the e-mail address or
 * not: whoever passed the link on is not told who has one.
 */
export async function invitationPage(
  context: AccountsContext,
  asked: PrivateAsked,
): Promise<PrivateAnswer> {
  return showPage(context, asked, { invitation: await read(context, asked), filled: unfilled() })
}

/** What an invitation tells whoever holds its link. */
export interface Invited {
  /** To sign in with. */
  readonly email: string
  readonly organisationName: string
  /** Whether somebody chose a password with it. */
  readonly isOpened: boolean
}

/**
 * What is told of an invitation on the page to sign in, to whoever holds the link. Undefined where
 * the way on after signing in is no invitation that works.
 */
export async function invitedBy(
  { door }: AccountsContext,
  { query, now }: PrivateAsked,
): Promise<Invited | undefined> {
  const token = /^\/link\/([\w-]{43})$/.exec(query['next'] ?? '')?.[1]
  if (token === undefined) return undefined
  return door.store.read(async (db) => {
    const link = await openLink(db, token, now)
    const id = link?.personId ?? null
    const person = id === null ? undefined : await invitedPerson(db, id)
    if (person?.account_id !== null) return undefined
    const { email, organisation_name: organisationName } = person
    return { email: email ?? '', organisationName, isOpened: typeof link?.accountId === 'string' }
  })
}

function read({ door }: AccountsContext, { params, now }: PrivateAsked): Promise<Invitation> {
  return door.store.read((db) => invitationOf(db, params['token'] ?? '', now))
}

interface Shown {
  readonly invitation: Invitation
  readonly filled: Filled
}

function showPage(
  context: AccountsContext,
  asked: PrivateAsked,
  { invitation, filled }: Shown,
): PrivateAnswer {
  const { token, person } = invitation
  const action = `/link/${token}`
  const next = new URLSearchParams({ next: action }).toString()
  const title = `Join ${person.organisation_name}`
  const lead = `This invitation is for ${person.name}, ${person.email}.`
  const { session } = asked
  if (session === undefined && invitation.isOpened)
    return openedPage(context, { title, lead, next })
  if (session === undefined) {
    return formAnswer(context, asked, {
      title,
      lead: [lead, 'If you have no account with this e-mail address, open one:'],
      action,
      submit: 'Open an account',
      fields: passwordFields(invitation),
      filled,
      after: [{ href: `/sign-in?${next}`, text: 'I have an account: sign in' }],
    })
  }
  const { asker } = session
  if (!isOpen(session)) {
    return { to: `/sign-in/second-factor?${next}` }
  }
  if (!isFor(invitation, session)) {
    return formAnswer(context, asked, {
      title,
      lead: [
        lead,
        `You are signed in as ${asker.email}. Sign out, then open the link again to use it.`,
      ],
      action: '/sign-out',
      submit: 'Sign out',
      fields: [],
      filled,
    })
  }
  return formAnswer(context, asked, {
    title,
    lead: [
      lead,
      `Administrators of ${person.organisation_name} will see that you have joined, and nothing of what you do elsewhere.`,
    ],
    action,
    submit: 'Join',
    fields: [],
    filled,
  })
}

/** Also where an account was there before: who holds the link is not told which it was. */
function openedPage(
  { views }: AccountsContext,
  { title, lead, next }: { title: string; lead: string; next: string },
): PrivateAnswer {
  const links = [
    { href: `/sign-in?${next}`, text: 'Sign in and join' },
    { href: '/sign-in/help', text: 'You do not know the password' },
  ]
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: frameOf(undefined, { title, address: '/sign-in' }),
        title,
        lead: [
          lead,
          'A password was chosen with it before, and it sets no other. Sign in with your account to join.',
        ],
        sections: [{ links }],
      }),
    ),
  }
}

function passwordFields({ person }: Invitation): readonly Field[] {
  return [newPasswordField([person.name, person.email, person.organisation_name])]
}

function isFor({ person }: Invitation, session: AskingSession): boolean {
  return session.asker.email === foldEmail(person.email)
}

/** Joins, or opens an account with which to join. */
export async function useInvitation(
  context: AccountsContext,
  asked: PrivateAsked,
): Promise<PrivateAnswer> {
  const invitation = await read(context, asked)
  const { session } = asked
  if (session === undefined) return openAccount(context, asked, invitation)
  if (!isOpen(session) || !isFor(invitation, session)) {
    return showPage(context, asked, { invitation, filled: unfilled() })
  }
  const errors = await context.door.store.write((db) => join(db, asked, session))
  if (errors.length === 0) {
    return { to: '/account', saved: `You have joined ${invitation.person.organisation_name}.` }
  }
  return showPage(context, asked, { invitation, filled: { ...unfilled(), errors } })
}

/**
 * The answer is the same, and takes as long, whether there was an account before or not. A password
 * that was chosen, with this link or otherwise, stays, whoever holds the link.
 */
async function openAccount(
  context: AccountsContext,
  asked: PrivateAsked,
  invitation: Invitation,
): Promise<PrivateAnswer> {
  if (invitation.isOpened) return showPage(context, asked, { invitation, filled: unfilled() })
  const filled = readFields(passwordFields(invitation), asked.form)
  if (filled.errors.length > 0) return showPage(context, asked, { invitation, filled })
  const hash = await hashPassword(filled.values.get('password') ?? '')
  const { now } = asked
  const { token } = invitation
  await context.door.store.write(async (db) => {
    const { person, isOpened } = await invitationOf(db, token, now)
    if (isOpened) return
    const { email, name } = person
    const account = await accountByEmail(db, email)
    if (account === undefined) {
      const accountId = await addAccount(db, { email, name, now })
      await changeAccount(db, accountId, { password_hash: hash })
      await bindLink(db, { token, accountId })
      await log(db, { action: 'account.opened', accountId, now })
      return
    }
    await bindLink(db, { token, accountId: account.id })
    await send(db, {
      accountId: account.id,
      subject: `You are invited to join ${person.organisation_name}`,
      body: 'Somebody opened the invitation and chose a new password. Yours stays as it is. If it was you, open the invitation again, sign in and join. If it was not, there is nothing to do.',
      now,
    })
  })
  const next = new URLSearchParams({ next: `/link/${token}`, opened: 'yes' })
  return { to: `/sign-in?${next.toString()}` }
}

async function join(
  db: Writing,
  { params, now }: PrivateAsked,
  { asker: { accountId }, token: keep }: AskingSession,
): Promise<readonly FieldError[]> {
  const token = params['token'] ?? ''
  const { person } = await invitationOf(db, token, now)
  const { id, version, organisation_id: organisationId } = person
  const other = await personBy(db, organisationId, { accountId })
  if (other !== undefined) {
    const message = `You are in ${person.organisation_name} already, with the reference ${other.reference}. Tell an administrator`
    return [{ field: 'account', message }]
  }
  await changePerson(db, { organisationId, id, version }, { account_id: accountId })
  await useLink(db, token, now)
  await shutOtherDoors(db, { accountId, keep })
  await log(db, { action: 'invitation.accepted', accountId, organisationId, personId: id, now })
  const today = now.toISOString().slice(0, 10)
  const held = dutiesToday(await dutiesOfPerson(db, organisationId, id), today)
  const dutyWords = held.map((duty) => duties[duty]).join(', ')
  await send(db, {
    accountId,
    subject: `You have joined ${person.organisation_name}`,
    body: `On the page of your account you see everything that is held about you. You were signed out everywhere else.${dutyWords === '' ? '' : ` Your duties: ${dutyWords}. They need a second factor.`}`,
    now,
  })
  return []
}
