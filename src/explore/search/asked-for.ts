import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Place } from '../place.ts'
import { kinds } from './documents.ts'
import type { Kind } from './documents.ts'

/** Longest query that is searched for. */
export const longestQuery = 200

const text = Type.Optional(Type.String())
const Query = Type.Object({ q: text, kind: text, family: text, level: text, edition: text })

/** What a reader searches for and how they narrow it down. Null: not narrowed down. */
export interface SearchAsked {
  readonly text: string
  readonly kind: Kind | null
  readonly family: string | null
  readonly level: string | null
}

/** Reads the query of an address, or throws an `ExpectedFailure`. */
export function checkedQuery(place: Place, query: unknown): SearchAsked {
  const given = readQuery(query)
  const asked = (given.q ?? '').normalize('NFC').trim()
  if (asked.length > longestQuery) throw new ExpectedFailure('search-too-long')
  const kind = kinds.find((one) => one === given.kind)
  if (given.kind && kind === undefined) throw new ExpectedFailure('search-kind-not-valid')
  const { scale, slug } = place.edition.framework
  if (given.level && !scale.includes(given.level)) {
    throw new ExpectedFailure('search-level-not-valid')
  }
  if (given.family && !familiesEver(place, slug).has(given.family)) {
    throw new ExpectedFailure('search-family-not-valid')
  }
  return {
    text: asked,
    kind: kind ?? null,
    family: given.family || null,
    level: given.level || null,
  }
}

/** The edition that a query names; undefined: that of the address. */
export function editionAsked(query: unknown): string | undefined {
  return readQuery(query).edition || undefined
}

function readQuery(query: unknown): Static<typeof Query> {
  if (!Value.Check(Query, query)) throw new ExpectedFailure('query-not-valid')
  return query
}

/** Who changes the edition of a search keeps the family, even where that edition lacks it. */
function familiesEver({ options }: Place, framework: string): ReadonlySet<string> {
  const editions = options.library.all().map(({ edition }) => edition)
  return new Set(
    editions.flatMap((edition) =>
      edition.kind === 'capability-framework' && edition.framework.slug === framework
        ? edition.families.map(({ slug }) => slug)
        : [],
    ),
  )
}
