import type { Query } from 'minisearch'
import type { Field } from './search-index.ts'
import { stemMark } from './search-index.ts'
import { synonymsAt } from './synonyms.ts'
import { isEmptyWord } from './terms.ts'
import type { Term } from './terms.ts'

/** One way in which a part of a query can be met: all of its entries stand in the document. */
interface Alternative {
  readonly entries: readonly string[]
  /** The last word may go on: it is still being typed. */
  readonly prefix: boolean
  readonly weight: number
}

/** A word or phrase of a query. Any of its alternatives will do. */
export interface QueryPart {
  readonly alternatives: readonly Alternative[]
  /** Stems of this part and of what means the same. */
  readonly names: readonly (readonly string[])[]
}

/** The parts of a query, synonyms among their alternatives, empty words left out. */
export function queryPartsOf(terms: readonly Term[]): QueryPart[] {
  const parts: QueryPart[] = []
  const empty: QueryPart[] = []
  for (let at = 0; at < terms.length;) {
    const synonyms = synonymsAt(terms, at)
    const length = synonyms?.phrase.length ?? 1
    const phrase = terms.slice(at, at + length)
    const part = partOf(phrase, synonyms?.others ?? [], at + length === terms.length)
    if (phrase.every(isEmptyWord)) empty.push(part)
    else parts.push(part)
    at += length
  }
  return parts.length === 0 ? empty : parts
}

function partOf(
  phrase: readonly Term[],
  others: readonly (readonly string[])[],
  last: boolean,
): QueryPart {
  const own = phrase.map(({ stem }) => stem)
  const stems = [own, ...others].map((each, at) => ({
    entries: each.map((stem) => stemMark + stem),
    prefix: false,
    weight: at === 0 ? 0.8 : 0.6,
  }))
  const words = phrase.map(({ word }) => word)
  const exact = { entries: words, prefix: false, weight: 1 }
  const begun = last && (words.at(-1) ?? '').length > 1
  return {
    alternatives: [
      exact,
      ...stems,
      ...(begun ? [{ entries: words, prefix: true, weight: 0.4 }] : []),
    ],
    names: [own, ...others],
  }
}

/** The query for the engine: every part, or any of them. */
export function engineQuery(parts: readonly QueryPart[], combineWith: 'AND' | 'OR'): Query {
  return {
    combineWith,
    queries: parts.map(({ alternatives }) => ({
      combineWith: 'OR',
      queries: alternatives.map(({ entries, prefix, weight }) => ({
        combineWith: 'AND',
        queries: entries.map((entry, at) => {
          const open = prefix && at === entries.length - 1
          return {
            queries: [entry],
            prefix: open,
            ...fewFields(open, entry),
            boostTerm: () => weight,
          }
        }),
      })),
    })),
  }
}

/** Where stems are looked for everywhere, words need not be; two letters begin too many words. */
function fewFields(open: boolean, entry: string): { fields?: string[] } {
  const everywhere = open ? entry.length > 2 : entry.startsWith(stemMark)
  return everywhere ? {} : { fields: ['name', 'otherNames'] }
}

/** Whether a part is met by what matched in a document, in any of some fields. */
export function isMet(
  { alternatives }: QueryPart,
  matches: readonly (readonly [string, readonly string[]])[],
  fields: readonly Field[],
): boolean {
  return alternatives.some(({ entries, prefix }) =>
    entries.every((entry, at) =>
      matches.some(
        ([found, where]) =>
          (found === entry || (prefix && at === entries.length - 1 && found.startsWith(entry))) &&
          fields.some((field) => where.includes(field)),
      ),
    ),
  )
}

const mostNames = 24

/** Every name that the query can stand for, as keys of stems. */
export function nameKeysOf(parts: readonly QueryPart[]): string[] {
  let keys: readonly string[] = ['']
  for (const { names } of parts) {
    keys = keys
      .flatMap((key) => names.map((name) => [key, ...name].filter((word) => word !== '').join(' ')))
      .slice(0, mostNames)
  }
  return keys.filter((key) => key !== '')
}
