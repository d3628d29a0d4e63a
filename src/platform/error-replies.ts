import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorCatalogue } from './error-catalogue.ts'
import { errorEnvelope, ExpectedFailure } from './errors.ts'
import type { ErrorCode } from './error-catalogue.ts'
import type { WayOut } from './errors.ts'
import type { Footer, Link, PageView } from './frame.ts'
import { twinOf } from './envelope.ts'
import { ExplainedFailure, Gone, Moved } from './moved.ts'
import type { History } from './moved.ts'
import { bearerOf } from './bearer.ts'
import { pathOf } from './pages.ts'
import { view } from './views.ts'
import type { Views } from './views.ts'

/** What the error page shows. */
export interface ErrorView extends PageView {
  readonly message: string
  readonly action: string
  readonly wayOut: WayOut
  /** What is called most like what the address names; undefined: nothing is. */
  readonly nearest: Link | undefined
  /** A search for what is missing, filled with words of the address. */
  readonly lookFor: { readonly words: string } | undefined
  /** Set when the fault is ours: what to quote when reporting it. */
  readonly reference: string | undefined
}

const errorView = view<ErrorView>('platform/views/error.njk')
const home: WayOut = { href: '/', text: 'Go to the home page' }

/** A thing that is not here, with the one that is called most like it. */
export class NotFoundNear extends ExpectedFailure {
  readonly nearest: Link | undefined

  constructor(code: ErrorCode, wayOut: WayOut, nearest: Link | undefined) {
    super(code, wayOut)
    this.nearest = nearest
  }
}

/** How errors are shown. */
export interface ErrorReplyOptions {
  readonly views: Views
  /** The footer of the site, where there is an edition to speak of. */
  readonly footer: () => Footer | undefined
}

/** Decides for every error: HTML or JSON, which status, what is said, what is logged. */
export function replyWithErrors(app: FastifyInstance, options: ErrorReplyOptions): void {
  app.setNotFoundHandler(() => {
    throw new ExpectedFailure('page-not-found')
  })
  app.setErrorHandler<FastifyError | ExpectedFailure>((error, request, reply) =>
    replyWithError(error, { request, reply, options }),
  )
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly options: ErrorReplyOptions
}

/** Answers one error. Also called for addresses that never reach a route. */
export function replyWithError(
  error: unknown,
  { request, reply, options }: Exchange,
): FastifyReply {
  if (error instanceof Moved) return redirect(error, request, reply)
  const code = codeOf(error)
  const { status } = errorCatalogue[code]
  if (status >= 500) request.log.error({ err: error }, 'The request failed')
  else request.log.info({ code }, 'The request was refused')
  reply.code(status).header('cache-control', 'no-store').header('vary', 'Accept')
  const history = historyOf(error)
  if (prefersJson(request)) return reply.send(errorEnvelope(code, history?.details))
  if (history !== undefined) {
    return reply.type('text/html; charset=utf-8').send(history.page(options.views))
  }
  return reply.type('text/html; charset=utf-8').send(errorPage(code, { error, request, options }))
}

function historyOf(error: unknown): History | undefined {
  if (error instanceof ExplainedFailure) return error.explanation
  return error instanceof Gone ? error.history : undefined
}

/** The twin of a page that moved is the twin of where it moved to. */
function redirect({ to }: Moved, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const address = encodeURI(to)
  return reply.redirect(pathOf(request.url).endsWith('.json') ? twinOf(address) : address, 301)
}

interface ErrorPageParts extends Omit<Exchange, 'reply'> {
  readonly error: unknown
}

function errorPage(code: ErrorCode, { error, request, options }: ErrorPageParts): string {
  const { status, message, action } = errorCatalogue[code]
  return options.views.render(errorView, {
    frame: {
      title: status === 404 ? 'Page not found' : message.replace(/\.$/, ''),
      section: undefined,
      breadcrumbs: [],
      address: '',
      twin: undefined,
      pastEdition: undefined,
      footer: footerOrNone(options),
    },
    message,
    action,
    wayOut: (error instanceof ExpectedFailure ? error.wayOut : undefined) ?? home,
    nearest: error instanceof NotFoundNear ? error.nearest : undefined,
    lookFor: status === 404 ? { words: wordsOf(pathOf(request.url)) } : undefined,
    reference: status === 500 ? request.id : undefined,
  })
}

/** Parts of addresses that say where a thing stands and not which one it is. */
const places =
  /^(?:roles?|skills?|famil(?:y|ies)|editions?|frameworks?|maturity|rows|topics|themes|404|index|html|json|\d{4}-\d\d-\d\d)$/i

/**
 * The words of an address, as somebody would look for them. Only what reads like words is taken:
 * an address may hold a secret, which has no place in another one.
 *
 * @example
 * wordsOf('/roles/data-architct.json') // 'data architct'
 */
export function wordsOf(path: string): string {
  const words = spoken(path)
    .split(/[/.]/)
    .filter((part) => !places.test(part))
    .flatMap((part) => part.split(/[-_+\s]+/))
  const areWords = words.every((word) => /^(?:\p{L}{0,30}|\p{N}{1,4})$/u.test(word))
  return areWords ? [...new Set(words)].join(' ').trim().slice(0, 100) : ''
}

function spoken(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

/** The error page must appear even when what the footer speaks of cannot be read. */
function footerOrNone({ footer }: ErrorReplyOptions): Footer | undefined {
  try {
    return footer()
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof ExpectedFailure) return error.code
  if (!(error instanceof Error)) return 'internal-error'
  const code = 'code' in error ? error.code : undefined
  if (code === 'FST_ERR_BAD_URL') return 'address-not-valid'
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return 'address-too-long'
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'form-too-large'
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500 ? 'request-not-valid' : 'internal-error'
}

function prefersJson(request: FastifyRequest): boolean {
  if (pathOf(request.url).endsWith('.json') || bearerOf(request) !== undefined) return true
  const accept = request.headers.accept ?? ''
  const json = accept.indexOf('application/json')
  const html = accept.indexOf('text/html')
  return json !== -1 && (html === -1 || json < html)
}
