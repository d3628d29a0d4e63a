import { Type } from 'typebox'
import type { Tables } from '../../platform/store/index.ts'
import { Day, exact, orNull, Text } from './shapes.ts'

/** Why an organisation keeps records, on what ground and for how long. */
export const Purpose = exact({
  purpose: Text,
  lawfulBasis: Text,
  basis: Text,
  notice: Text,
  retentionMonths: orNull(Type.Integer()),
  onFrom: orNull(Day),
  offFrom: orNull(Day),
})

/** A purpose as it is kept. */
export type FoundPurpose = Omit<Tables['purposes'], 'organisation_id' | 'version'>

/** A purpose, as data. */
export function purposeOf(row: FoundPurpose) {
  return {
    purpose: row.purpose,
    lawfulBasis: row.lawful_basis,
    basis: row.basis_text,
    notice: row.notice,
    retentionMonths: row.retention_months,
    onFrom: row.on_from,
    offFrom: row.off_from,
  }
}
