import type { Section } from '../sheet.ts'
import { purposeSection } from './purpose-section.ts'
import { purposeWords, stateInWords } from './purposes.ts'
import type { KeptPurpose, PurposeName } from './purposes.ts'

/** A purpose as everybody in the organisation reads it. */
export function aboutPurpose(
  purpose: KeptPurpose & { readonly purpose: PurposeName },
  today: string,
): Section {
  const { title, what } = purposeWords[purpose.purpose]
  const heading = `Purpose: ${title}`
  if (purpose.on_from === null) {
    const exception = purpose.purpose === 'organisation' ? ', but who administers it' : ''
    return { heading, lead: [what, `Not switched on: nothing is kept for it${exception}.`] }
  }
  const state = `${stateInWords(purpose, today)}.`
  return { ...purposeSection(purpose, purpose.purpose), heading, lead: [what, state] }
}
