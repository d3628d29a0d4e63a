import { ExpectedFailure } from '../../platform/index.ts'
import { formAnswer, isOpen, safeNext } from '../context.ts'
import type { AccountsContext } from '../context.ts'
import { unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import { newToken } from '../secrets.ts'
import { signInPage } from '../sign-in-routes.ts'
import { tooOften } from '../sign-in-words.ts'
import { log } from '../store/events.ts'
import { addProviderRequest, takeProviderRequest } from '../store/provider-requests.ts'
import type { ProviderRequest } from '../store/provider-requests.ts'
import { endSession, openSession } from '../store/sessions.ts'
import { countTry } from '../store/throttles.ts'
import { attemptMinutes, attemptOf, isAnswerTo } from './attempt.ts'
import { arrivalOf } from './claims.ts'
import { backPath } from './client.ts'
import type { Answered, Provider } from './client.ts'
import { enter } from './enter.ts'
import { onwardPage, sealHint } from './onward.ts'

/** From one address. A large office may stand behind it, and all of it signs in at nine. */
const perAddress = { tries: 600, minutes: 15 }

/** Signing in with the provider of the organisation, and coming back from it. */
export function providerRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    {
      method: 'GET',
      path: '/sign-in/provider',
      permission: 'anyone',
      answer: async (asked) => startPage(context, asked),
    },
    {
      method: 'POST',
      path: '/sign-in/provider',
      permission: 'anyone',
      answer: (asked) => start(context, asked),
    },
    {
      method: 'GET',
      path: backPath,
      permission: 'anyone',
      answer: (asked) => comeBack(context, asked),
    },
    {
      method: 'GET',
      path: '/signed-out',
      permission: 'anyone',
      answer: async () => ({ to: '/sign-in?left=yes' }),
    },
  ]
}

/**
 * The provider of the site.
 *
 * @throws ExpectedFailure `page-not-found` where there is none
 */
export function providerOf({ provider }: AccountsContext): Provider {
  if (provider === undefined) throw new ExpectedFailure('page-not-found')
  return provider
}

/** For links that others set: one button, so that nobody is sent off without a click. */
function startPage(context: AccountsContext, asked: PrivateAsked): PrivateAnswer {
  const { name } = providerOf(context).settings
  return formAnswer(context, asked, {
    title: `Sign in with ${name}`,
    action: '/sign-in/provider',
    submit: 'Continue',
    fields: [],
    filled: unfilled(),
    hidden: { next: safeNext(asked.query['next']) },
    after: [{ href: '/sign-in', text: 'Sign in in another way' }],
  })
}

/** In an open session too this connects nothing: it signs in as somebody else. */
async function start(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  return sendOff(context, asked, {
    provider: providerOf(context),
    accountId: null,
    next: safeNext(asked.form.get('next')),
    again: (message) => signInPage(context, asked, { errors: [{ field: 'provider', message }] }),
  })
}

/** Why a browser is sent to the provider. */
export interface SendingOff {
  readonly provider: Provider
  /** The account that is connected: its owner has just shown that they are. */
  readonly accountId: string | null
  readonly next: string
  /** The page it comes from, with what is wrong. */
  readonly again: (message: string) => PrivateAnswer
}

/** Notes the attempt, then sends the browser to the provider. */
export async function sendOff(
  context: AccountsContext,
  { address, now }: PrivateAsked,
  { provider, accountId, next, again }: SendingOff,
): Promise<PrivateAnswer> {
  const token = newToken()
  const until = await context.door.store.write(async (db) => {
    const wait = await countTry(db, { what: 'provider', who: address, limit: perAddress, now })
    if (wait !== undefined) return wait
    await addProviderRequest(db, {
      token,
      accountId,
      next,
      until: new Date(now.getTime() + attemptMinutes * 60_000),
    })
    return undefined
  })
  if (until !== undefined) return again(tooOften(until))
  try {
    const to = await provider.entrance(attemptOf(token))
    return { ...onwardPage(context, to), attempt: token }
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    return again(`${error.message} Try again in a few minutes`)
  }
}

/** The provider sent the browser back. Only the one that was sent there is listened to, once. */
async function comeBack(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const provider = providerOf(context)
  const token = asked.attempt ?? ''
  const attempt = attemptOf(token)
  const { door } = context
  const isOurs = token !== '' && isAnswerTo(attempt, asked.query['state'])
  const request = isOurs
    ? await door.store.write((db) => takeProviderRequest(db, token, asked.now))
    : undefined
  if (request === undefined || !isStillThere(request, asked)) {
    throw new ExpectedFailure('provider-request-ended', signInAgain)
  }
  try {
    const answered = await provider.answer(asked.query, attempt)
    return await signInAs(context, asked, { provider, request, answered })
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    throw new ExpectedFailure(error.code, error.wayOut ?? signInAgain, error.cause)
  }
}

const signInAgain = { href: '/sign-in', text: 'Go to the page Sign in' }

/** An account is connected only in the session that asked for it. */
function isStillThere({ account_id: id }: ProviderRequest, { session }: PrivateAsked): boolean {
  if (id === null) return true
  return session !== undefined && isOpen(session) && session.asker.accountId === id
}

interface Arriving {
  readonly provider: Provider
  readonly request: ProviderRequest
  readonly answered: Answered
}

async function signInAs(
  { door }: AccountsContext,
  { session, now }: PrivateAsked,
  { provider: { settings }, request, answered }: Arriving,
): Promise<PrivateAnswer> {
  const arrival = arrivalOf(settings, answered.claims)
  const connecting = request.account_id ?? undefined
  const { token, needsFactor } = await door.store.write(async (db) => {
    const account = await enter(db, { arrival, name: settings.name, connecting, now })
    const accountId = account.id
    // What was given here a moment ago still counts when an account is connected.
    const given = connecting !== undefined && session?.asker.secondFactor === true
    const secondFactor = arrival.secondFactor || given
    const needs = account.totp_confirmed_at !== null && !secondFactor
    if (session !== undefined) await endSession(db, session.token)
    if (!needs) await log(db, { action: 'account.signed-in', accountId, now })
    const providerHint = sealHint(door, accountId, answered.idToken)
    return {
      token: await openSession(db, { accountId, secondFactor, providerHint, now }),
      needsFactor: needs,
    }
  })
  const next = safeNext(request.next)
  if (!needsFactor) return { to: next, token, attempt: null }
  const to = `/sign-in/second-factor?${new URLSearchParams({ next }).toString()}`
  return { to, token, attempt: null }
}
