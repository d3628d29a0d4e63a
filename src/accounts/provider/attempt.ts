import { createHmac, timingSafeEqual } from 'node:crypto'

/** What ties an answer of the provider to the browser that asked. */
export interface Attempt {
  readonly state: string
  readonly nonce: string
  /** Of PKCE: shown to the provider only when the answer is redeemed. */
  readonly verifier: string
}

/** Long enough to find a phone, short enough for a browser that was left alone. */
export const attemptMinutes = 10

/**
 * All three come from the secret in the browser's own cookie. Whoever has another cookie, or a
 * copy of the store, can work out none of them.
 *
 * @example
 * attemptOf(newToken()).state.length // 43
 */
export function attemptOf(token: string): Attempt {
  const part = (name: string): string =>
    createHmac('sha256', token).update(`provider ${name}`).digest('base64url')
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier') }
}

/** Whether an answer belongs to an attempt. */
export function isAnswerTo({ state }: Attempt, answered: string | undefined): boolean {
  const [own, other] = [Buffer.from(state), Buffer.from(answered ?? '')]
  return own.length === other.length && timingSafeEqual(own, other)
}
