import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { ExpectedFailure, errorEnvelope } from './errors.ts'
import { replyWithError } from './error-replies.ts'
import type { ErrorReplyOptions } from './error-replies.ts'
import { pathOf } from './pages.ts'

/** Longest address that is looked at; the longest of a page is a tenth of it. */
const longestAddress = 2000
const longestSlug = 200

const directives = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
}

/** Makes a server that answers nothing yet, with its limits set. */
export function createServer(config: Config, errors: ErrorReplyOptions): FastifyInstance {
  return Fastify({
    logger: {
      level: config.logLevel,
      stream: process.stderr,
      // Neither who asks nor what they search for is anyone's business: /privacy promises it.
      serializers: { req: ({ method, url }) => ({ method, path: pathOf(url) }) },
    },
    trustProxy: trusted(config),
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    // Pages are read, never written: nobody has a reason to send more than headers.
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: longestSlug },
    frameworkErrors: (error, request, reply) => {
      replyWithError(error, { request, reply, options: errors })
    },
  })
}

/** A number of hops: that many proxies, counted from the server, are believed. */
function trusted({ trustProxy }: Config): boolean | ((address: string, hop: number) => boolean) {
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy
}

/** Headers that keep pages safe: no scripts, no frames, nothing from elsewhere. */
export async function protect(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: false,
    // Set by whatever terminates TLS in front of the server.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
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

/** Serves styles and fonts. Their names change with their content, so they never expire. */
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
}
