import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The same path with `.json` at its end answers too. */
    answersTwin?: boolean
  }
}

const twins = new WeakMap<FastifyInstance, Set<string>>()

/** Notes every address that answers JSON, as it is registered. Call it before any registration. */
export function noteTwins(app: FastifyInstance): void {
  const found = new Set<string>()
  twins.set(app, found)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (method !== 'GET') return
    if (url.endsWith('.json')) found.add(url)
    if (config?.answersTwin === true) found.add(`${url}.json`)
  })
}

/**
 * The paths that answer JSON, in the router's notation.
 *
 * @example
 * twinsOf(app) // ['/index.json', '/roles.json', '/roles/:role.json', …]
 */
export function twinsOf(app: FastifyInstance): readonly string[] {
  return [...(twins.get(app) ?? [])]
}
