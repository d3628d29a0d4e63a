import type { FastifyInstance } from 'fastify'
import { pathOf } from './pages.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** About people: no other site may read it from a browser. */
    closed?: boolean
  }
}

/**
 * Whether an address holds data that any site may read from a browser: JSON, feeds and downloads.
 * Pages are for people and stay closed to other sites.
 *
 * @example
 * isOpenData('/roles.json') // true
 * isOpenData('/roles') // false
 */
export function isOpenData(path: string): boolean {
  return /\.(?:json|csv|atom|xml)$|\/downloads\/[^/]+$/.test(path)
}

/** Lets other sites read public data (CORS). Nothing here depends on who asks: no credentials. */
export function openDataToAll(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isOpenData(pathOf(request.url))) return undefined
    if (request.routeOptions.config.closed === true) return undefined
    reply
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'ETag, Content-Disposition')
      .header('cross-origin-resource-policy', 'cross-origin')
    if (request.method !== 'OPTIONS' || request.is404) return undefined
    return reply
      .code(204)
      .header('allow', 'GET, HEAD, OPTIONS')
      .header('access-control-allow-methods', 'GET, HEAD')
      .header('access-control-allow-headers', 'Accept, If-None-Match')
      .header('access-control-max-age', '86400')
      .send()
  })
}
