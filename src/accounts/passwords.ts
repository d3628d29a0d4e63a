import { hash, verify } from '@node-rs/argon2'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Three random words are longer than that. */
export const shortestPassword = 12
/** Longer ones only cost time. */
export const longestPassword = 200

/** The time that estimating takes grows faster than the length: the beginning says enough. */
const longestEstimated = 40

/** Argon2id, the package’s own choice, with 19 MiB, two passes and one lane: OWASP advises it. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Someone who can try ten thousand a second on a stolen hash needs years for so many. */
const enoughGuesses = 1e12

let estimator: ZxcvbnFactory | undefined

/**
 * Why a password is refused, in a sentence; undefined when it is taken. Length and guessability
 * decide, not kinds of characters (NCSC and NIST SP 800-63B advise against those).
 *
 * @param about words that an attacker would try first: the name, the e-mail address
 * @example
 * whyWeak('password1234', []) // 'This password is easy to guess. …'
 */
export function whyWeak(password: string, about: readonly string[]): string | undefined {
  if (password.length < shortestPassword) {
    return `Enter a password with ${shortestPassword} characters or more. Three random words are easy to remember.`
  }
  if (password.length > longestPassword) {
    return `Enter a password with ${longestPassword} characters or fewer.`
  }
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  const { guesses } = estimator.check(password.slice(0, longestEstimated), [...about, 'capable'])
  if (guesses >= enoughGuesses) return undefined
  return 'This password is easy to guess. Use three random words that have nothing to do with each other or with you.'
}

/** Hashes a password for keeping: Argon2id, with its parameters in the text. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/**
 * Whether a password is the one that was hashed. Without a hash it takes as long and says no, so
 * that time does not tell which accounts exist.
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const right = await verify(kept ?? (await nobodys()), password.slice(0, longestPassword))
  return right && kept !== null
}

let nobodysHash: Promise<string> | undefined

function nobodys(): Promise<string> {
  nobodysHash ??= hashPassword('of nobody')
  return nobodysHash
}
