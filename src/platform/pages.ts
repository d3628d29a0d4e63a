import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ExpectedFailure } from './errors.ts'
import type { Views } from './views.ts'

/** What a reader asks for: the page and its JSON twin ask the same. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly query: unknown
  /** Address of the page, without `.json`, with its query. */
  readonly address: string
}

/** An answer in both forms. Each is made only when it is wanted. */
export interface Answer {
  readonly json: (() => object) | undefined
  readonly html: (views: Views) => string
}

/** Finds the answer or throws an `ExpectedFailure`. */
export type Answering = (asked: Asked) => Answer

const suffix = '.json'
const otherMethods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']

/** Where a page lives. */
export interface PageRoute {
  readonly path: string
  readonly views: Views
  /** False for the few pages that hold no data. */
  readonly hasTwin?: boolean
}

/**
 * Serves a page and its JSON twin from one function. Paths are those of the router:
 * `/roles/:role` also answers `/roles/<role>.json`.
 */
export function servePage(
  app: FastifyInstance,
  { path, views, hasTwin = true }: PageRoute,
  answering: Answering,
): void {
  const twin = hasTwin ? twinPath(path) : undefined
  const config = { public: true, answersTwin: hasTwin && twin === undefined }
  for (const url of twin === undefined ? [path] : [path, twin]) {
    app.get<{ Params: Record<string, string> }>(url, { config }, (request, reply) =>
      sendAnswer(reply, { views, twin: isTwin(request), answer: answering(askedOf(request)) }),
    )
    refuseOtherMethods(app, url)
  }
}

/** Says of an address which methods it takes: it can be read, unless others are named. */
export function refuseOtherMethods(
  app: FastifyInstance,
  url: string,
  taken: readonly string[] = ['GET', 'HEAD'],
): void {
  app.route({
    method: otherMethods.filter((method) => !taken.includes(method)),
    url,
    onRequest: (_request, reply) => {
      reply.header('allow', taken.join(', '))
      throw new ExpectedFailure('method-not-allowed')
    },
    handler: () => undefined,
  })
}

interface Reply {
  readonly views: Views
  readonly twin: boolean
  readonly answer: Answer
}

function sendAnswer(reply: FastifyReply, { views, twin, answer }: Reply): FastifyReply {
  if (!twin) return reply.type('text/html; charset=utf-8').send(answer.html(views))
  if (answer.json === undefined) throw new ExpectedFailure('page-not-found')
  return reply.send(answer.json())
}

/** A parameter at the end takes `.json` along; a fixed path needs a second route. */
function twinPath(path: string): string | undefined {
  if (path === '/') return '/index.json'
  return /:[^/]+$/.test(path) ? undefined : `${path}${suffix}`
}

function isTwin(request: FastifyRequest): boolean {
  return pathOf(request.url).endsWith(suffix)
}

function askedOf(request: FastifyRequest<{ Params: Record<string, string> }>): Asked {
  const params = Object.entries(request.params).map(([name, value]) => [name, withoutSuffix(value)])
  const [path = '/', ...query] = request.url.split('?')
  const page = path === '/index.json' ? '/' : withoutSuffix(path)
  return {
    params: Object.fromEntries(params),
    query: request.query,
    address: [page, ...query].join('?'),
  }
}

function withoutSuffix(value: string): string {
  return value.endsWith(suffix) ? value.slice(0, -suffix.length) : value
}

/** The path of a request target, without its query. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url
}
