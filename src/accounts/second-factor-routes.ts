import { renderSVG } from 'uqr'
import type { PageView } from '../platform/index.ts'
import { view } from '../platform/index.ts'
import { ownRoute } from './account-routes.ts'
import type { AskingSession } from './asker.ts'
import type { AccountsContext } from './context.ts'
import { frameOf, safeNext } from './context.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from './http.ts'
import { newRecoveryCodes, newSecret, secretAddress, stepOfCode } from './second-factor.ts'
import { formWord } from './secrets.ts'
import { changeAccount, replaceRecoveryCodes } from './store/accounts.ts'
import { log } from './store/events.ts'
import { send } from './store/messages.ts'
import { endSessions, renewSession } from './store/sessions.ts'

interface SecretView extends PageView {
  readonly secret: string
  readonly address: string
  /** An SVG drawn here, from the address alone. */
  readonly picture: string
  readonly sealed: string
  readonly word: string
  readonly next: string
  readonly error: string | undefined
}

interface CodesView extends PageView {
  readonly codes: readonly string[]
  readonly next: string
}

const secretView = view<SecretView>('accounts/views/second-factor.njk')
const codesView = view<CodesView>('accounts/views/recovery-codes.njk')
const site = 'Capable'

/** Setting up an authenticator app, and recovery codes. */
export function secondFactorRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ownRoute('GET', '/account/second-factor', async (asked, session) =>
      secretPage(context, { asked, session, secret: newSecret() }),
    ),
    ownRoute('POST', '/account/second-factor', (asked, session) =>
      confirm(context, asked, session),
    ),
    ownRoute('POST', '/account/recovery-codes', (asked, session) =>
      newCodes(context, asked, session),
    ),
  ]
}

interface SecretPage {
  readonly asked: PrivateAsked
  readonly session: AskingSession
  readonly secret: string
  readonly error?: string
}

/** The secret travels sealed in the form: nothing is kept until a code has shown that it works. */
function secretPage(
  { door, views }: AccountsContext,
  { asked, session, secret, error }: SecretPage,
): PrivateAnswer {
  const { accountId, email } = session.asker
  const address = secretAddress({ account: email, site, secret })
  const title = 'Set up a second factor'
  return {
    status: error === undefined ? 200 : 422,
    html: views.render(secretView, {
      frame: frameOf(session, {
        title,
        address: '/account/second-factor',
        breadcrumbs: [{ href: '/account', text: 'Your account' }],
      }),
      secret: secret.replace(/.{4}(?=.)/g, '$& '),
      address,
      picture: renderSVG(address),
      sealed: door.safe.seal(secret, `setting up ${accountId}`),
      word: session.word,
      next: safeNext(asked.form.get('next') ?? asked.query['next']),
      error,
    }),
  }
}

async function confirm(
  context: AccountsContext,
  asked: PrivateAsked,
  session: AskingSession,
): Promise<PrivateAnswer> {
  const { safe, store } = context.door
  const { accountId } = session.asker
  const secret = openedSecret(context, asked, accountId)
  if (secret === undefined) {
    const again = newSecret()
    const error = 'The page was open for too long. Add the new secret to your app'
    return secretPage(context, { asked, session, secret: again, error })
  }
  const { now } = asked
  const step = stepOfCode(asked.form.get('code') ?? '', { secret, lastStep: 0, now })
  if (step === undefined) {
    const error = 'The code is not right. Check the time of your phone and enter the newest code'
    return secretPage(context, { asked, session, secret, error })
  }
  const made = newRecoveryCodes()
  const token = await store.write(async (db) => {
    await changeAccount(db, accountId, {
      totp_secret: safe.seal(secret, accountId),
      totp_confirmed_at: now.toISOString(),
      totp_step: step,
    })
    await replaceRecoveryCodes(db, accountId, made)
    await endSessions(db, accountId, session.token)
    await log(db, { action: 'account.second-factor-set-up', accountId, now })
    await send(db, {
      accountId,
      subject: 'A second factor was set up',
      body: 'An authenticator app was set up for your account. If it was not you, tell an administrator at once.',
      now,
    })
    return renewSession(db, session.token, { accountId, secondFactor: true, now })
  })
  const onward = { ...session, token, word: formWord(token) }
  return { ...codesPage(context, asked, { session: onward, codes: made }), token }
}

function openedSecret(
  { door }: AccountsContext,
  { form }: PrivateAsked,
  accountId: string,
): string | undefined {
  try {
    return door.safe.open(form.get('sealed') ?? '', `setting up ${accountId}`)
  } catch {
    return undefined
  }
}

function codesPage(
  { views }: AccountsContext,
  asked: PrivateAsked,
  { session, codes }: { session: AskingSession; codes: readonly string[] },
): { html: string } {
  return {
    html: views.render(codesView, {
      frame: frameOf(session, { title: 'Your recovery codes', address: '/account/recovery-codes' }),
      codes,
      next: safeNext(asked.form.get('next')),
    }),
  }
}

/** New ones take the place of the old ones. Shown once: only their hashes are kept. */
async function newCodes(
  context: AccountsContext,
  asked: PrivateAsked,
  session: AskingSession,
): Promise<PrivateAnswer> {
  if (!session.asker.secondFactor) return { to: '/account/second-factor' }
  const codes = newRecoveryCodes()
  const { accountId } = session.asker
  const { now } = asked
  await context.door.store.write(async (db) => {
    await replaceRecoveryCodes(db, accountId, codes)
    await log(db, { action: 'account.recovery-codes-made', accountId, now })
    await send(db, {
      accountId,
      subject: 'New recovery codes were made',
      body: 'Your earlier recovery codes are worth nothing now. If it was not you who made new ones, change your password and set up your second factor again.',
      now,
    })
  })
  return codesPage(context, asked, { session, codes })
}
