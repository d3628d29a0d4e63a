import type { Text } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/frame.ts'
import type { Link, ShownText } from '../../platform/frame.ts'
import { counted } from '../leads.ts'
import { capitalised } from '../present.ts'
import type { SearchAsked } from './asked-for.ts'
import type { SearchFound, SearchGroup, SearchResult } from './found.ts'
import { kindWords } from './kind-words.ts'
import type { FoundView, ShownGroup, ShownResult } from './search-view.ts'

/** Addresses that a page of results leads to. */
export interface FoundAddresses {
  /** Of the page of results itself. */
  readonly search: string
  readonly roles: string
  readonly skills: string
}

/** What the same search finds in the newest edition, where an older one has nothing. */
export interface InNewest {
  /** Address of the page of results of the newest edition. */
  readonly search: string
  readonly results: number
}

/**
 * What was found, as the page shows it.
 *
 * @example
 * presentFound({ search: '/search', roles: '/roles', skills: '/skills' }, found).summary
 * // '12 results for “devops”.'
 */
export function presentFound(
  addresses: FoundAddresses,
  found: SearchFound,
  newest?: InNewest,
): FoundView {
  const { query, total } = found
  const asked = query.text !== ''
  return {
    summary: asked ? summaryOf(found) : undefined,
    correction: correctionOf(addresses, found),
    withoutFilters:
      found.withoutFilters === 0
        ? undefined
        : {
            href: searchAddress(addresses, { ...query, ...unfiltered }),
            text: `See ${counted(found.withoutFilters, 'result')} without the filters`,
          },
    inNewest:
      newest === undefined || newest.results === 0
        ? undefined
        : {
            href: searchAddress(newest, query),
            text: `See ${counted(newest.results, 'result')} in the newest edition`,
          },
    tips: asked && total > 0 ? [] : tips,
    rolesLink: addresses.roles,
    skillsLink: addresses.skills,
    groups: found.groups.map((group) => presentGroup(addresses, found, group)),
  }
}

/**
 * The address of a search.
 *
 * @example
 * searchAddress({ search: '/search' }, { text: 'ux', kind: 'role', family: null, level: null })
 * // '/search?q=ux&kind=role'
 */
export function searchAddress(
  { search }: Pick<FoundAddresses, 'search'>,
  { text, kind, family, level }: SearchAsked,
): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries({ q: text, kind, family, level })) {
    if (value !== null && value !== '') given.set(name, value)
  }
  const query = given.toString()
  return query === '' ? search : `${search}?${query}`
}

/**
 * The title of a page of results.
 *
 * @example
 * searchTitle('devops') // 'devops - Search'
 */
export function searchTitle(text: string): string {
  return text === '' ? 'Search' : `${text} - Search`
}

const unfiltered = { kind: null, family: null, level: null }

const tips: readonly string[] = [
  'Search for one or two words, such as “user research”.',
  'Use another word for the same thing, such as “tester” or “quality assurance”.',
  'Search for part of a sentence, to find the statement it stands in.',
]

function summaryOf({ query, total, inPart, correction }: SearchFound): string {
  if (total === 0) return `Nothing was found for “${query.text}”.`
  const what = `${counted(total, 'result')} for “${correction ?? query.text}”`
  const holds = total === 1 ? 'holds' : 'hold'
  return inPart ? `Nothing holds all of your words. ${what} ${holds} some of them.` : `${what}.`
}

function correctionOf(addresses: FoundAddresses, { query, correction }: SearchFound) {
  if (correction === null) return undefined
  const href = searchAddress(addresses, { ...query, text: correction })
  const sentence = `Nothing is spelt like “${query.text}”. Did you mean`
  return { sentence, link: { href, text: correction } }
}

function presentGroup(
  addresses: FoundAddresses,
  { query, correction }: SearchFound,
  { kind, total, results }: SearchGroup,
): ShownGroup {
  const words = kindWords[kind]
  const whole = results.length === total
  const all = { ...query, text: correction ?? query.text, kind }
  return {
    id: kind,
    heading: `${words.many} (${total.toLocaleString('en-GB')})`,
    results: results.map(presentResult),
    shown:
      whole || query.kind === null
        ? undefined
        : `These are the best ${results.length}. Search for more words to see fewer.`,
    more:
      whole || query.kind !== null
        ? undefined
        : moreLink(searchAddress(addresses, all), total, kind),
  }
}

function moreLink(href: string, total: number, kind: SearchGroup['kind']): Link {
  return { href, text: `See more ${kindWords[kind].many.toLowerCase()}: ${total} fit` }
}

function presentResult(result: SearchResult): ShownResult {
  const { kind, title, href, level, excerpt } = result
  const name = shownName(title)
  return {
    kind: kindWords[kind].one,
    link: {
      href,
      name: level === null ? name : { ...name, value: `${name.value}: ${capitalised(level)}` },
    },
    note: noteOf(result),
    excerpt:
      excerpt === null
        ? { lang: undefined, parts: [] }
        : { lang: shown({ lang: excerpt.lang, value: '' }).lang, parts: excerpt.parts },
  }
}

/** What it is part of and what it was called elsewhere. */
function noteOf({ kind, partOf, formerNames }: SearchResult): ShownText | undefined {
  const within =
    partOf === null ? [] : [`${kind === 'role-level' ? 'Level of' : 'In'} ${nameIn(partOf)}`]
  if (kind === 'maturity') {
    const row = formerNames.slice(0, 1).map(nameIn)
    return { value: `${[...row, ...within].join('. ')}.`, lang: undefined }
  }
  const also = formerNames.length === 0 ? [] : [`Also called ${formerNames.map(nameIn).join(', ')}`]
  const sentences = [...within, ...also]
  return sentences.length === 0 ? undefined : { value: `${sentences.join('. ')}.`, lang: undefined }
}

function nameIn(text: Text): string {
  return shownName(text).value
}
