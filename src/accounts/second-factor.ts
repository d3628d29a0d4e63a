import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { hashToken } from './secrets.ts'

/** How many recovery codes somebody gets. */
export const recoveryCodes = 10

/** Letters and digits that are not mistaken for each other when written down. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Whose secret it is, as an app shows it. */
export interface SecretOwner {
  readonly account: string
  readonly site: string
}

/**
 * A new secret for an authenticator app in Base32 (TOTP: RFC 6238 with SHA-1, six digits, 30
 * seconds, as every app takes it).
 *
 * @example
 * newSecret().length // 32
 */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/**
 * The address that an authenticator app opens, or reads from a picture.
 *
 * @example
 * secretAddress({ account: 'ada@example.org', site: 'Capable', secret }) // 'otpauth://totp/…'
 */
export function secretAddress({
  account,
  site,
  secret,
}: SecretOwner & { readonly secret: string }): string {
  return new TOTP({ issuer: site, label: account, secret: Secret.fromBase32(secret) }).toString()
}

/**
 * The step of 30 seconds that a code belongs to, or undefined when it is wrong. One step early or
 * late is taken, because clocks differ; a step that was used before is not.
 *
 * @param lastStep the step of the last code that was taken, 0 for none
 * @example
 * stepOfCode('000000', { secret, lastStep: 0, now: new Date() }) // undefined, nearly always
 */
export function stepOfCode(
  code: string,
  { secret, lastStep, now }: { secret: string; lastStep: number; now: Date },
): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const timestamp = now.getTime()
  const delta = totp.validate({ token, timestamp, window: 1 })
  if (delta === null) return undefined
  const step = totp.counter({ timestamp }) + delta
  return step > lastStep ? step : undefined
}

/**
 * Codes to be written down, each good for one sign-in: 50 bits each, in two groups of five.
 *
 * @example
 * newRecoveryCodes()[0] // 'H7KQ2-9XW4M'
 */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const letters = [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('')
    return `${letters.slice(0, 5)}-${letters.slice(5)}`
  })
}

/**
 * What is kept of a recovery code, whatever case and spaces it is typed with.
 *
 * @example
 * hashRecoveryCode('h7kq2 9xw4m') === hashRecoveryCode('H7KQ2-9XW4M') // true
 */
export function hashRecoveryCode(code: string): string {
  return hashToken(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}
