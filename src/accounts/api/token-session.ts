import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import type { AskingSession } from '../asker.ts'
import type { Membership, PermissionName } from '../permissions.ts'
import type { Door } from '../sign-in.ts'
import { accountById } from '../store/accounts.ts'
import { noteUsed, tokenBy } from '../store/api-tokens.ts'
import { membershipsOf } from '../store/memberships.ts'
import { countTry, isBlocked } from '../store/throttles.ts'
import { scopeFor } from './scopes.ts'

/** Wrong tokens from one address. A large office may stand behind one. */
const perAddress = { tries: 100, minutes: 15 }

interface Sent {
  readonly secret: string
  /** Where the request came from, for counting wrong tokens. */
  readonly address: string
  readonly now: Date
}

/**
 * Who asks with a token: its owner as they are today, in the one organisation it is for.
 *
 * @throws ExpectedFailure `token-not-valid`, and `too-many-tries` after too many of those
 */
export async function tokenSession(
  { store }: Pick<Door, 'store'>,
  { secret, address, now }: Sent,
): Promise<AskingSession> {
  const tried = { what: 'token', who: address, limit: perAddress, now }
  const found = await store.read(async (db) =>
    (await isBlocked(db, tried)) ? 'blocked' : ownerOf(db, secret, now),
  )
  if (found === 'blocked') throw new ExpectedFailure('too-many-tries')
  if (found === undefined) {
    await store.write((db) => countTry(db, tried))
    throw new ExpectedFailure('token-not-valid')
  }
  const { token, account, memberships } = found
  const today = now.toISOString().slice(0, 10)
  if (token.used_on !== today) await store.write((db) => noteUsed(db, token.id, today))
  return {
    token: '',
    word: '',
    unread: 0,
    secondsLeft: Math.floor((Date.parse(token.expires_at) - now.getTime()) / 1000),
    via: { scopes: token.scopes, name: token.name },
    asker: {
      accountId: account.id,
      name: account.name,
      email: account.email,
      // Without one it was not made, and with one that is taken away it ends.
      secondFactor: true,
      hasSecondFactor: account.totp_confirmed_at !== null,
      // No scope is about editions.
      ownsFrameworks: false,
      memberships: memberships.filter(
        ({ organisationId }) => organisationId === token.organisation_id,
      ),
    },
  }
}

async function ownerOf(db: Reading, secret: string, now: Date) {
  const token = await tokenBy(db, secret, now)
  const account = token && (await accountById(db, token.account_id))
  if (token === undefined || account === undefined) return undefined
  return { token, account, memberships: await standingMemberships(db, account.id, now) }
}

/**
 * Who an account is without what its sign-in provider says: that counts only in a session that
 * began there, and nobody asks the provider when a program comes.
 */
export function standingMemberships(
  db: Reading,
  accountId: string,
  now: Date,
): Promise<readonly Membership[]> {
  const today = now.toISOString().slice(0, 10)
  return membershipsOf(db, { accountId, throughProvider: false, today })
}

/** What is asked, as far as tokens ask. */
interface Use {
  readonly permission: PermissionName | 'anyone'
  readonly method: 'GET' | 'POST'
  /** Whether the address answers programs at all. */
  readonly isForPrograms: boolean
}

/**
 * Whether a token was made for what is asked. What its owner may is asked of the permission table.
 *
 * @throws ExpectedFailure `not-for-tokens` or `token-lacks-scope`
 */
export function checkScope(
  { via }: Pick<AskingSession, 'via'>,
  { permission, method, isForPrograms }: Use,
): void {
  if (via === undefined) return
  const scope = scopeFor(permission, method)
  if (!isForPrograms || scope === undefined) throw new ExpectedFailure('not-for-tokens')
  if (!via.scopes.includes(scope)) throw new ExpectedFailure('token-lacks-scope')
}
