import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  bearerOf,
  ExpectedFailure,
  isFromHere,
  pathOf,
  readForms,
  refuseOtherMethods,
  saysFromHere,
  twinOf,
} from '../platform/index.ts'
import { sendOutcome, sendTwin, wrongFields } from './api/answers.ts'
import type { Wrong } from './api/answers.ts'
import type { Operation, Twin } from './api/operation.ts'
import { sentJson } from './api/sent-json.ts'
import { checkScope } from './api/token-session.ts'
import { isTwinAddress, pageOf, twinPathFor, withoutSuffix } from './api/twin-address.ts'
import type { AskingSession } from './asker.ts'
import { FileQueue } from './file-queue.ts'
import { wrongDays } from './form.ts'
import type { FieldError } from './form.ts'
import { whyRefused } from './permissions.ts'
import type { PermissionName, Refusal, Subject } from './permissions.ts'
import { formWord } from './secrets.ts'
import { attemptOf, isSecure, keepCookies, savedOf, sessionOf } from './request-session.ts'
import type { Cookies } from './request-session.ts'
import { openSaved, savedFor } from './saved-word.ts'
import { readable, sentOf, textOnly } from './sent.ts'
import type { Door } from './sign-in.ts'
import { byProgram } from './store/events.ts'

/** Forms are short; a route that takes files says how large they may be. */
const formLimit = 256 * 1024
const fileLimit = 25 * 1024 * 1024

/** What was asked of a route about people. */
export interface PrivateAsked {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** What was sent; empty for GET. */
  readonly form: URLSearchParams
  /** Files that were sent, by the name of their field. */
  readonly files: ReadonlyMap<string, File>
  /** Every file that was sent, several of one field too. */
  readonly allFiles: readonly File[]
  /** Undefined on routes that anyone may use, where nobody has signed in. */
  readonly session: AskingSession | undefined
  /** The secret of a browser that was sent to the sign-in provider, from its own cookie. */
  readonly attempt: string | undefined
  /** Where the request came from. */
  readonly address: string
  /** Where the same stands as JSON. */
  readonly twin: string | undefined
  /** Where this site is, as the request names it. */
  readonly origin: string
  readonly now: Date
}

type GivenCookies = Pick<Cookies, 'token' | 'attempt'>

/** What a route answers. */
export type PrivateAnswer =
  | (GivenCookies & {
      readonly html: string
      readonly status?: number
      /** After so many seconds the browser asks again, without JavaScript. */
      readonly refresh?: number
      readonly wrong?: Wrong
    })
  | (GivenCookies & {
      readonly to: string
      /** What was saved, in a sentence for the page that follows. */
      readonly saved?: string | undefined
      /** The address of what was added. */
      readonly made?: string
      readonly wrong?: Wrong
    })
  | { readonly json: unknown; readonly status?: number }
  | { readonly file: string | Buffer; readonly name: string; readonly type: string }

/** One address about people. */
export interface PrivateRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** The line of the table that allows it; `anyone`: signing in, and what comes before it. */
  readonly permission: PermissionName | 'anyone'
  /** What the permission is asked about, from the address and who owns what it names. */
  readonly subject?: (asked: PrivateAsked) => Subject | Promise<Subject>
  readonly takesFiles?: boolean
  readonly answer: (asked: PrivateAsked) => Promise<PrivateAnswer>
  /** Of pages of data. */
  readonly twin?: Twin<PrivateAsked>
  /** Of forms that programs may send too. */
  readonly operation?: Operation
}

/** A form that was not looked at, because the session that asks is not the one it was opened in. */
export interface UntakenForm {
  readonly code: 'sign-in-needed' | 'second-factor-needed' | 'form-too-old'
  readonly asked: PrivateAsked
  /** Where it was sent. */
  readonly address: string
  /** Whether the browser says that a page of this site sent it. */
  readonly isFromHere: boolean
  /** Whether files belong to it: they cannot be given back, nor what came with them. */
  readonly takesFiles: boolean
}

/** What serving them needs. */
export interface PrivateOptions {
  readonly door: Door
  /** What to answer to a form that was not looked at: nothing in it should be lost. */
  readonly untaken: (form: UntakenForm) => ExpectedFailure
  readonly routes: readonly PrivateRoute[]
  /** Where readers reach the site, whatever the request looks like from here; may be empty. */
  readonly baseUrl: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which line of the permission table the route stands under. */
    permission?: PermissionName | 'anyone'
  }
}

/**
 * Serves the addresses about people. Each stands under one line of the permission table, is asked
 * about it before anything else, takes only forms that come from a page of the same session, and
 * is kept by no cache.
 */
