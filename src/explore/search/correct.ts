import type { KnownWord, SearchIndex } from './search-index.ts'
import { stemOf } from './stem.ts'
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
    const nearest = known.has(term) ? sameStem(index, term) : nearestWord(index, term)
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

/** A word that is known by its stem alone, as it is written: "agile" for "agille". */
function sameStem({ words, stems }: SearchIndex, { word, stem }: Term): string | undefined {
  if (words.has(word) || !stems.has(stem)) return undefined
  const near = [...words.fuzzyGet(word, 1)].map(([, [known]]) => known.written)
  return near.find((written) => stemOf(written) === stem)
}

/** The known word with the fewest slips between; of several the one that stands most often. */
function nearestWord({ words }: SearchIndex, { word }: Term): string | undefined {
  const slips = word.length < 3 ? 0 : word.length < 6 ? 1 : 2
  const near = [...words.fuzzyGet(word, slips)]
    .map(([, [known, distance]]) => ({
      known,
      distance: known.written.charAt(0) === word.charAt(0) ? distance : distance + 0.5,
    }))
    .filter(({ known, distance }) => word.length > 3 || isLetterLeftOut(word, known, distance))
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

/** Of so short a word that is the only slip worth a guess: any other makes another word. */
function isLetterLeftOut(word: string, { written }: KnownWord, distance: number): boolean {
  return distance === 1 && written.length === word.length + 1
}

/** The word with two neighbouring letters the other way round, the commonest slip of all. */
function swaps(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  )
}
