import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorCatalogue, errorEnvelope, ExpectedFailure } from './errors.ts'
import type { ErrorCode, WayOut } from './errors.ts'
import type { Footer, PageView } from './frame.ts'
import { twinOf } from './envelope.ts'
import { ExplainedFailure, Gone, Moved } from './moved.ts'
import type { History } from './moved.ts'
import { pathOf } from './pages.ts'
import { view } from './views.ts'
import type { Views } from './views.ts'

/** What the error page shows. */
export interface ErrorView extends PageView {
  readonly message: string
  readonly action: string
  readonly wayOut: WayOut
  /** Set when the fault is ours: what to quote when reporting it. */
  readonly reference: string | undefined
}

const errorView = view<ErrorView>('platform/views/error.njk')
const home: WayOut = { href: '/', text: 'Go to the home page' }

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
  const wayOut = error instanceof ExpectedFailure ? error.wayOut : undefined
  return reply
    .type('text/html; charset=utf-8')
    .send(errorPage(code, { options, wayOut, reference: request.id }))
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

interface ErrorPageParts {
  readonly options: ErrorReplyOptions
  readonly wayOut: WayOut | undefined
  readonly reference: string
}

function errorPage(code: ErrorCode, { options, wayOut, reference }: ErrorPageParts): string {
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
    wayOut: wayOut ?? home,
    reference: status === 500 ? reference : undefined,
  })
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
  if (pathOf(request.url).endsWith('.json')) return true
  const accept = request.headers.accept ?? ''
  const json = accept.indexOf('application/json')
  const html = accept.indexOf('text/html')
  return json !== -1 && (html === -1 || json < html)
}
