import type { PageView } from '../../platform/index.ts'
import { ExpectedFailure, readableDate, readableMoment, view } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import { sessionIn } from '../account-routes.ts'
import type { AccountsContext } from '../context.ts'
import { frameOf } from '../context.ts'
import type { Field, FieldError, Filled, FormView } from '../form.ts'
import { readFields, shownFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import type { Asker } from '../permissions.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { addToken, tokensOf } from '../store/api-tokens.ts'
import type { NamedToken } from '../store/api-tokens.ts'
import { log } from '../store/events.ts'
import { send } from '../store/messages.ts'
import { endTokensFor } from './end-tokens.ts'
import { standingMemberships } from './token-session.ts'
import { isScope, scopeNames, scopes, usableScopes } from './scopes.ts'
import type { Scope } from './scopes.ts'

interface AddTokenView extends FormView {
  /** The scopes that somebody can choose. */
  readonly options: readonly {
    readonly value: string
    readonly text: string
    readonly checked: boolean
  }[]
  readonly optionsError: string | undefined
}

interface NewTokenView extends PageView {
  readonly name: string
  readonly token: string
  readonly hint: string
  readonly example: string
}

const addTokenView = view<AddTokenView>('accounts/api/views/add-token.njk')
const newTokenView = view<NewTokenView>('accounts/api/views/new-token.njk')
const place = '/account/tokens'
const above = [
  { href: '/account', text: 'Your account' },
  { href: place, text: 'Tokens' },
]
/** So many an account: nobody can look after more. */
const mostTokens = 20

/** The tokens with which programs act for somebody: listed, made and ended. */
export function tokenRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    tokenRoute('GET', '', (asked) => listPage(context, asked)),
    tokenRoute('GET', '/add', (asked) => addPage(context, asked, unfilled({ days: '90' }))),
    tokenRoute('POST', '/add', (asked) => add(context, asked)),
    tokenRoute('POST', '/:token/end', (asked) => end(context, asked)),
  ]
}

function tokenRoute(
  method: 'GET' | 'POST',
  path: string,
  answer: (asked: PrivateAsked) => Promise<PrivateAnswer>,
): PrivateRoute {
  return {
    method,
    path: `${place}${path}`,
    permission: 'tokens.manage',
    subject: ({ session }) => (session === undefined ? {} : { accountId: session.asker.accountId }),
    answer,
  }
}

async function listPage(
  { door, views }: AccountsContext,
  asked: PrivateAsked,
): Promise<PrivateAnswer> {
  const session = sessionIn(asked)
  const tokens = await door.store.read((db) => tokensOf(db, session.asker.accountId))
  const title = 'Tokens'
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: frameOf(session, { title, address: place, breadcrumbs: above.slice(0, 1) }),
        title,
        lead: [
          'With a token a program does in your name what you could do yourself, and no more than the token was made for. It ends when your duty or your account does, when your password is changed, and on its last day.',
        ],
        sections: [
          {
            links: [
              { href: `${place}/add`, text: 'Make a token' },
              { href: '/api', text: 'What programs can ask for' },
            ],
          },
          ...(tokens.length === 0
            ? [{ lead: ['You have no tokens.'] }]
            : tokens.map((token) => tokenSection(token, asked.now))),
        ],
      }),
    ),
  }
}

function tokenSection(token: NamedToken, now: Date): Section {
  const hasExpired = token.expires_at <= now.toISOString()
  return {
    heading: token.name,
    rows: [
      ['Organisation', token.organisation_name],
      ['May', token.scopes.map((scope) => scopes[scope].sentence).join('; ')],
      ['Made', readableMoment(token.created_at)],
      [hasExpired ? 'Expired' : 'Ends', readableMoment(token.expires_at)],
      ['Last used', token.used_on === null ? 'Never' : readableDate(token.used_on)],
    ],
    actions: [
      {
        to: `${place}/${token.id}/end`,
        submit: hasExpired ? `Take away: ${token.name}` : `End: ${token.name}`,
        warns: !hasExpired,
      },
    ],
  }
}

/** Their owner as tokens know them: without what a sign-in provider said of this session. */
async function ownerIn({ door }: AccountsContext, asked: PrivateAsked): Promise<Asker> {
  const { asker } = sessionIn(asked)
  const read = (db: Reading) => standingMemberships(db, asker.accountId, asked.now)
  return { ...asker, memberships: await door.store.read(read) }
}

function fieldsFor({ memberships }: Asker): readonly Field[] {
  return [
    {
      name: 'name',
      label: 'Name',
      kind: 'text',
      longest: 60,
      hint: 'What uses it, such as "Nightly import from the staff list".',
    },
    {
      name: 'organisation',
      label: 'Organisation',
      kind: 'select',
      options: memberships.map(({ organisationId, organisationName }) => ({
        value: organisationId,
        text: organisationName,
      })),
    },
    {
      name: 'days',
      label: 'Ends after',
      kind: 'select',
      missing: 'Choose after how long it ends',
      options: ['7', '30', '90', '180', '365'].map((days) => ({
        value: days,
        text: days === '365' ? 'a year' : `${days} days`,
      })),
    },
  ]
}

