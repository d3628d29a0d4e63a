import type { Link, PageView } from '../platform/index.ts'
import { readableDate, readableMoment, view } from '../platform/index.ts'
import type { AskingSession } from './asker.ts'
import type { AccountsContext } from './context.ts'
import { formAnswer, frameOf } from './context.ts'
import type { Field, Filled } from './form.ts'
import { readFields, unfilled } from './form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from './http.ts'
import { newPasswordField } from './password-field.ts'
import { currentPassword, whyNotOwner } from './owner-check.ts'
import { duties, whyRefused } from './permissions.ts'
import type { Membership } from './permissions.ts'
import { setPassword } from './sign-in.ts'
import { daysUnattached } from './purposes/retention/kinds.ts'
import { accountById, recoveryCodesLeft } from './store/accounts.ts'
import { identitiesOf } from './store/identities.ts'
import { markRead, messagesTo } from './store/messages.ts'
import { endSessions } from './store/sessions.ts'

interface AccountView extends PageView {
  readonly name: string
  readonly email: string
  readonly word: string
  readonly hasSecondFactor: boolean
  readonly codesLeft: number
  readonly hasPassword: boolean
  /** With whom they sign in besides their password. */
  readonly identities: readonly {
    readonly issuer: string
    readonly name: string
    readonly since: string
  }[]
  /** The provider they could connect with. */
  readonly connectable: string | undefined
  /** For those who may load a demonstration. */
  readonly tryIt: Link | undefined
  readonly memberships: readonly {
    readonly organisation: string
    readonly duties: string
    readonly links: readonly Link[]
  }[]
  /** An account that is in no organisation is kept for so many days. */
  readonly daysInNone: number
}

interface MessagesView extends PageView {
  readonly messages: readonly {
    readonly subject: string
    readonly body: string
    readonly at: string
    readonly isNew: boolean
  }[]
}

const accountView = view<AccountView>('accounts/views/account.njk')
const messagesView = view<MessagesView>('accounts/views/messages.njk')

/** The pages of somebody's own account. */
export function accountRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ownRoute('GET', '/account', (asked, session) => accountPage(context, asked, session)),
    ownPassword(context, 'GET', async (asked) => passwordPage(context, asked, unfilled())),
    ownPassword(context, 'POST', (asked, session) => newPassword(context, asked, session)),
    ownRoute('POST', '/account/sessions', async (_asked, session) => {
      const { accountId } = session.asker
      await context.door.store.write((db) => endSessions(db, accountId, session.token))
      return { to: '/account', saved: 'You were signed out everywhere else.' }
    }),
    ownRoute('GET', '/messages', (asked, session) => messagesPage(context, asked, session)),
  ]
}

/** Who signs in with a provider only has no password to change. */
function ownPassword(
  { door }: AccountsContext,
  method: 'GET' | 'POST',
  answer: (asked: PrivateAsked, session: AskingSession) => Promise<PrivateAnswer>,
): PrivateRoute {
  return ownRoute(method, '/account/password', async (asked, session) => {
    const account = await door.store.read((db) => accountById(db, session.asker.accountId))
    return typeof account?.password_hash !== 'string' ? { to: '/account' } : answer(asked, session)
  })
}

/** A route of somebody's own account. */
export function ownRoute(
  method: 'GET' | 'POST',
  path: string,
  answer: (asked: PrivateAsked, session: AskingSession) => Promise<PrivateAnswer>,
): PrivateRoute {
  return {
    method,
    path,
    permission: path === '/messages' ? 'messages.read' : 'account.manage',
    subject: ({ session }) => (session === undefined ? {} : { accountId: session.asker.accountId }),
    answer: (asked) => answer(asked, sessionIn(asked)),
  }
}

/** The permission was asked before: somebody has signed in. */
export function sessionIn({ session }: PrivateAsked): AskingSession {
  if (session === undefined) throw new RangeError('Nobody has signed in.')
  return session
}

