import type { AccountsContext } from './context.ts'
import { formAnswer, safeNext } from './context.ts'
import type { Field, FieldError } from './form.ts'
import { readFields, unfilled } from './form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from './http.ts'
import { invitedBy } from './invitation.ts'
import type { Invited } from './invitation.ts'
import { exitOf, onwardPage } from './provider/onward.ts'
import { giveSecondFactor, signIn } from './sign-in.ts'
import { codeField, tooOften, wrongCode } from './sign-in-words.ts'
import { endSession } from './store/sessions.ts'

const credentials: readonly Field[] = [
  { name: 'email', label: 'E-mail address', kind: 'email', autocomplete: 'username' },
  { name: 'password', label: 'Password', kind: 'password', autocomplete: 'current-password' },
]

/** Signing in and out. */
export function signInRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    {
      method: 'GET',
      path: '/sign-in',
      permission: 'anyone',
      answer: async (asked) => {
        if (asked.session !== undefined) return { to: safeNext(asked.query['next']) }
        const invited = await invitedBy(context, asked)
        const isNew = asked.query['opened'] === 'yes' && invited?.isOpened === true
        return signInPage(context, asked, {
          email: invited?.email ?? '',
          ...(isNew && { done: openedInWords(invited) }),
        })
      },
    },
    {
      method: 'POST',
      path: '/sign-in',
      permission: 'anyone',
      answer: (asked) => enter(context, asked),
    },
    {
      method: 'GET',
      path: '/sign-in/second-factor',
      permission: 'anyone',
      answer: async (asked) => codePage(context, asked, {}),
    },
    {
      method: 'POST',
      path: '/sign-in/second-factor',
      permission: 'anyone',
      answer: (asked) => enterCode(context, asked),
    },
    {
      method: 'POST',
      path: '/sign-out',
      permission: 'anyone',
      answer: (asked) => leave(context, asked),
    },
  ]
}

/** Ends the session here and, where it began at the provider, there. */
async function leave(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { session } = asked
  const exit = await exitOf(context, asked)
  if (session !== undefined) {
    await context.door.store.write((db) => endSession(db, session.token))
  }
  if (exit === undefined) return { to: '/sign-in?left=yes', token: null }
  return { ...onwardPage(context, exit), token: null }
}

interface Again {
  readonly errors?: readonly FieldError[]
  readonly email?: string
  /** What was just done. */
  readonly done?: string
}

function nextOf({ query, form }: PrivateAsked): string {
  return safeNext(form.get('next') ?? query['next'])
}

/** The page on which people sign in, with what was wrong the last time. */
export function signInPage(
  context: AccountsContext,
  asked: PrivateAsked,
  { errors = [], email = '', done }: Again,
): PrivateAnswer {
  const next = nextOf(asked)
  const name = context.provider?.settings.name
  return formAnswer(context, asked, {
    title: 'Sign in',
    done,
    lead: leadOf(asked),
    action: '/sign-in',
    submit: 'Sign in',
    fields: credentials,
    filled: { ...unfilled({ email }), errors },
    hidden: { next },
    ...(name !== undefined && {
      instead: {
        to: '/sign-in/provider',
        submit: `Sign in with ${name}`,
        next,
        heading: 'Or with e-mail address and password',
      },
    }),
    after: [{ href: '/sign-in/help', text: 'You cannot sign in' }],
  })
}

function leadOf({ query }: PrivateAsked): readonly string[] {
  if (query['left'] === 'yes') return ['You have signed out.']
  if (query['opened'] !== 'yes') return []
  // Whether there was one before does not show: whoever has the invitation could be anybody.
  return [
    'If you had an account with this e-mail address before, it keeps the password it had: sign in with that one.',
  ]
}

/** It is the same where there was an account before. */
function openedInWords({ organisationName }: Invited): string {
  return `Your account is open. Sign in with the password you have just chosen, then join ${organisationName}.`
}

async function enter(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { values, errors } = readFields(credentials, asked.form)
  const email = values.get('email') ?? ''
  if (errors.length > 0) return signInPage(context, asked, { errors, email })
  const password = values.get('password') ?? ''
  const outcome = await signIn(context.door, { email, password, address: asked.address })
  if ('refused' in outcome) {
    return signInPage(context, asked, { errors: [refusedBecause(outcome)], email })
  }
  const next = nextOf(asked)
  const { token, needs } = outcome
  // In another tab somebody signed in already: that session ends, as it does with a new cookie.
  const { session } = asked
  if (session !== undefined) {
    await context.door.store.write((db) => endSession(db, session.token))
  }
  if (needs === 'nothing') return { to: next, token }
  return { to: `/sign-in/second-factor?${new URLSearchParams({ next }).toString()}`, token }
}

function refusedBecause(
  outcome: { readonly refused: 'wrong' } | { readonly refused: 'too-often'; readonly until: Date },
): FieldError {
  if (outcome.refused === 'wrong') {
    return { field: 'email', message: 'The e-mail address or the password is not right' }
  }
  return { field: 'email', message: tooOften(outcome.until) }
}

function codePage(
  context: AccountsContext,
  asked: PrivateAsked,
  { errors = [] }: Again,
): PrivateAnswer {
  const next = nextOf(asked)
  if (asked.session === undefined) return { to: '/sign-in' }
  if (asked.session.asker.secondFactor || !asked.session.asker.hasSecondFactor) return { to: next }
  return formAnswer(context, asked, {
    title: 'Give your second factor',
    action: '/sign-in/second-factor',
    submit: 'Continue',
    fields: [codeField],
    filled: { ...unfilled(), errors },
    hidden: { next },
  })
}

async function enterCode(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { session } = asked
  if (session === undefined) return { to: '/sign-in' }
  const { values, errors } = readFields([codeField], asked.form)
  if (errors.length > 0) return codePage(context, asked, { errors })
  const outcome = await giveSecondFactor(context.door, {
    token: session.token,
    accountId: session.asker.accountId,
    code: values.get('code') ?? '',
  })
  if ('token' in outcome) return { to: nextOf(asked), token: outcome.token }
  const message = outcome.refused === 'wrong' ? wrongCode : refusedBecause(outcome).message
  return codePage(context, asked, { errors: [{ field: 'code', message }] })
}
