import { hashToken } from './secrets.ts'
import type { Safe } from './secrets.ts'

/** So long it waits for the page that follows. */
export const savedSeconds = 60
const longest = 300

interface SavedFor {
  /** Of the session that is told. */
  readonly token: string
  readonly now: Date
}

/**
 * What was saved, sealed for the browser to carry to the next page: nobody else can write one, and
 * in another session it says nothing.
 *
 * @example
 * sealSaved(safe, 'The team Data was added.', { token, now })
 */
export function sealSaved(safe: Safe, text: string, { token, now }: SavedFor): string {
  return safe.seal(`${now.getTime()} ${text.slice(0, longest)}`, ownerOf(token))
}

/** What was saved a moment ago; undefined where nothing was, or somebody made it up. */
export function openSaved(
  safe: Safe,
  sealed: string | undefined,
  { token, now }: SavedFor,
): string | undefined {
  if (sealed === undefined) return undefined
  try {
    const [, moment, text] = /^(\d+) (.*)$/su.exec(safe.open(sealed, ownerOf(token))) ?? []
    return now.getTime() - Number(moment) <= savedSeconds * 1000 ? text : undefined
  } catch {
    return undefined
  }
}

/** As much of an answer as says what was saved. */
interface Answered {
  readonly to?: string
  readonly saved?: string | undefined
  readonly token?: string | null
}

/** As much of what was asked as says who is told, and whether they have just been. */
interface AskedBy {
  readonly session: { readonly token: string; readonly saved?: string | undefined } | undefined
  readonly now: Date
}

/**
 * What the browser is to carry: what was saved waits for the page that follows, and goes once that
 * is shown.
 *
 * @returns undefined where it keeps what it has
 */
export function savedFor(
  { to, saved, token }: Answered,
  { session, now }: AskedBy,
  safe: Safe,
): string | null | undefined {
  if (to === undefined) return session?.saved === undefined ? undefined : null
  const told = token ?? session?.token
  if (saved === undefined || told === undefined) return undefined
  return sealSaved(safe, saved, { token: told, now })
}

function ownerOf(token: string): string {
  return `saved ${hashToken(token)}`
}
