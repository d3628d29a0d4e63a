import type { EditionLibrary, LoadedEdition } from '../../editions/index.ts'
import { named } from '../lookup.ts'
import { placeAt } from '../place.ts'
import type { Place } from '../place.ts'
import { checkedQuery } from './asked-for.ts'
import { documentsOf, maturityDocumentsOf } from './documents.ts'
import type { SearchDocument } from './documents.ts'
import { findIn, suggestionsIn } from './found.ts'
import type { SearchChoices, Searched, SearchFound, Suggestion } from './found.ts'
import { searchIndexOf } from './search-index.ts'
import type { SearchIndex } from './search-index.ts'
import { sitePages } from './site-pages.ts'

/** What a search found, with what else could be asked for. */
export interface SearchDescription extends SearchFound, SearchChoices {
  /** How many results the newest edition has, where an older one has none. */
  readonly inNewest: number
}

/** What a query finds in an edition. */
export function describeSearch(place: Place, query: unknown): SearchDescription {
  const { framework, families } = place.edition
  const asked = checkedQuery(place, query)
  const found = findIn(searchedAt(place), asked)
  return {
    ...found,
    inNewest: found.total > 0 || place.newest ? 0 : findIn(newestOf(place), asked).total,
    families: families.map(named),
    levels: framework.scale,
    editions: editionsOf(place.options.library, framework.slug),
  }
}

/** The best roles, role levels, skills, families and pages for a query that is still being typed. */
export function describeSuggestions(place: Place, query: unknown): Suggestion[] {
  return suggestionsIn(searchedAt(place), checkedQuery(place, query).text)
}

function editionsOf(library: EditionLibrary, framework: string): string[] {
  return library
    .all()
    .map(({ edition }) => edition)
    .filter((edition) => edition.framework.slug === framework)
    .map(({ edition }) => edition.name)
}

function newestOf({ options, edition }: Place): Searched {
  return searchedAt(placeAt(options, { framework: edition.framework.slug }))
}

/** An edition ready to be searched, with the addresses of its pages. */
function searchedAt(place: Place): Searched {
  return { index: indexAt(place), hrefOf: (document) => hrefIn(place, document) }
}

/** The address of the page of a document. */
export function hrefIn({ base }: Place, { kind, path }: SearchDocument): string {
  return kind === 'maturity' || kind === 'page' ? path : `${base}${path}`
}

const indexes = new WeakMap<LoadedEdition, SearchIndex>()

/** The index of an edition is made when somebody first searches it. */
export function indexAt(place: Place): SearchIndex {
  const known = indexes.get(place.loaded)
  if (known !== undefined) return known
  const made = searchIndexOf(documentsAt(place))
  indexes.set(place.loaded, made)
  return made
}

/** Everything in an edition that can be found; in the newest one, what stands once too. */
export function documentsAt(place: Place): SearchDocument[] {
  const { loaded, index, leads, options } = place
  const model = options.library.newest(options.maturityModel)?.edition
  const documents = documentsOf({ index, leads, findings: loaded.findings })
  if (!place.newest || place.frameworkBase !== '') return documents
  const rows = model?.kind === 'maturity-model' ? maturityDocumentsOf(model) : []
  return [...documents, ...sitePages, ...rows]
}
