import type { Text } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/index.ts'
import type { Link, ShownText } from '../../platform/index.ts'
import { frameAt } from '../frames.ts'
import { counted } from '../leads.ts'
import type { Place } from '../place.ts'
import { capitalised } from '../present.ts'
import type { SearchAsked } from './asked-for.ts'
import type { SearchDescription, SearchGroup, SearchResult } from './describe-search.ts'
import { kindWords } from './kind-words.ts'
import { kinds } from './documents.ts'
import type { SearchView, ShownGroup, ShownResult } from './search-view.ts'

/** The page of results. */
export function presentSearch(place: Place, found: SearchDescription): SearchView {
  const { query, total } = found
  const asked = query.text !== ''
  return {
    frame: frameAt(place, {
      title: asked ? `${query.text} - Search` : 'Search',
      address: addressOf(place, query),
    }),
    action: `${place.frameworkBase}/search`,
    text: query.text,
    filters: filtersOf(place, found),
    summary: asked ? summaryOf(found) : undefined,
    correction: correctionOf(place, found),
    withoutFilters:
      found.withoutFilters === 0
        ? undefined
        : {
            href: addressOf(place, { ...query, ...unfiltered }),
            text: `See ${counted(found.withoutFilters, 'result')} without the filters`,
          },
    tips: asked && total > 0 ? [] : tips,
    rolesLink: `${place.base}/roles`,
    skillsLink: `${place.base}/skills`,
    groups: found.groups.map((group) => presentGroup(place, found, group)),
  }
}

const unfiltered = { kind: null, family: null, level: null }

const tips: readonly string[] = [
  'Search for one or two words, such as “user research”.',
  'Use another word for the same thing, such as “tester” or “quality assurance”.',
  'Search for part of a sentence, to find the statement it stands in.',
]

function summaryOf({ query, total, inPart, correction }: SearchDescription): string {
  if (total === 0) return `Nothing was found for “${query.text}”.`
  const what = `${counted(total, 'result')} for “${correction ?? query.text}”`
  return inPart ? `Nothing holds all of your words. ${what} hold some of them.` : `${what}.`
}

function correctionOf(place: Place, { query, correction }: SearchDescription) {
  if (correction === null) return undefined
  const link = { href: addressOf(place, { ...query, text: correction }), text: correction }
  return { sentence: `Nothing is spelt like “${query.text}”. Did you mean`, link }
}

function addressOf({ base }: Place, { text, kind, family, level }: SearchAsked): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries({ q: text, kind, family, level })) {
    if (value !== null && value !== '') given.set(name, value)
  }
  const query = given.toString()
  return query === '' ? `${base}/search` : `${base}/search?${query}`
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

function presentGroup(
  place: Place,
  { query, correction }: SearchDescription,
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
    more: whole || query.kind !== null ? undefined : moreLink(addressOf(place, all), total, kind),
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
  const also = formerNames.length === 0 ? [] : [`Also called ${formerNames.map(nameIn).join(', ')}`]
  const sentences = [...within, ...also]
  return sentences.length === 0 ? undefined : { value: `${sentences.join('. ')}.`, lang: undefined }
}

function nameIn(text: Text): string {
  return shownName(text).value
}
