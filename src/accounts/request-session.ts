import type { FastifyReply, FastifyRequest } from 'fastify'
import { bearerOf } from '../platform/index.ts'
import { tokenSession } from './api/token-session.ts'
import { askerOf } from './asker.ts'
import type { AskingSession } from './asker.ts'
import type { Door } from './sign-in.ts'

/** What saying who asks needs. */
export interface Asking {
  readonly door: Door
  readonly baseUrl: string
  readonly now: Date
}

/**
 * Who asks: by the token of a program or else by the cookie of a session. Where there is a token
 * the cookie is not looked at, however wrong the token is.
 *
 * @returns with `token`, that of the cookie, where there is a session
 * @throws ExpectedFailure `token-not-valid` or `too-many-tries`
 */
export async function sessionOf(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { door, baseUrl, now }: Asking,
): Promise<{ session: AskingSession | undefined; token: string | undefined }> {
  const secret = bearerOf(request)
  if (secret !== undefined) {
    // Where the token is refused, this says what would be taken (RFC 6750).
    reply.header('www-authenticate', 'Bearer')
    const session = await tokenSession(door, { secret, address: request.ip, now })
    reply.removeHeader('www-authenticate')
    return { session, token: undefined }
  }
  const token = request.cookies[cookieName('token', isSecure(request, baseUrl))]
  const session = token === undefined ? undefined : await askerOf(door.store, token, now)
  return { session, token: session && token }
}

/** Whether readers reach the site by https. */
export function isSecure({ protocol }: FastifyRequest, baseUrl: string): boolean {
  return protocol === 'https' || baseUrl.startsWith('https:')
}

/** What a browser is given to keep; null takes it away. */
export interface Cookies {
  /** Of a session. */
  readonly token?: string | null
  /** Of being sent to the sign-in provider. */
  readonly attempt?: string | null
  /** What was saved, sealed for the next page. */
  readonly saved?: string | null | undefined
}

type Cookie = keyof Cookies

const cookieNames: Readonly<Record<Cookie, string>> = {
  token: 'capable',
  attempt: 'capable-provider',
  saved: 'capable-saved',
}

/** By https only the name that no other site of the same domain can set. */
function cookieName(kind: Cookie, secure: boolean): string {
  return secure ? `__Host-${cookieNames[kind]}` : cookieNames[kind]
}

/** The secret of a browser that was sent to the sign-in provider. */
export function attemptOf(request: FastifyRequest, baseUrl: string): string | undefined {
  return request.cookies[cookieName('attempt', isSecure(request, baseUrl))]
}

/** What was saved, as it was sealed for the next page. */
export function savedOf(request: FastifyRequest, baseUrl: string): string | undefined {
  return request.cookies[cookieName('saved', isSecure(request, baseUrl))]
}

/** Gives a browser what it has to keep, or takes it away. */
export function keepCookies(
  reply: FastifyReply,
  { token, attempt, saved }: Cookies,
  secure: boolean,
): void {
  if (token !== undefined) keep(reply, { kind: 'token', value: token, secure })
  if (attempt !== undefined) keep(reply, { kind: 'attempt', value: attempt, secure })
  if (saved !== undefined) keep(reply, { kind: 'saved', value: saved, secure })
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
