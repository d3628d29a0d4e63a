import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  ExpectedFailure,
  isFromHere,
  pathOf,
  readForms,
  refuseOtherMethods,
  saysFromHere,
} from '../platform/index.ts'
import { askerOf } from './asker.ts'
import type { AskingSession } from './asker.ts'
import { whyRefused } from './permissions.ts'
import type { PermissionName, Refusal, Subject } from './permissions.ts'
import { formWord } from './secrets.ts'
import type { Door } from './sign-in.ts'

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
  /** Where this site is, as the request names it. */
  readonly origin: string
  readonly now: Date
}

/** What a browser is given to keep; null takes it away. */
interface Cookies {
  /** Of a session. */
  readonly token?: string | null
  /** Of being sent to the sign-in provider. */
  readonly attempt?: string | null
}

/** What a route answers. */
export type PrivateAnswer =
  | (Cookies & {
      readonly html: string
      readonly status?: number
      /** After so many seconds the browser asks again, without JavaScript. */
      readonly refresh?: number
    })
  | (Cookies & { readonly to: string })
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
}

/** A form that was not looked at, because the session that asks is not the one it was opened in. */
export interface UntakenForm {
  readonly code: 'sign-in-needed' | 'second-factor-needed' | 'form-too-old'
  readonly asked: PrivateAsked
  /** Where it was sent. */
  readonly address: string
  /** Whether the browser says that a page of this site sent it. */
  readonly isFromHere: boolean
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
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store').header('vary', 'Cookie')
      if (request.method === 'POST' && !isFromHere(request, options.baseUrl)) {
        throw new ExpectedFailure('form-from-elsewhere')
      }
    })
    for (const route of options.routes) addRoute(scope, route, options)
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
}

function addRoute(scope: FastifyInstance, route: PrivateRoute, options: PrivateOptions): void {
  scope.route<{ Params: Record<string, string> }>({
    method: route.method,
    url: route.path,
    bodyLimit: route.takesFiles === true ? fileLimit : formLimit,
    config: { permission: route.permission },
    handler: async (request, reply) => {
      const { asked, token } = await askedOf(request, options)
      const exchange = { request, reply, asked, options }
      const refusal = await refusalOf(route, asked)
      if (refusal !== undefined) return refuse(refusal, exchange)
      const carriesWord = request.method === 'POST' && route.path !== '/sign-in'
      if (carriesWord && token !== undefined) checkWord(token, exchange)
      return send(await route.answer(asked), { reply, request, options })
    },
  })
}

async function refusalOf(route: PrivateRoute, asked: PrivateAsked): Promise<Refusal | undefined> {
  if (route.permission === 'anyone') return undefined
  const subject = (await route.subject?.(asked)) ?? {}
  return whyRefused(route.permission, asked.session?.asker, subject)
}

async function askedOf(
  request: FastifyRequest<{ Params: Record<string, string> }>,
  options: PrivateOptions,
): Promise<{ asked: PrivateAsked; token: string | undefined }> {
  const { door } = options
  const secure = isSecure(request, options)
  const token = request.cookies[cookieName('token', secure)]
  const now = door.now()
  const session = token === undefined ? undefined : await askerOf(door.store, token, now)
  const sent = sentOf(request.body)
  return {
    token: session && token,
    asked: {
      params: request.params,
      query: textOnly(request.query),
      ...sent,
      session,
      attempt: request.cookies[cookieName('attempt', secure)],
      address: request.ip,
      origin: `${request.protocol}://${request.host}`,
      now,
    },
  }
}

function sentOf(body: unknown): Pick<PrivateAsked, 'form' | 'files' | 'allFiles'> {
  if (body instanceof URLSearchParams) return { form: body, files: new Map(), allFiles: [] }
  const form = new URLSearchParams()
  const files = new Map<string, File>()
  const allFiles: File[] = []
  if (body instanceof FormData) {
    for (const [name, value] of body) {
      if (typeof value === 'string') {
        form.append(name, value)
        continue
      }
      // A field in which nothing was chosen is sent as a file without a name.
      if (value.name !== '') allFiles.push(value)
      if (value.size > 0) files.set(name, value)
    }
  }
  return { form, files, allFiles }
}

function textOnly(query: unknown): Record<string, string> {
  if (typeof query !== 'object' || query === null) return {}
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

/** A form of a session that ended, or one that another site put together, is not looked at. */
function checkWord(token: string, exchange: Exchange): void {
  if (exchange.asked.form.get('word') !== formWord(token)) throw untaken('form-too-old', exchange)
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly asked: PrivateAsked
  readonly options: PrivateOptions
}

function untaken(
  code: UntakenForm['code'],
  { request, asked, options }: Exchange,
): ExpectedFailure {
  const address = request.url
  const isHere = saysFromHere(request, options.baseUrl) === true
  return options.untaken({ code, asked, address, isFromHere: isHere })
}

/** Pages lead to where the refusal can be lifted; anything else is told in its own words. */
function refuse(refusal: Refusal, exchange: Exchange): FastifyReply {
  if (refusal === 'not-allowed') throw new ExpectedFailure('not-allowed')
  const { request, reply, asked } = exchange
  const code = refusal === 'sign-in' ? 'sign-in-needed' : 'second-factor-needed'
  if (request.method === 'POST') throw untaken(code, exchange)
  if (pathOf(request.url).endsWith('.json')) throw new ExpectedFailure(code)
  const next = new URLSearchParams({ next: request.url }).toString()
  if (refusal === 'sign-in') return reply.redirect(`/sign-in?${next}`, 303)
  const has = asked.session?.asker.hasSecondFactor === true
  return reply.redirect(`${has ? '/sign-in/second-factor' : '/account/second-factor'}?${next}`, 303)
}

interface Sending {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly options: PrivateOptions
}

function send(answer: PrivateAnswer, { request, reply, options }: Sending): FastifyReply {
  const secure = isSecure(request, options)
  if ('to' in answer || 'html' in answer) {
    const { token, attempt } = answer
    if (token !== undefined) keep(reply, { kind: 'token', value: token, secure })
    if (attempt !== undefined) keep(reply, { kind: 'attempt', value: attempt, secure })
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

function isSecure({ protocol }: FastifyRequest, { baseUrl }: PrivateOptions): boolean {
  return protocol === 'https' || baseUrl.startsWith('https:')
}

type Cookie = keyof Cookies

const cookieNames: Readonly<Record<Cookie, string>> = {
  token: 'capable',
  attempt: 'capable-provider',
}

/** By https only the name that no other site of the same domain can set. */
function cookieName(kind: Cookie, secure: boolean): string {
  return secure ? `__Host-${cookieNames[kind]}` : cookieNames[kind]
}

interface Keeping {
  readonly kind: Cookie
  readonly value: string | null
  readonly secure: boolean
}

/** Lax: a browser that comes back from the provider brings both. */
function keep(reply: FastifyReply, { kind, value, secure }: Keeping): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const name = cookieName(kind, secure)
  if (value === null) void reply.clearCookie(name, options)
  else void reply.setCookie(name, value, options)
}
