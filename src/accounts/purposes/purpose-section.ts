import type { Section } from '../sheet.ts'
import { saidOf } from './purposes.ts'
import type { KeptPurpose, PurposeName } from './purposes.ts'

/** What is said of a purpose, as rows. */
export function purposeSection(purpose: KeptPurpose, name: PurposeName): Section {
  const { basis, retention, notice, noticeIsAddress } = saidOf(purpose, name)
  return {
    rows: [
      ['Lawful basis', basis],
      ['Kept for', retention],
      ['Privacy notice', noticeIsAddress ? { text: notice, href: notice } : notice],
    ],
  }
}
