import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptedEncoding, encodeOnce } from './encodings.ts'
import type { Encoding } from './encodings.ts'
import { cachedPage, isHeld, PageCache } from './page-cache.ts'
import type { CachedPage, CacheLimits } from './page-cache.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The same for everyone: it is rendered once and kept. */
    public?: boolean
  }
}

/** What keeping pages needs. */
export interface PublicPages {
  /** What the pages are made from. Another object empties the cache. */
  readonly version: () => unknown
  readonly limits?: CacheLimits
}

/** Addresses as the site itself writes them: a page has one, however else it may be written. */
const canonical = /^\/[\w./@~-]*$/
/** Shorter answers are not worth the work of compressing them. */
const worthCompressing = 1000

/** Public pages, ready to be sent. */
export interface KeptPages {
  /** Answers a request from what is kept, or says that it did not. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** Adds keeping to an application. Call it before anything else looks at requests. */
  register(app: FastifyInstance): void
}

/**
 * Keeps public pages: rendered and compressed once, on the first request. A page that is kept is
 * answered before the rest of the application is asked.
 *
 * @example
 * const kept = keepPublicPages({ version: () => library.all() })
 */
export function keepPublicPages({ version, limits }: PublicPages): KeptPages {
  const cache = new PageCache(limits)
  const versions = new WeakMap<IncomingMessage, unknown>()
  const answer: KeptPages['answer'] = (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const now = version()
    const page = cache.get(request.url ?? '', now)
    if (page === undefined) versions.set(request, now)
    else sendKept(page, request, response)
    return page !== undefined
  }
  return {
    answer,
    register(app) {
      app.addHook('onRequest', async ({ raw }, reply) => {
        if (answer(raw, reply.raw)) reply.hijack()
      })
      app.addHook('onSend', async (request, reply, payload) => {
        if (request.routeOptions.config.public !== true || reply.statusCode !== 200) return payload
        if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
        const content = Buffer.from(payload)
        if (!mayBeKept(request.raw)) return sentOnce(content, request, reply)
        const page = await cachedPage(content, commonHeaders(reply))
        cache.set(request.url, versions.get(request.raw), page)
        return sentFirst(page, request, reply)
      })
    },
  }
}

function mayBeKept({ method, url = '' }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && canonical.test(url)
}

/** Past every other hook: what they would add stands in the kept headers. */
function sendKept(
  { variants }: CachedPage,
  { headers, method }: IncomingMessage,
  response: ServerResponse,
): void {
  const { body, etag, headers: full, notModified } = variants[encodingFor(headers)]
  if (isHeld(headers['if-none-match'], etag)) {
    response.writeHead(304, notModified)
    response.end()
    return
  }
  response.writeHead(200, full)
  if (method === 'HEAD') response.end()
  else response.end(body)
}

/** The first answer is the same as all later ones. */
function sentFirst(page: CachedPage, request: FastifyRequest, reply: FastifyReply): Buffer | null {
  const { headers } = request
  const { body, etag, headers: full, notModified } = page.variants[encodingFor(headers)]
  const held = isHeld(headers['if-none-match'], etag)
  const written = held ? notModified : full
  for (let at = 0; at < written.length; at += 2) {
    reply.header(written[at] ?? '', written[at + 1] ?? '')
  }
  if (!held) return body
  reply.code(304).removeHeader('content-type').removeHeader('content-length')
  return null
}

/** Pages with a query are many: each is rendered when it is asked for. */
async function sentOnce(
  content: Buffer,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<Buffer> {
  reply.header('cache-control', 'no-cache').header('vary', 'Accept-Encoding')
  const encoding = acceptedEncoding(headers['accept-encoding'], ['gzip'])
  if (encoding === 'identity' || content.length < worthCompressing) return content
  reply.header('content-encoding', 'gzip').removeHeader('content-length')
  return encodeOnce(content)
}

/** Everything that was set for the reply but does not belong to this one alone. */
function commonHeaders(reply: FastifyReply): Record<string, string> {
  const own = new Set(['x-request-id', 'content-length', 'vary', 'cache-control'])
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      own.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  )
}

const remembered = new Map<string, Encoding>()

/** Browsers send one of a few headers: each is looked into once. */
function encodingFor({ 'accept-encoding': header = '' }: IncomingMessage['headers']): Encoding {
  const known = remembered.get(header)
  if (known !== undefined) return known
  const encoding = acceptedEncoding(header)
  if (remembered.size < 100) remembered.set(header, encoding)
  return encoding
}
