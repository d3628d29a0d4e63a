import type { Reading } from '../../platform/store/index.ts'
import { purposeIsOn, purposeOf } from '../purposes/purpose-store.ts'
import { isOnOn, purposeWords, stateInWords } from '../purposes/purposes.ts'

/**
 * Whether an organisation has records kept for the development of its people today.
 *
 * @example
 * await developmentIsOn(db, organisation.id, new Date()) // true
 */
export function developmentIsOn(db: Reading, organisationId: string, now: Date): Promise<boolean> {
  const day = now.toISOString().slice(0, 10)
  return purposeIsOn(db, { organisationId, purpose: 'development', day })
}

/**
 * That an organisation keeps no records for the development of its people today, and since when.
 *
 * @returns undefined where it does
 * @example
 * await developmentOffInWords(db, organisation.id, new Date())
 * // 'Development: off since 3 May 2026.'
 */
export async function developmentOffInWords(
  db: Reading,
  organisationId: string,
  now: Date,
): Promise<string | undefined> {
  const day = now.toISOString().slice(0, 10)
  const purpose = await purposeOf(db, organisationId, 'development')
  if (isOnOn(purpose, day)) return undefined
  const state = stateInWords(purpose, day)
  return `${purposeWords.development.title}: ${state.charAt(0).toLowerCase()}${state.slice(1)}.`
}
