import { ExpectedFailure } from '../../platform/index.ts'
import { ownRoute } from '../account-routes.ts'
import type { AskingSession } from '../asker.ts'
import { formAnswer } from '../context.ts'
import type { AccountsContext } from '../context.ts'
import { readFields, unfilled } from '../form.ts'
import type { Filled } from '../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import { ownerFields, whyNotWhollyOwner } from '../owner-check.ts'
import { shutOtherDoors } from '../sign-in.ts'
import { accountById } from '../store/accounts.ts'
import { log } from '../store/events.ts'
import { disconnectIdentities } from '../store/identities.ts'
import { send } from '../store/messages.ts'
import { providerOf, sendOff } from './routes.ts'

const path = '/account/provider'

/** Connecting one's own account with the provider, and disconnecting it. */
export function connectRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ownRoute('GET', path, async (asked, session) =>
      connectPage(context, asked, { session, filled: unfilled() }),
    ),
    ownRoute('POST', path, (asked, session) => connect(context, asked, session)),
    ownRoute('POST', `${path}/disconnect`, (asked, session) => disconnect(context, asked, session)),
  ]
}

function connectPage(
  context: AccountsContext,
  asked: PrivateAsked,
  { session, filled }: { session: AskingSession; filled: Filled },
): PrivateAnswer {
  const { name } = providerOf(context).settings
  return formAnswer(context, asked, {
    title: `Connect with ${name}`,
    lead: [
      `From then on you can sign in with ${name} too. The e-mail address there has to be the one of your account, ${session.asker.email}.`,
    ],
    action: path,
    submit: 'Continue',
    fields: ownerFields(session),
    filled,
    breadcrumbs: [{ href: '/account', text: 'Your account' }],
  })
}

/** A way in that stays open: an open session alone does not show whose account it is. */
async function connect(
  context: AccountsContext,
  asked: PrivateAsked,
  session: AskingSession,
): Promise<PrivateAnswer> {
  const provider = providerOf(context)
  const again = (filled: Filled): PrivateAnswer => connectPage(context, asked, { session, filled })
  const filled = readFields(ownerFields(session), asked.form)
  if (filled.errors.length > 0) return again(filled)
  const error = await whyNotWhollyOwner(context, asked, session)
  if (error !== undefined) return again({ ...unfilled(), errors: [error] })
  return sendOff(context, asked, {
    provider,
    accountId: session.asker.accountId,
    next: '/account',
    again: (message) => again({ ...unfilled(), errors: [{ field: 'current', message }] }),
  })
}

async function disconnect(
  { door, provider }: AccountsContext,
  { form, now }: PrivateAsked,
  { asker: { accountId }, token }: AskingSession,
): Promise<PrivateAnswer> {
  const issuer = form.get('issuer') ?? ''
  const isGone = await door.store.write(async (db) => {
    const account = await accountById(db, accountId)
    if (typeof account?.password_hash !== 'string')
      throw new ExpectedFailure('provider-only-way-in')
    if ((await disconnectIdentities(db, { accountId, issuer })) === 0) return false
    await shutOtherDoors(db, { accountId, keep: token })
    await log(db, { action: 'account.provider-disconnected', accountId, now })
    const name = provider?.settings.issuer === issuer ? provider.settings.name : issuer
    await send(db, {
      accountId,
      subject: 'Your account was disconnected',
      body: `Nobody can sign in to your account with ${name} any more, and every other session was ended. If it was not you, change your password at once and tell an administrator.`,
      now,
    })
    return true
  })
  return { to: '/account', ...(isGone && { saved: 'Your account was disconnected.' }) }
}
