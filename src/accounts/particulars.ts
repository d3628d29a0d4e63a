import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { Tables } from '../platform/store/index.ts'
import type { Field } from './form.ts'
import { halfAddress, isWebAddress } from './form.ts'

const particularsSchema = Type.Object({
  controller: Type.String(),
  contact: Type.String(),
  privacyNotice: Type.String(),
  retentionDecidedBy: Type.String(),
  accessibilityStatement: Type.String(),
  freedomOfInformation: Type.String(),
  marking: Type.String(),
})

/** What must be known of an organisation before real people are loaded. Empty: not given yet. */
export type Particulars = Static<typeof particularsSchema>

/** The name of one of them. */
export type Particular = keyof Particulars

const none: Particulars = {
  controller: '',
  contact: '',
  privacyNotice: '',
  retentionDecidedBy: '',
  accessibilityStatement: '',
  freedomOfInformation: '',
  marking: '',
}

/** Each as a field of a form, and in the words of what is missing. */
const particulars: Readonly<Record<Particular, Field & { readonly missingAs: string }>> = {
  controller: {
    name: 'controller',
    label: 'Data controller',
    kind: 'text',
    hint: 'The body that answers for these records, by its full name. Every page of the organisation shows it.',
    missingAs: 'who is the data controller',
  },
  contact: {
    name: 'contact',
    label: 'Contact for questions about records',
    kind: 'email',
    hint: 'An e-mail address that people can write to, for example of the data protection officer.',
    missingAs: 'whom people can ask about their records',
  },
  privacyNotice: {
    name: 'privacyNotice',
    label: 'Privacy notice',
    kind: 'textarea',
    longest: 20_000,
    hint: 'The web address of the notice, beginning with https://, or its text.',
    check: halfAddress,
    missingAs: 'the privacy notice',
  },
  retentionDecidedBy: {
    name: 'retentionDecidedBy',
    label: 'Who decided how long records are kept',
    kind: 'text',
    hint: 'The name or office of whoever decided, and the date. Fill this in when it is decided, not before.',
    missingAs: 'who decided how long records are kept',
  },
  accessibilityStatement: {
    name: 'accessibilityStatement',
    label: 'Address of the accessibility statement',
    kind: 'text',
    hint: 'It begins with https://',
    check: (value) =>
      isWebAddress(value)
        ? undefined
        : 'Enter a web address that begins with https://, for example https://example.org/accessibility',
    missingAs: 'the accessibility statement',
  },
  freedomOfInformation: {
    name: 'freedomOfInformation',
    label: 'Contact for freedom of information requests',
    kind: 'text',
    check: halfAddress,
    hint: 'An e-mail or web address, or "none: not a public authority".',
    missingAs: 'the contact for freedom of information requests',
  },
  marking: {
    name: 'marking',
    label: 'Handling marking',
    kind: 'text',
    longest: 60,
    hint: 'How people must handle these pages and files, for example OFFICIAL-SENSITIVE.',
    missingAs: 'the handling marking',
  },
}

const names: readonly Particular[] = [
  'controller',
  'contact',
  'privacyNotice',
  'retentionDecidedBy',
  'accessibilityStatement',
  'freedomOfInformation',
  'marking',
]

/** The fields of the page, in its order. */
export const particularFields: readonly (Field & { readonly name: Particular })[] = names.map(
  (name) => ({ ...particulars[name], name, mayWait: true }),
)

/**
 * Reads what is kept. A value that no version of this software could have written counts as not
 * given.
 *
 * @example
 * particularsOf({ particulars: '{}' }).controller // ''
 */
export function particularsOf({
  particulars: kept,
}: Pick<Tables['organisations'], 'particulars'>): Particulars {
  const whole: unknown = { ...none, ...asObject(kept) }
  return Value.Check(particularsSchema, whole) ? whole : none
}

function asObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/**
 * What must still be said before real people are loaded, each as part of a sentence. Nothing is
 * asked of a demonstration: its people are made up.
 *
 * @example
 * stillMissing(organisation) // ['the privacy notice', 'the handling marking']
 */
export function stillMissing(
  organisation: Pick<Tables['organisations'], 'particulars' | 'demonstration'>,
): readonly string[] {
  if (organisation.demonstration === 1) return []
  const given = particularsOf(organisation)
  return names.filter((name) => given[name] === '').map((name) => particulars[name].missingAs)
}

/** What every page and file of a demonstration says. */
export const demonstrationMark = 'Demonstration: these people are made up.'

/**
 * What must still be said before anybody is added, in sentences; undefined when all is said.
 *
 * @example
 * missingInWords(organisation) // 'Nobody but administrators can be added yet. Still missing: …'
 */
export function missingInWords(
  organisation: Pick<Tables['organisations'], 'particulars' | 'demonstration'>,
): string | undefined {
  const missing = stillMissing(organisation)
  if (missing.length === 0) return undefined
  return `Nobody but administrators can be added yet. Still missing: ${missing.join('; ')}.`
}
