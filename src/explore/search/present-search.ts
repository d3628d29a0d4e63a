import { frameAt } from '../frames.ts'
import type { Place } from '../place.ts'
import { capitalised } from '../present.ts'
import type { SearchDescription } from './describe-search.ts'
import { kinds } from './documents.ts'
import { kindWords } from './kind-words.ts'
import { presentFound, searchAddress, searchTitle } from './present-found.ts'
import type { SearchView } from './search-view.ts'

/** The page of results. */
export function presentSearch(place: Place, found: SearchDescription): SearchView {
  const { base, frameworkBase } = place
  const { query } = found
  const addresses = {
    search: `${base}/search`,
    roles: `${base}/roles`,
    skills: `${base}/skills`,
  }
  return {
    frame: frameAt(place, {
      title: searchTitle(query.text),
      address: searchAddress(addresses, query),
    }),
    action: `${frameworkBase}/search`,
    text: query.text,
    filters: filtersOf(place, found),
    ...presentFound(addresses, found, {
      search: `${frameworkBase}/search`,
      results: found.inNewest,
    }),
  }
}

function filtersOf(
  { edition, newest }: Place,
  { query, families, levels, editions }: SearchDescription,
): SearchView['filters'] {
  const [first, ...older] = editions
  return [
    filter('kind', query.kind, {
      label: 'Show',
      options: kinds.map((kind) => [kind, kindWords[kind].many]),
    }),
    filter('family', query.family, {
      label: 'Role family',
      options: families.map(({ slug, name }) => [slug, name.value]),
    }),
    filter('level', query.level, {
      label: 'Skill level',
      options: levels.map((level) => [level, capitalised(level)]),
    }),
    filter('edition', newest ? '' : edition.edition.name, {
      label: 'Edition',
      any: `${first ?? ''}, the newest`,
      options: older.map((name) => [name, name]),
    }),
  ]
}

function filter(
  name: string,
  chosen: string | null,
  {
    label,
    any = 'Any',
    options,
  }: { label: string; any?: string; options: readonly (readonly [string, string])[] },
): SearchView['filters'][number] {
  return {
    name,
    label,
    options: [['', any] as const, ...options].map(([value, text]) => ({
      value,
      text,
      selected: value === (chosen ?? ''),
    })),
  }
}
