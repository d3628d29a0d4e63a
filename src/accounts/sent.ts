import { ExpectedFailure } from '../platform/index.ts'
import { formOfJson, SentJson } from './api/sent-json.ts'
import type { AskingSession } from './asker.ts'
import type { FieldError } from './form.ts'

/** What a request holds. */
export interface Sent {
  readonly form: URLSearchParams
  readonly files: ReadonlyMap<string, File>
  /** Every file that was sent, several of one field too. */
  readonly allFiles: readonly File[]
  /** What in JSON could be no value of a field. */
  readonly wrong: readonly FieldError[]
}

/**
 * What was sent, in one form. JSON is taken from programs only: what a browser sends for a page is a
 * form with its word.
 *
 * @throws ExpectedFailure `form-not-valid`, `json-not-valid` or `form-too-large`
 */
export function sentOf(body: unknown, session: AskingSession | undefined): Sent {
  if (body instanceof SentJson) {
    // Nothing is read of it before it is known who sent it.
    if (session === undefined) return { ...formSent(undefined), wrong: [] }
    if (session.via === undefined) throw new ExpectedFailure('form-not-valid')
    return { ...formSent(undefined), ...formOfJson(body) }
  }
  const sent = formSent(body)
  for (const value of sent.form.values()) {
    // Nobody types it, and PostgreSQL cannot keep it.
    if (value.includes('\0')) throw new ExpectedFailure('form-not-valid')
  }
  return { ...sent, wrong: [] }
}

function formSent(body: unknown): Omit<Sent, 'wrong'> {
  if (body instanceof URLSearchParams) return { form: body, files: new Map(), allFiles: [] }
  const form = new URLSearchParams()
  const files = new Map<string, File>()
  const allFiles: File[] = []
  if (body instanceof FormData) {
    for (const [name, value] of body) {
      if (typeof value === 'string') {
        form.append(name, value)
        continue
      }
      // A field in which nothing was chosen is sent as a file without a name.
      if (value.name !== '') allFiles.push(value)
      if (value.size > 0) files.set(name, value)
    }
  }
  return { form, files, allFiles }
}

/** The parts of a query that are given once, as text. */
export function textOnly(query: unknown): Record<string, string> {
  if (typeof query !== 'object' || query === null) return {}
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

/**
 * The parts of an address, none of which holds the character that PostgreSQL cannot look for.
 *
 * @throws ExpectedFailure `address-not-valid`
 */
export function readable(
  parts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (Object.values(parts).some((text) => text.includes('\0'))) {
    throw new ExpectedFailure('address-not-valid')
  }
  return parts
}
