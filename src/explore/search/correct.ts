import type { SearchIndex } from './search-index.ts'
import { synonymsAt } from './synonyms.ts'
import type { Term } from './terms.ts'

/**
 * The query with the nearest known word in place of each unknown one; undefined where there is
 * nothing to put right.
 */
export function corrected(index: SearchIndex, text: string, terms: readonly Term[]) {
  const said = terms.map((_, at) => synonymsAt(terms, at)?.phrase.length ?? 0)
  const known = new Set(
    terms.filter(
      (term, at) =>
        isKnown(index, term, at === terms.length - 1) ||
        said.some((length, from) => from <= at && at < from + length),
    ),
  )
  if (known.size === terms.length) return undefined
  let result = ''
  let from = 0
  for (const term of terms) {
    const nearest = known.has(term) ? undefined : nearestWord(index, term)
    result += text.slice(from, term.start) + (nearest ?? term.written)
    from = term.start + term.written.length
  }
  result += text.slice(from)
  return result === text ? undefined : result
}

function isKnown({ words, stems }: SearchIndex, { word, stem }: Term, last: boolean): boolean {
  if (word.length < 3 || words.has(word) || stems.has(stem)) return true
  return last && words.atPrefix(word).size > 0
}

/** The known word with the fewest slips between; of several the one that stands most often. */
function nearestWord({ words }: SearchIndex, { word }: Term): string | undefined {
  const slips = word.length < 4 ? 0 : word.length < 6 ? 1 : 2
  const near = [...words.fuzzyGet(word, slips)].map(([, [known, distance]]) => ({
    known,
    distance: known.written.charAt(0) === word.charAt(0) ? distance : distance + 0.5,
  }))
  const swapped = swaps(word).flatMap((other) => {
    const known = words.get(other)
    return known === undefined ? [] : [{ known, distance: 0.9 }]
  })
  const [best] = [...swapped, ...near].toSorted(
    (a, b) =>
      a.distance - b.distance ||
      b.known.times - a.known.times ||
      (a.known.written < b.known.written ? -1 : 1),
  )
  return best?.known.written
}

/** The word with two neighbouring letters the other way round, the commonest slip of all. */
function swaps(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  )
}
