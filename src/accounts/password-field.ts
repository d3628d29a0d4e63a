import type { Field } from './form.ts'
import { longestPassword, shortestPassword, whyWeak } from './passwords.ts'

/** The field of a new password; `about` are words that must not be in it. */
export function newPasswordField(about: readonly string[]): Field {
  return {
    name: 'password',
    label: 'New password',
    kind: 'password',
    missing: 'Enter a new password',
    hint: `${shortestPassword} characters or more. Three random words are easy to remember.`,
    autocomplete: 'new-password',
    longest: longestPassword,
    check: (value) => whyWeak(value, about)?.replace(/\.$/, ''),
  }
}
