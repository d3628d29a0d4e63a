import type { Place } from '../place.ts'
import { placeAt } from '../place.ts'
import type { ExploreOptions } from '../place.ts'
import { documentsAt, hrefIn } from './describe-search.ts'
import type { SearchDocument } from './documents.ts'

/** What a browser needs to search an edition by itself. */
export interface SearchFile {
  readonly documents: readonly FiledDocument[]
}

/** A document with the address of its page. */
export interface FiledDocument extends Omit<SearchDocument, 'path'> {
  readonly href: string
}

/**
 * Every edition as a file to be searched without a server, by the address of the file.
 *
 * @example
 * [...searchFiles(options).keys()] // ['/search/documents.json', '/editions/2017-03-23/search/…']
 */
export function searchFiles(options: ExploreOptions): Map<string, SearchFile> {
  const places = options.library.all().flatMap(({ edition }): Place[] => {
    if (edition.kind !== 'capability-framework') return []
    const framework = edition.framework.slug
    const place = placeAt(options, { framework, edition: edition.edition.name })
    return [place.newest ? placeAt(options, { framework }) : place]
  })
  return new Map(places.map((place) => [`${place.base}/search/documents.json`, fileAt(place)]))
}

function fileAt(place: Place): SearchFile {
  return {
    documents: documentsAt(place).map((document) => {
      const { path: _, ...rest } = document
      return { ...rest, href: hrefIn(place, document) }
    }),
  }
}