async function addPage(
  context: AccountsContext,
  asked: PrivateAsked,
  filled: Filled,
): Promise<PrivateAnswer> {
  const session = sessionIn(asked)
  const asker = await ownerIn(context, asked)
  const [only, ...others] = asker.memberships
  const chosen = others.length === 0 ? only?.organisationId : undefined
  const values = new Map([['organisation', chosen ?? ''], ...filled.values])
  const shown = shownFields(fieldsFor(asker), { ...filled, values })
  const sent = new Set(asked.form.getAll('scopes'))
  const offered = new Set(asker.memberships.flatMap((each) => usableScopes(asker, each)))
  const error = filled.errors.find(({ field }) => field === 'scopes')
  const title = 'Make a token'
  const html = context.views.render(addTokenView, {
    frame: frameOf(session, { title, address: `${place}/add`, breadcrumbs: above }),
    title,
    done: undefined,
    lead: ['It is for one organisation and shown once.'],
    action: `${place}/add`,
    submit: 'Make the token',
    word: session.word,
    hidden: [],
    facts: [],
    instead: undefined,
    after: [],
    ...shown,
    errors: shown.errors.map((each) =>
      each.text === error?.message ? { ...each, href: '#scopes' } : each,
    ),
    options: scopeNames
      .filter((scope) => offered.has(scope))
      .map((value) => ({ value, text: labelOf(value), checked: sent.has(value) })),
    optionsError: error?.message,
  })
  return filled.errors.length === 0 ? { html } : { html, status: 422 }
}

function labelOf(scope: Scope): string {
  const { sentence } = scopes[scope]
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} (${scope})`
}

async function add(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const owner = await ownerIn(context, asked)
  const { accountId } = owner
  const filled = readFields(fieldsFor(owner), asked.form)
  const { scopes: chosen, errors: wrong } = scopesIn(owner, asked.form)
  const errors = [...filled.errors, ...wrong]
  if (errors.length > 0) return addPage(context, asked, { ...filled, errors })
  const value = (name: string): string => filled.values.get(name) ?? ''
  const { now } = asked
  const name = value('name')
  const organisationId = value('organisation')
  const token = await context.door.store.write(async (db) => {
    if ((await tokensOf(db, accountId)).length >= mostTokens) return undefined
    const parts = { accountId, organisationId, name, scopes: chosen, days: Number(value('days')) }
    const details = { what: name }
    await log(db, { action: 'token.made', accountId, organisationId, details, now })
    await send(db, {
      accountId,
      subject: `A token was made: ${name}`,
      body: 'With it a program can act in your name. If it was not you who made it, end it on the page of your tokens, and change your password.',
      now,
    })
    return addToken(db, { ...parts, now })
  })
  if (token !== undefined) return shownOnce(context, asked, { name, token, organisationId })
  const message = `You have ${mostTokens} tokens. End one that is not needed first`
  return addPage(context, asked, { ...filled, errors: [{ field: 'name', message }] })
}

/** What was ticked, where its owner could make use of it in the organisation that was chosen. */
function scopesIn(
  asker: Asker,
  form: URLSearchParams,
): { readonly scopes: readonly Scope[]; readonly errors: readonly FieldError[] } {
  const sent = [...new Set(form.getAll('scopes'))]
  const chosen = sent.filter(isScope)
  const membership = asker.memberships.find(
    ({ organisationId }) => organisationId === form.get('organisation'),
  )
  const usable = new Set(membership === undefined ? chosen : usableScopes(asker, membership))
  const message =
    chosen.length === 0 || chosen.length < sent.length
      ? 'Choose what it may do'
      : chosen.some((scope) => !usable.has(scope))
        ? 'Choose only what you may do yourself in this organisation'
        : undefined
  return { scopes: chosen, errors: message === undefined ? [] : [{ field: 'scopes', message }] }
}

function shownOnce(
  { views, baseUrl }: AccountsContext,
  asked: PrivateAsked,
  { name, token, organisationId }: Readonly<Record<'name' | 'token' | 'organisationId', string>>,
): PrivateAnswer {
  const title = 'Your new token'
  return {
    html: views.render(newTokenView, {
      frame: frameOf(asked.session, { title, address: `${place}/add`, breadcrumbs: above }),
      name,
      token,
      hint: 'Keep it where the program reads its secrets, and nowhere else.',
      example: `curl -H "Authorization: Bearer $TOKEN" "${baseUrl || asked.origin}/organisations/${organisationId}/….json"`,
    }),
  }
}

async function end({ door }: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { accountId } = sessionIn(asked).asker
  const sought = { accountId, id: asked.params['token'] ?? '' }
  await door.store.write(async (db) => {
    const ended = await endTokensFor(db, sought, { accountId, now: asked.now })
    if (ended === 0) throw new ExpectedFailure('token-not-found')
  })
  return { to: place, saved: 'The token was ended.' }
}
