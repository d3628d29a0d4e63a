import { ExpectedFailure } from '../../platform/index.ts'
import type { FieldError } from '../form.ts'

/** As many as forms may have. */
const mostFields = 1000

/** JSON that was sent, as it is before anybody has looked at who sent it. */
export class SentJson {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }
}

/** The most that is read of it, on addresses that take large files too. */
const mostJson = 1024 * 1024

/**
 * Reads what was sent as JSON.
 *
 * @throws ExpectedFailure `json-not-valid`, `form-too-large`
 */
export function sentJson(text: string): SentJson {
  if (text.length > mostJson) throw new ExpectedFailure('form-too-large')
  try {
    return new SentJson(JSON.parse(text))
  } catch {
    throw new ExpectedFailure('json-not-valid')
  }
}

/**
 * The fields of a form as a program sends them: texts and numbers as they are, true and false as
 * yes and no, null as left empty. From here on a form and JSON go the same way.
 *
 * @throws ExpectedFailure `json-not-valid` where it is no object, `form-too-large`
 * @example
 * formOfJson(sentJson('{"name":"Ada","funded":true}')).form.get('funded') // 'yes'
 */
export function formOfJson({ value }: SentJson): {
  readonly form: URLSearchParams
  readonly wrong: readonly FieldError[]
} {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ExpectedFailure('json-not-valid')
  }
  const entries = Object.entries(value)
  if (entries.length > mostFields) throw new ExpectedFailure('form-too-large')
  const form = new URLSearchParams()
  const wrong: FieldError[] = []
  for (const [field, each] of entries) {
    const text = textOf(each)
    if (text !== undefined) form.append(field, text)
    else wrong.push({ field, message: typeof each === 'number' ? inexact : noValue })
  }
  return { form, wrong }
}

const noValue = 'Send a text without the character NUL, a number, true or false'
const inexact =
  'Send this number as a text, in quotation marks: as a number it is too large to be read exactly'

function textOf(value: unknown): string | undefined {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // Beyond it one number is read as another.
  if (typeof value === 'number')
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined
  // The one character that PostgreSQL cannot keep.
  const isText = typeof value === 'string' && !value.includes('\0')
  return isText ? value.toWellFormed() : undefined
}
