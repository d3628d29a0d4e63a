import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer, STATUS_CODES } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { errorCatalogue } from './error-catalogue.ts'
import { errorEnvelope, ExpectedFailure } from './errors.ts'
import type { ErrorCode } from './error-catalogue.ts'
import { replyWithError } from './error-replies.ts'
import type { ErrorReplyOptions } from './error-replies.ts'
import { pathOf, refuseOtherMethods } from './pages.ts'
import type { KeptPages } from './public-pages.ts'
import { letStop } from './stopping.ts'

/** Longest address that is looked at; the longest of a page is a tenth of it. */
const longestAddress = 2000
const longestSlug = 200
const requestTimeout = 30_000
/** How often it is looked whether a request takes longer. Node.js does it every half minute. */
const connectionsCheckingInterval = 3000
/** Longer than proxies in front keep theirs, so that they never write to a closed connection. */
const keepAliveTimeout = 72_000

const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  // Suggestions while somebody types.
  connectSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
}

/**
 * A path as the log may hold it: what follows `/link/` opens an account.
 *
 * @example
 * withoutSecrets('/link/abc') // '/link/…'
 */
export function withoutSecrets(path: string): string {
  return path.replace(/^\/+link\/.+/i, '/link/…')
}

const headersWithoutHooks = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

/** What a server is made with. */
export interface ServerParts {
  readonly config: Config
  readonly errors: ErrorReplyOptions
  /** Answers before the application does; undefined: nothing is kept. */
  readonly kept: KeptPages | undefined
}

/** Makes a server that answers nothing yet, with its limits set. */
export function createServer({ config, errors, kept }: ServerParts): FastifyInstance {
  // Where every request is logged, every request goes the long way.
  const logsRequests = new Set(['trace', 'debug', 'info']).has(config.logLevel)
  const app = Fastify({
    serverFactory: (handler) => listener(handler, logsRequests ? undefined : kept),
    logger: {
      level: config.logLevel,
      stream: process.stderr,
      // Neither who asks nor what they search for is anyone's business: /privacy promises it.
      serializers: { req: ({ method, url }) => ({ method, path: withoutSecrets(pathOf(url)) }) },
    },
    trustProxy: trusted(config),
    genReqId: () => randomUUID(),
    // Pages are read, never written: nobody has a reason to send more than headers.
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: longestSlug },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      // Hooks do not run for addresses the router refuses, so the headers are set here.
      reply.headers(headersWithoutHooks)
      replyWithError(error, { request, reply, options: errors })
    },
  })
  letStop(app, { unused: 1000, unfinished: requestTimeout })
  return app
}

/** Answers what Node.js could not read as a request: nothing else of the application sees it. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code = unreadable[error.code ?? ''] ?? 'request-not-valid'
  const body = JSON.stringify(errorEnvelope(code))
  const headers = {
    ...headersWithoutHooks,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    connection: 'close',
  }
  const { status } = errorCatalogue[code]
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`)
}

const unreadable: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/** Kept pages do without routing and hooks, which cost more than sending the page. */
function listener(handler: RequestListener, kept: KeptPages | undefined): Server {
  const timing = { requestTimeout, connectionsCheckingInterval }
  const server = createHttpServer(timing, (request, response) => {
    // While it closes, the application tells clients to go elsewhere.
    if (server.listening && kept !== undefined && answered(kept, request, response)) return
    handler(request, response)
  })
  server.keepAliveTimeout = keepAliveTimeout
  return server
}

/** Where the content cannot be read, the application fails the same way and says so. */
function answered(kept: KeptPages, request: IncomingMessage, response: ServerResponse): boolean {
  try {
    return kept.answer(request, response)
  } catch {
    return false
  }
}

/** A number of hops: that many proxies, counted from the server, are believed. */
function trusted({ trustProxy }: Config): boolean | ((address: string, hop: number) => boolean) {
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy
}

/** Headers that keep pages safe: no scripts but our own, no frames, nothing from elsewhere. */
export async function protect(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: false,
    // Set by whatever terminates TLS in front of the server.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    // Only browsers that cannot show this site anyway know these.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
}

/** Refuses long addresses and sends readers with a closing slash to the page without it. */
export function tidyAddresses(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.length > longestAddress) throw new ExpectedFailure('address-too-long')
    const path = pathOf(request.url)
    if (path.length > 1 && path.endsWith('/') && request.method in { GET: 1, HEAD: 1 }) {
      return reply.redirect(`${tidyPath(path)}${request.url.slice(path.length)}`, 301)
    }
    return undefined
  })
}

/**
 * A path without slashes at its end and with one at its start: two, or a backslash, would lead to
 * another host.
 *
 * @example
 * tidyPath('//example.org/') // '/example.org'
 */
export function tidyPath(path: string): string {
  return `/${path.replace(/^[/\\]+/, '').replace(/\/+$/, '')}`
}

/** Serves styles, scripts and fonts. Their names change with their content, so they never expire. */
export async function serveAssets(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    dotfiles: 'deny',
    immutable: true,
    maxAge: '365d',
    allowedPath: (path) => /\.[0-9a-f]{10}\.[a-z0-9]+$/.test(path),
  })
}

/** `/healthz`: the process is up. `/readyz`: it can serve. */
export function serveHealth(app: FastifyInstance, isReady: () => boolean): void {
  app.get('/healthz', () => ({ status: 'up' }))
  app.get('/readyz', (_request, reply) =>
    isReady() ? { status: 'ready' } : reply.code(503).send(errorEnvelope('not-ready')),
  )
  for (const url of ['/healthz', '/readyz']) refuseOtherMethods(app, url)
}
