import type { Text } from '../../framework/index.ts'
import type { Named } from '../lookup.ts'
import type { SearchAsked } from './asked-for.ts'
import type { Kind, SearchDocument } from './documents.ts'
import { excerptOf } from './excerpt.ts'
import type { Excerpt } from './excerpt.ts'
import { search } from './search.ts'
import type { Finds } from './search.ts'
import type { SearchIndex } from './search-index.ts'

/** How many of each kind a page shows; of one kind, where only that is asked for. */
const shownOfEach = 8
const shownOfOne = 100
const suggested = 8
const suggestedKinds: readonly Kind[] = ['role', 'role-level', 'skill', 'family', 'page']

/** One result. */
export interface SearchResult {
  readonly kind: Kind
  readonly title: Text
  readonly href: string
  readonly partOf: Text | null
  readonly formerNames: readonly Text[]
  /** Levels of a statement. */
  readonly level: string | null
  readonly excerpt: Excerpt | null
}

/** The results of one kind. */
export interface SearchGroup {
  readonly kind: Kind
  /** How many there are; a page shows the best of them. */
  readonly total: number
  readonly results: readonly SearchResult[]
}

/** What a search found, as the page shows it. */
export interface SearchFound {
  readonly query: SearchAsked
  readonly total: number
  /** What was searched for instead, because a word was not known; null: nothing else. */
  readonly correction: string | null
  /** True where no result holds every word. */
  readonly inPart: boolean
  /** How many results there are without the filters, where there are none with them. */
  readonly withoutFilters: number
  readonly groups: readonly SearchGroup[]
}

/** What there is to choose from besides the words. */
export interface SearchChoices {
  readonly families: readonly Named[]
  readonly levels: readonly string[]
  readonly editions: readonly string[]
}

/** One suggestion while a query is typed. */
export interface Suggestion {
  readonly kind: Kind
  readonly title: string
  readonly lang: string
  readonly partOf: string | null
  readonly href: string
}

/** What is searched: by the server, or by a browser that has read the documents from a file. */
export interface Searched {
  readonly index: SearchIndex
  /** The address of the page of a document. */
  readonly hrefOf: (document: SearchDocument) => string
}

/**
 * What a query finds.
 *
 * @example
 * findIn(searched, { text: 'devops', kind: null, family: null, level: null }).total // 12
 */
export function findIn(searched: Searched, asked: SearchAsked): SearchFound {
  const { index } = searched
  const finds = search(index, {
    text: asked.text,
    kinds: asked.kind === null ? undefined : [asked.kind],
    family: asked.family ?? undefined,
    level: asked.level ?? undefined,
  })
  const filtered = asked.kind !== null || asked.family !== null || asked.level !== null
  const elsewhere = finds.finds.length === 0 && filtered
  return {
    query: asked,
    total: finds.finds.length,
    correction: finds.correction ?? null,
    inPart: finds.finds[0]?.fit === 'in part',
    withoutFilters: elsewhere ? search(index, { text: asked.text }).finds.length : 0,
    groups: groupsOf(searched, finds, asked),
  }
}

/**
 * The best roles, role levels, skills, families and pages for a query that is still being typed.
 *
 * @example
 * suggestionsIn(searched, 'proto')[0]?.title // 'Prototyping'
 */
export function suggestionsIn({ index, hrefOf }: Searched, text: string): Suggestion[] {
  if (text.length < 2) return []
  const { finds } = search(index, { text, kinds: suggestedKinds })
  return finds
    .filter(({ fit }) => fit !== 'in part')
    .slice(0, suggested)
    .map(({ document }) => ({
      kind: document.kind,
      title: document.title.value,
      lang: document.title.lang,
      partOf: document.kind === 'role-level' ? (document.partOf?.value ?? null) : null,
      href: hrefOf(document),
    }))
}

function groupsOf(searched: Searched, { finds, parts }: Finds, { kind }: SearchAsked) {
  const most = kind === null ? shownOfEach : shownOfOne
  return [...Map.groupBy(finds, ({ document }) => document.kind)].map(
    ([each, found]): SearchGroup => ({
      kind: each,
      total: found.length,
      results: found.slice(0, most).map(({ document }) => resultOf(searched, document, parts)),
    }),
  )
}

function resultOf(
  { hrefOf }: Searched,
  document: SearchDocument,
  parts: Finds['parts'],
): SearchResult {
  const { kind, title, partOf, otherNames, texts, summary, levels } = document
  const excerpt = excerptOf(texts, parts)
  const fits = excerpt?.parts.some(({ found }) => found) === true
  const shown = fits || summary === null ? excerpt : excerptOf([summary], parts)
  return {
    kind,
    title,
    href: hrefOf(document),
    partOf,
    formerNames: otherNames,
    level: kind === 'statement' ? (levels[0] ?? null) : null,
    excerpt: shown ?? null,
  }
}
