import type { FastifyRequest } from 'fastify'

/**
 * What a program sends in place of a session (RFC 6750); undefined where it sends none. Other ways
 * of authorising, such as that of a proxy in front, are not ours to look at.
 *
 * @example
 * bearerOf({ headers: { authorization: 'Bearer cap_…' } }) // 'cap_…'
 */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const { authorization } = headers
  return /^bearer(?:\s+|$)/i.test(authorization ?? '')
    ? authorization?.slice('bearer'.length).trim()
    : undefined
}
