import type { Text } from '../../framework/index.ts'
import type { QueryPart } from './query.ts'
import { stemMark } from './search-index.ts'
import { termsOf } from './terms.ts'
import type { Term } from './terms.ts'

/** A piece of a sentence; `found` where it is what was searched for. */
export interface ExcerptPart {
  readonly text: string
  readonly found: boolean
}

/** The sentence that fits a query best. */
export interface Excerpt {
  readonly lang: string
  readonly parts: readonly ExcerptPart[]
}

const longest = 280
/** How much stands before the first word found, where a sentence is cut. */
const before = 60

/**
 * The sentence with the most of a query in it, with what was found marked; undefined where there
 * is no sentence.
 */
export function excerptOf(
  texts: readonly Text[],
  parts: readonly QueryPart[],
): Excerpt | undefined {
  const isFound = finder(parts)
  let best: { text: Text; found: readonly Term[]; met: number } | undefined
  for (const text of texts) {
    const found = termsOf(text.value).filter(isFound)
    const met = new Set(found.map(({ stem }) => stem)).size
    if (best === undefined || met > best.met) best = { text, found, met }
  }
  if (best === undefined) return undefined
  return { lang: best.text.lang, parts: cut(best.text.value, best.found) }
}

/** Whether a query looks for a word. */
function finder(parts: readonly QueryPart[]): (term: Term) => boolean {
  const alternatives = parts.flatMap((part) => part.alternatives)
  const whole = new Set(alternatives.flatMap(({ entries }) => entries))
  const begun = alternatives.flatMap(({ entries, prefix }) => (prefix ? entries.slice(-1) : []))
  return ({ word, stem }) =>
    whole.has(word) ||
    whole.has(stemMark + stem) ||
    begun.some((entry) => entry.length > 2 && word.startsWith(entry))
}

function cut(value: string, found: readonly Term[]): ExcerptPart[] {
  const [first] = found
  const start = value.length <= longest ? 0 : wordAt(value, (first?.start ?? 0) - before)
  const end = value.length - start <= longest ? value.length : wordAt(value, start + longest)
  const parts: ExcerptPart[] = []
  let at = start
  if (start > 0) parts.push({ text: '… ', found: false })
  for (const { start: from, written } of found) {
    if (from < at || from + written.length > end) continue
    if (from > at) parts.push({ text: value.slice(at, from), found: false })
    parts.push({ text: written, found: true })
    at = from + written.length
  }
  if (end > at) parts.push({ text: value.slice(at, end).trimEnd(), found: false })
  if (end < value.length) parts.push({ text: ' …', found: false })
  return parts
}

/** Where the word begins that stands at or after a place. */
function wordAt(value: string, at: number): number {
  if (at <= 0) return 0
  const space = value.indexOf(' ', at)
  return space === -1 || space - at > before ? at : space + 1
}
