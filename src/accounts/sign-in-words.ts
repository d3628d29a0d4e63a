import { readableMoment } from '../platform/index.ts'
import type { Field } from './form.ts'

/** The code of a second factor. */
export const codeField: Field = {
  name: 'code',
  label: 'Code',
  kind: 'code',
  hint: 'Six digits from your authenticator app, or one of your recovery codes.',
  autocomplete: 'one-time-code',
}

/** What to say to a code that was not taken. */
export const wrongCode =
  'The code is not right, or was used before. Wait for the next one and try again'

/**
 * What to say when something was tried too often.
 *
 * @example
 * tooOften(new Date()) // 'There were too many tries. …'
 */
export function tooOften(until: Date): string {
  return `There were too many tries. Try again after ${readableMoment(until.toISOString())}`
}