export function servePrivate(app: FastifyInstance, options: PrivateOptions): void {
  // Not awaited: the scope must take over how the application replies to errors.
  void app.register(async (scope) => {
    await scope.register(cookie)
    readForms(scope, { mostFields: 1000 })
    scope.addContentTypeParser<string>(
      'application/json',
      { parseAs: 'string' },
      async (_request: FastifyRequest, body: string) => sentJson(body),
    )
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, closed: true }
    })
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store').header('vary', 'Cookie, Authorization')
      // No browser sends a token by itself, and with one the cookie is not looked at.
      const asksInForm = request.method === 'POST' && bearerOf(request) === undefined
      if (asksInForm && !isFromHere(request, options.baseUrl)) {
        throw new ExpectedFailure('form-from-elsewhere')
      }
    })
    const files = new FileQueue()
    for (const route of options.routes) addRoute(scope, route, { ...options, files })
    for (const [path, routes] of Map.groupBy(options.routes, (route) => route.path)) {
      closeOff(scope, path, routes)
    }
  })
}

/** What is only sent has nothing to show to somebody who comes back; other methods are refused. */
function closeOff(scope: FastifyInstance, path: string, routes: readonly PrivateRoute[]): void {
  const isRead = routes.some(({ method }) => method === 'GET')
  const isSent = routes.some(({ method }) => method === 'POST')
  if (!isRead) {
    scope.get(path, { config: { permission: 'anyone' } }, (_request, reply) =>
      reply.redirect('/account', 303),
    )
  }
  refuseOtherMethods(scope, path, ['GET', 'HEAD', ...(isSent ? ['POST'] : [])])
  const twin = twinPathFor(path)
  if (twin !== path && routes.some((route) => route.twin !== undefined))
    refuseOtherMethods(scope, twin)
}

function asksTwin({ twin }: PrivateRoute, { url }: FastifyRequest): boolean {
  return twin !== undefined && isTwinAddress(url)
}

function addRoute(scope: FastifyInstance, route: PrivateRoute, options: Serving): void {
  const { files } = options
  const paths = route.twin === undefined ? [] : [twinPathFor(route.path)]
  for (const url of new Set([route.path, ...paths])) {
    scope.route<{ Params: Record<string, string> }>({
      method: route.method,
      url,
      bodyLimit: route.takesFiles === true ? fileLimit : formLimit,
      ...(route.takesFiles === true && {
        onRequest: (request, reply) => beforeFile(route, { request, reply, options, files }),
      }),
      config: {
        permission: route.permission,
        answersTwin: route.twin !== undefined && paths.includes(route.path),
      },
      handler: (request, reply) => answerRoute(route, { request, reply, options }),
    })
  }
}

interface Serving extends PrivateOptions {
  readonly files: FileQueue
}

/**
 * Asks who sends a file, and whether they may, before any of it is read. The word of the form,
 * which stands in what is sent, can only be asked after.
 */
async function beforeFile(
  route: PrivateRoute,
  { files, ...sending }: Sending & { readonly files: FileQueue },
): Promise<void> {
  const { asked } = await askedOf(route, sending)
  const elsewhere = await whereFirst(route, asked, sending)
  if (elsewhere !== undefined) return void sending.reply.redirect(elsewhere, 303)
  files.enter(asked.session?.asker.accountId ?? asked.address, sending)
}

/**
 * Where somebody has to go before they may do what they ask for; undefined: they may. It is an
 * address and not an answer: waiting for an answer that is on its way gives nothing back.
 *
 * @throws ExpectedFailure where nothing lifts the refusal
 */
async function whereFirst(
  route: PrivateRoute,
  asked: PrivateAsked,
  sending: Sending,
): Promise<string | undefined> {
  const isForPrograms = asksTwin(route, sending.request) || route.operation !== undefined
  if (asked.session !== undefined) checkScope(asked.session, { ...route, isForPrograms })
  const refusal = await refusalOf(route, asked)
  return refusal && liftedAt(refusal, { ...sending, asked, route })
}

async function answerRoute(route: PrivateRoute, sending: Sending): Promise<FastifyReply> {
  const found = await askedOf(route, sending)
  const via = found.asked.session?.via
  const answer = (): Promise<FastifyReply> => answerAsked(route, found, sending)
  return via === undefined ? answer() : byProgram(via.name, answer)
}

async function answerAsked(
  route: PrivateRoute,
  { asked, token, wrong }: Found,
  sending: Sending,
): Promise<FastifyReply> {
  const { request, reply, options } = sending
  const isTwin = asksTwin(route, request)
  const elsewhere = await whereFirst(route, asked, sending)
  if (elsewhere !== undefined) return reply.redirect(elsewhere, 303)
  const place = { page: pageOf(request.url), baseUrl: options.baseUrl }
  const faults = isTwin ? wrongInQuery(route, asked) : [...wrong, ...wrongInDays(route, asked)]
  if (faults.length > 0) return sendOutcome(reply, { wrong: wrongFields(faults) }, place)
  if (isTwin && route.twin !== undefined)
    return sendTwin(reply, await route.twin.data(asked), place)
  const carriesWord = request.method === 'POST' && route.path !== '/sign-in'
  if (carriesWord && token !== undefined) checkWord(token, { ...sending, asked, route })
  const answer = await route.answer(asked)
  if (asked.session?.via === undefined) return send(answer, asked, sending)
  return sendOutcome(reply, 'file' in answer || 'json' in answer ? {} : answer, place)
}

