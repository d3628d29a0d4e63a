import type { Store, Writing } from '../platform/store/index.ts'
import { endTokensFor } from './api/end-tokens.ts'
import { hashPassword, isPassword } from './passwords.ts'
import type { Safe } from './secrets.ts'
import { stepOfCode } from './second-factor.ts'
import {
  accountByEmail,
  accountById,
  changeAccount,
  foldEmail,
  useRecoveryCode,
} from './store/accounts.ts'
import type { Account } from './store/accounts.ts'
import { log } from './store/events.ts'
import { disconnectIdentities } from './store/identities.ts'
import { endPasswordLinks } from './store/links.ts'
import { send } from './store/messages.ts'
import { endSessions, openSession, renewSession } from './store/sessions.ts'
import { countTry, forgetTries, giveBackTry } from './store/throttles.ts'

/** Tries on one account, from wherever they come. */
const perAccount = { tries: 10, minutes: 15 }
/** Wrong tries from one address, on whichever account. A large office may stand behind one. */
const perAddress = { tries: 100, minutes: 15 }

/** What came of a try. */
export type SignedIn =
  | { readonly token: string; readonly needs: 'nothing' | 'second-factor' }
  | RefusedTry

/** Why a try came to nothing. */
export type RefusedTry =
  | { readonly refused: 'wrong' }
  | { readonly refused: 'too-often'; readonly until: Date }

/** Where people sign in. */
export interface Door {
  readonly store: Store
  readonly safe: Safe
  readonly now: () => Date
}

/**
 * Signs in with e-mail address and password. Which of the two was wrong, and whether there is such
 * an account, shows neither in the answer nor in the time it takes.
 *
 * @param address where the request came from, for counting tries
 * @example
 * await signIn(door, { email: 'ada@example.org', password: '…', address: '203.0.113.7' })
 */
export async function signIn(
  { store, now }: Door,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<SignedIn> {
  const until = await store.write(async (db) => {
    const times = await Promise.all([
      countTry(db, { what: 'address', who: address, limit: perAddress, now: now() }),
      countTry(db, { what: 'account', who: foldEmail(email), limit: perAccount, now: now() }),
    ])
    return times.find((time) => time !== undefined)
  })
  if (until !== undefined) return { refused: 'too-often', until }
  const account = await store.read((db) => accountByEmail(db, email))
  // Outside the transaction: it takes long on purpose.
  const right = await isPassword(password, account?.password_hash ?? null)
  if (!right || account === undefined) return { refused: 'wrong' }
  const needs = account.totp_confirmed_at === null ? 'nothing' : 'second-factor'
  const token = await store.write(async (db) => {
    await forgetTries(db, { what: 'account', who: foldEmail(email) })
    await giveBackTry(db, { what: 'address', who: address })
    if (needs === 'nothing') {
      await log(db, { action: 'account.signed-in', accountId: account.id, now: now() })
    }
    return openSession(db, { accountId: account.id, secondFactor: false, now: now() })
  })
  return { token, needs }
}

/**
 * Takes a code of the authenticator app, or a recovery code, for a session that gave a password.
 * The session goes on under a new token, so that one seen before the code is worth nothing.
 */
export async function giveSecondFactor(
  { store, safe, now }: Door,
  { token, accountId, code }: { token: string; accountId: string; code: string },
): Promise<SignedIn> {
  return store.write(async (db) => {
    const refused = await tryCode(db, { safe, now }, { accountId, code })
    if (refused !== undefined) return refused
    await log(db, { action: 'account.signed-in', accountId, now: now() })
    return {
      token: await renewSession(db, token, { accountId, secondFactor: true, now: now() }),
      needs: 'nothing',
    }
  })
}

/** Takes a code of a second factor, once; undefined: it was right. Tries are counted. */
export async function tryCode(
  db: Writing,
  { safe, now }: Omit<Door, 'store'>,
  { accountId, code }: { accountId: string; code: string },
): Promise<RefusedTry | undefined> {
  const tried = { what: 'second factor', who: accountId, limit: perAccount, now: now() }
  const until = await countTry(db, tried)
  if (until !== undefined) return { refused: 'too-often', until }
  const account = await accountById(db, accountId)
  if (account === undefined || !(await takesCode(db, { account, code, safe, now: now() }))) {
    return { refused: 'wrong' }
  }
  await forgetTries(db, tried)
  return undefined
}

interface GivenCode {
  readonly account: Account
  readonly code: string
  readonly safe: Safe
  readonly now: Date
}

async function takesCode(db: Writing, { account, code, safe, now }: GivenCode): Promise<boolean> {
  if (account.totp_secret === null || account.totp_confirmed_at === null) return false
  const secret = safe.open(account.totp_secret, account.id)
  const step = stepOfCode(code, { secret, lastStep: account.totp_step, now })
  if (step !== undefined) {
    await changeAccount(db, account.id, { totp_step: step })
    return true
  }
  if (!(await useRecoveryCode(db, { accountId: account.id, code, now }))) return false
  await log(db, { action: 'account.recovery-code-used', accountId: account.id, now })
  await send(db, {
    accountId: account.id,
    subject: 'A recovery code was used',
    body: 'Somebody signed in to your account with one of your recovery codes. If it was not you, change your password at once and set up your second factor again.',
    now,
  })
  return true
}

/**
 * Sets a password. All other sessions of the account end, and its owner is told.
 *
 * @param keep the session that goes on: the one in which the password was changed
 */
export async function setPassword(
  { store, now }: Door,
  { accountId, password, keep }: { accountId: string; password: string; keep?: string },
): Promise<void> {
  const hash = await hashPassword(password)
  await store.write(async (db) => {
    await writePassword(db, { accountId, hash, now: now(), ...(keep !== undefined && { keep }) })
  })
}

/**
 * Ends every other session of an account and every link for a new password. To be called wherever
 * an account comes to open more than it did: what was a way in before may be somebody else's.
 */
export async function shutOtherDoors(
  db: Writing,
  { accountId, keep }: { accountId: string; keep?: string },
): Promise<void> {
  await endSessions(db, accountId, keep)
  await endPasswordLinks(db, accountId)
}

/** A password that is set. */
export interface NewPassword {
  readonly accountId: string
  readonly hash: string
  readonly keep?: string
  /** Where somebody lost their way in, and whoever found another may have left one of theirs. */
  readonly disconnects?: boolean
  readonly now: Date
}

/** The part of setting a password that belongs into a transaction. */
export async function writePassword(
  db: Writing,
  { accountId, hash, keep, disconnects = false, now }: NewPassword,
): Promise<void> {
  const isDisconnected = disconnects && (await disconnectIdentities(db, { accountId })) > 0
  if (isDisconnected) await log(db, { action: 'account.provider-disconnected', accountId, now })
  await changeAccount(db, accountId, { password_hash: hash })
  await shutOtherDoors(db, { accountId, ...(keep !== undefined && { keep }) })
  await endTokensFor(db, { accountId }, { accountId, now })
  await log(db, { action: 'account.password-changed', accountId, now })
  await send(db, {
    accountId,
    subject: 'Your password was changed',
    body: `The password of your account was changed, and every other session and every token was ended. ${isDisconnected ? 'You no longer sign in with your organisation: connect it again on the page of your account, if you want to. ' : ''}If it was not you, ask an administrator for a link to set a new one.`,
    now,
  })
}
