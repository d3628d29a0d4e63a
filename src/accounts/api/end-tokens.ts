import type { Writing } from '../../platform/store/index.ts'
import { endTokens } from '../store/api-tokens.ts'
import type { TokensSought } from '../store/api-tokens.ts'
import { log } from '../store/events.ts'

/**
 * Ends tokens for good, and notes each in the log of its organisation.
 *
 * @param by who ended them; null: the system or whoever runs it
 * @returns how many there were
 * @example
 * await endTokensFor(db, { accountId }, { accountId: null, now: new Date() })
 */
export async function endTokensFor(
  db: Writing,
  sought: TokensSought,
  by: { readonly accountId: string | null; readonly now: Date },
): Promise<number> {
  const ended = await endTokens(db, sought)
  for (const { name, organisation_id: organisationId } of ended) {
    await log(db, { ...by, action: 'token.ended', organisationId, details: { what: name } })
  }
  return ended.length
}
