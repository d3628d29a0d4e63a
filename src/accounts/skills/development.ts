import type { Reading } from '../../platform/store/index.ts'
import { stillMissing } from '../particulars.ts'
import { organisationById } from '../store/organisations.ts'

/**
 * Whether an organisation has records kept for the development of its people on a day. Until
 * purposes can be switched on one by one, it has once everything is said that must be said before
 * records about people are kept.
 *
 * @example
 * await developmentIsOn(db, organisation.id, new Date()) // true
 */
export async function developmentIsOn(
  db: Reading,
  organisationId: string,
  _now: Date,
): Promise<boolean> {
  const organisation = await organisationById(db, organisationId)
  return organisation !== undefined && stillMissing(organisation).length === 0
}
