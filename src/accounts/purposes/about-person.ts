import type { Section } from '../sheet.ts'
import type { HeldInOrganisation } from '../store/record.ts'
import { erasureRows } from './erasure/in-words.ts'
import { requestSection } from './exceptions/in-words.ts'

/** Legal holds, exceptional access and requests to erase, as parts of the page of a record. */
export function requestSections(
  { exceptionalRequests, erasureRequests }: HeldInOrganisation,
  now: Date,
): readonly Section[] {
  const today = now.toISOString().slice(0, 10)
  return [
    ...exceptionalRequests.map((request) => requestSection(request, now)),
    ...erasureRequests.map((request) => ({
      heading: 'Request to erase',
      rows: erasureRows(request, today),
    })),
  ]
}
