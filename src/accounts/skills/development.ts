import type { Reading } from '../../platform/store/index.ts'
import { purposeIsOn } from '../purposes/purpose-store.ts'

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