function wrongInQuery({ twin }: PrivateRoute, { query }: PrivateAsked): readonly FieldError[] {
  return twin?.wrong?.(query) ?? []
}

/** People write a day in several ways; programs as the description of the API says. */
function wrongInDays({ operation }: PrivateRoute, asked: PrivateAsked): readonly FieldError[] {
  const isProgram = asked.session?.via !== undefined
  return isProgram ? wrongDays(operation?.fields ?? [], asked.form) : []
}

async function refusalOf(route: PrivateRoute, asked: PrivateAsked): Promise<Refusal | undefined> {
  if (route.permission === 'anyone') return undefined
  const subject = (await route.subject?.(asked)) ?? {}
  return whyRefused(route.permission, asked.session?.asker, subject)
}

interface Found {
  readonly asked: PrivateAsked
  /** Of the cookie. */
  readonly token: string | undefined
  /** What in JSON could be no value of a field. */
  readonly wrong: readonly FieldError[]
}

async function askedOf(route: PrivateRoute, sending: Sending): Promise<Found> {
  const isTwin = asksTwin(route, sending.request)
  const { request, options } = sending
  const { door } = options
  const now = door.now()
  const { baseUrl } = options
  const { session, token } = await sessionOf(sending, { door, baseUrl, now })
  const told = token !== undefined && request.method === 'GET' && !isTwin
  const saved = told ? openSaved(door.safe, savedOf(request, baseUrl), { token, now }) : undefined
  const { wrong, ...sent } = sentOf(request.body, session)
  const twin = route.twin === undefined ? undefined : twinOf(pageOf(request.url))
  return {
    token: session && token,
    wrong,
    asked: {
      params: readable(isTwin ? withoutSuffix(request.params) : request.params),
      query: readable(textOnly(request.query)),
      twin,
      ...sent,
      session: session && { ...session, saved },
      attempt: attemptOf(request, baseUrl),
      address: request.ip,
      origin: `${request.protocol}://${request.host}`,
      now,
    },
  }
}

/** A form of a session that ended, or one that another site put together, is not looked at. */
function checkWord(token: string, exchange: Exchange): void {
  if (exchange.asked.form.get('word') !== formWord(token)) throw untaken('form-too-old', exchange)
}

interface Exchange extends Sending {
  readonly asked: PrivateAsked
  readonly route: PrivateRoute
}

function untaken(
  code: UntakenForm['code'],
  { request, asked, options, route }: Exchange,
): ExpectedFailure {
  const address = request.url
  const isHere = saysFromHere(request, options.baseUrl) === true
  const takesFiles = route.takesFiles === true
  return options.untaken({ code, asked, address, isFromHere: isHere, takesFiles })
}

/** Pages lead to where the refusal can be lifted; anything else is told in its own words. */
function liftedAt(refusal: Refusal, exchange: Exchange): string {
  if (refusal === 'not-allowed') throw new ExpectedFailure('not-allowed')
  const { request, asked } = exchange
  const code = refusal === 'sign-in' ? 'sign-in-needed' : 'second-factor-needed'
  if (request.method === 'POST') throw untaken(code, exchange)
  if (pathOf(request.url).endsWith('.json')) throw new ExpectedFailure(code)
  const next = new URLSearchParams({ next: request.url }).toString()
  if (refusal === 'sign-in') return `/sign-in?${next}`
  const has = asked.session?.asker.hasSecondFactor === true
  return `${has ? '/sign-in/second-factor' : '/account/second-factor'}?${next}`
}

interface Sending {
  readonly request: FastifyRequest<{ Params: Record<string, string> }>
  readonly reply: FastifyReply
  readonly options: PrivateOptions
}

function send(answer: PrivateAnswer, asked: PrivateAsked, sending: Sending): FastifyReply {
  const { request, reply, options } = sending
  if ('to' in answer || 'html' in answer) {
    const saved = savedFor(answer, asked, options.door.safe)
    keepCookies(reply, { ...answer, saved }, isSecure(request, options.baseUrl))
  }
  if ('to' in answer) return reply.redirect(answer.to, 303)
  if ('json' in answer) return reply.code(answer.status ?? 200).send(answer.json)
  if ('file' in answer) {
    const name = answer.name.replace(/[^\w.-]/g, '-')
    return reply
      .type(answer.type)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(answer.file)
  }
  if (answer.refresh !== undefined) reply.header('refresh', String(answer.refresh))
  return reply
    .code(answer.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(answer.html)
}