async function accountPage(
  { door, views, provider }: AccountsContext,
  _asked: PrivateAsked,
  session: AskingSession,
): Promise<PrivateAnswer> {
  const { asker, word } = session
  const { accountId } = asker
  const { codesLeft, account, identities } = await door.store.read(async (db) => ({
    codesLeft: await recoveryCodesLeft(db, accountId),
    account: await accountById(db, accountId),
    identities: await identitiesOf(db, accountId),
  }))
  const hasPassword = typeof account?.password_hash === 'string'
  const own = provider?.settings
  return {
    html: views.render(accountView, {
      frame: frameOf(session, { title: 'Your account', address: '/account' }),
      name: asker.name,
      email: asker.email,
      word,
      hasSecondFactor: asker.hasSecondFactor,
      codesLeft,
      hasPassword,
      identities: identities.map(({ issuer, created_at: at }) => ({
        issuer,
        name: issuer === own?.issuer ? own.name : issuer,
        since: readableDate(at.slice(0, 10)),
      })),
      connectable:
        hasPassword && !identities.some(({ issuer }) => issuer === own?.issuer)
          ? own?.name
          : undefined,
      tryIt:
        whyRefused('demonstration.load', asker, {}) === undefined
          ? { href: '/account/demonstration', text: 'Try it with made-up people' }
          : undefined,
      memberships: asker.memberships.map((membership) => ({
        organisation: membership.organisationName,
        duties: membership.duties.map((duty) => duties[duty]).join(', '),
        links: linksOf(membership),
      })),
      daysInNone: daysUnattached,
    }),
  }
}

function linksOf(membership: Membership): readonly Link[] {
  const { organisationId, personId, duties: held, manages, readsExceptionally = [] } = membership
  const place = `/organisations/${organisationId}`
  return [
    { href: `/account/record/${personId}`, text: 'Everything held about you' },
    { href: `${place}/my-skills`, text: 'Your skills' },
    { href: `${place}/about`, text: 'What is kept and why' },
    ...(manages.length > 0 ? [{ href: `${place}/team`, text: 'People you manage' }] : []),
    ...readsExceptionally.map((id) => ({
      href: `${place}/held/${id}`,
      text: 'A record you were given exceptional access to',
    })),
    ...(held.includes('planner') || held.includes('head-of-profession')
      ? [{ href: `${place}/figures`, text: 'Figures about the organisation' }]
      : []),
    ...(held.includes('head-of-profession') || held.includes('hiring-manager')
      ? [{ href: `${place}/profiles`, text: 'Local profiles for posts' }]
      : []),
    ...(held.includes('administrator') ? [{ href: place, text: 'Administer it' }] : []),
  ]
}

function passwordFields(session: AskingSession | undefined): readonly Field[] {
  const about = session === undefined ? [] : [session.asker.name, session.asker.email]
  return [currentPassword, newPasswordField(about)]
}

function passwordPage(
  context: AccountsContext,
  asked: PrivateAsked,
  filled: Filled,
): PrivateAnswer {
  return formAnswer(context, asked, {
    title: 'Change your password',
    lead: ['Every other session and every token of your account will end.'],
    action: '/account/password',
    submit: 'Change the password',
    fields: passwordFields(asked.session),
    filled,
    breadcrumbs: [{ href: '/account', text: 'Your account' }],
  })
}

async function newPassword(
  context: AccountsContext,
  asked: PrivateAsked,
  session: AskingSession,
): Promise<PrivateAnswer> {
  // Tries count before the new password is looked at, which takes a while.
  const given = readFields([currentPassword], asked.form)
  if (given.errors.length > 0) return passwordPage(context, asked, given)
  const error = await whyNotOwner(context, asked, session)
  if (error !== undefined) return passwordPage(context, asked, { ...unfilled(), errors: [error] })
  const filled = readFields(passwordFields(session), asked.form)
  if (filled.errors.length > 0) return passwordPage(context, asked, filled)
  const password = filled.values.get('password') ?? ''
  const { asker, token } = session
  await setPassword(context.door, { accountId: asker.accountId, password, keep: token })
  return { to: '/account', saved: 'Your new password was saved.' }
}

async function messagesPage(
  { door, views }: AccountsContext,
  { now }: PrivateAsked,
  session: AskingSession,
): Promise<PrivateAnswer> {
  const { accountId } = session.asker
  const messages = await door.store.read((db) => messagesTo(db, accountId, 200))
  if (session.unread > 0) await door.store.write((db) => markRead(db, accountId, now))
  return {
    html: views.render(messagesView, {
      frame: frameOf({ ...session, unread: 0 }, { title: 'Messages', address: '/messages' }),
      messages: messages.map(({ subject, body, created_at: at, read_at: readAt }) => ({
        subject,
        body,
        at: readableMoment(at),
        isNew: readAt === null,
      })),
    }),
  }
}
