import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

/**
 * A secret that nobody can guess, to be given out once: 256 bits, in letters fit for an address.
 *
 * @example
 * newToken().length // 43
 */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is kept of a token. A copy of the store opens nothing: the token cannot be had back from
 * it. No salt is needed, because a token is as random as a key.
 *
 * @example
 * hashToken('a') === hashToken('a') // true
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/**
 * The word that a form carries to show that it came from a page of this session. Made from the
 * session's token, so that only who holds the session can know it.
 *
 * @example
 * formWord(token) === formWord(token) // true, and another for another session
 */
export function formWord(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('form').digest('base64url')
}

/** Keeps secrets that must be read again, such as those of authenticator apps. */
export interface Safe {
  /** The sealed text differs each time. `owner` must be the same when it is opened. */
  seal(text: string, owner: string): string
  /** @throws RangeError where it was changed, or sealed for another owner or with another key */
  open(sealed: string, owner: string): string
}

/**
 * A safe whose key comes from the server's secret (AES-256-GCM, one key a purpose by HKDF).
 *
 * @example
 * const safe = safeOf('a secret of the server, 32 characters or more')
 * safe.open(safe.seal('text', 'owner'), 'owner') // 'text'
 */
export function safeOf(secret: string): Safe {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'capable sealed secrets', 32))
  return {
    seal(text, owner) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
      const sealed = [cipher.update(text, 'utf8'), cipher.final()]
      return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url')
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()
      } catch (cause) {
        throw new RangeError('The secret cannot be opened with this key.', { cause })
      }
    },
  }
}
