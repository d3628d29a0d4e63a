import { Type } from 'typebox'
import type { TProperties, TSchema } from 'typebox'
import type { Tables } from '../../platform/store/index.ts'
import { byWhom, inWords, tokenOf } from '../event-table.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import { pageOf, rowsOnPage } from '../organisation/paging.ts'
import { relationsInWords, termsInWords } from '../person-rows.ts'
import type { LoggedEvent } from '../store/events.ts'
import type { HeldPost, NamedRelation } from '../store/person-sheet.ts'

/** An object with these names and no others: what no schema promises leaves in no answer. */
export function exact<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

/** A value, or null where there is none. */
export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

export const Id = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const Moment = Type.String({ format: 'date-time', description: 'In UTC' })
export const Text = Type.String()

/** Something that stands at an address of its own. */
export const Named = exact({ id: Id, name: Text })

/** From when, and the first day on which it is no longer so. */
export const days = { from: Day, until: orNull(Day) }

/** The days of something dated, as it is kept. */
export function daysOf(row: { readonly from_day: string; readonly until_day: string | null }) {
  return { from: row.from_day, until: row.until_day }
}

/** Full-time equivalent: 1 is full time. */
export const Fte = Type.Number({ description: 'Full-time equivalent: 1 is full time' })

/** The terms on which somebody holds a post. */
export const Terms = Type.Enum(keysOf(termsInWords))

/** What somebody is to somebody else. */
export const RelationKind = Type.Enum(keysOf(relationsInWords))

function keysOf<Key extends string>(words: Readonly<Record<Key, string>>): Key[] {
  return Object.keys(words).filter((key): key is Key => Object.hasOwn(words, key))
}

/** A role level of an edition of a framework, as its address names it. */
export const RoleLevel = exact({ framework: Text, edition: Text, path: Text })

/** The role level of a post, where one is named. */
export function roleLevelOf(
  row: Pick<Tables['posts'], 'framework' | 'edition' | 'role_level'>,
): { framework: string; edition: string; path: string } | null {
  const { framework, edition, role_level: path } = row
  if (framework === null || edition === null || path === null) return null
  return { framework, edition, path }
}

/** A post that somebody holds or held. */
export const Held = exact({
  id: Id,
  post: exact({ id: Id, reference: Text, title: Text }),
  grade: orNull(Text),
  roleLevel: orNull(RoleLevel),
  terms: Terms,
  fte: Fte,
  ...days,
})

/** A post that somebody holds or held, as data. */
export function heldOf(row: HeldPost) {
  return {
    id: row.id,
    post: { id: row.post_id, reference: row.reference, title: row.title },
    grade: row.grade,
    roleLevel: roleLevelOf(row),
    terms: row.terms,
    fte: row.fte / 100,
    ...daysOf(row),
  }
}

/** Who somebody is or was to somebody else. */
export const Relation = exact({
  id: Id,
  kind: RelationKind,
  person: Named,
  other: Named,
  ...days,
})

/** A reporting line, as data. */
export function relationOf(row: NamedRelation) {
  return {
    id: row.id,
    kind: row.kind,
    person: { id: row.person_id, name: row.person_name },
    other: { id: row.other_id, name: row.other_name },
    ...daysOf(row),
  }
}

/** A duty that somebody has or had. */
export const HeldDuty = exact({
  duty: Text,
  provider: orNull(Type.String({ description: 'The sign-in provider that gave it' })),
  ...days,
})

/** Something that was done. */
export const Event = exact({
  at: Moment,
  action: Type.String({ description: 'A code that keeps its meaning' }),
  inWords: Text,
  by: Text,
  token: orNull(
    Type.String({ description: 'The name of the token, where a program did it for them' }),
  ),
  personId: orNull(Id),
  purpose: orNull(Text),
})

/** Something that was done, as data. */
export function eventOf(event: LoggedEvent) {
  return {
    at: event.at,
    action: event.action,
    inWords: inWords(event),
    by: byWhom(event),
    token: tokenOf(event),
    personId: event.person_id,
    purpose: event.purpose,
  }
}

/** Which part of a long list an answer holds. */
export const Paging = exact({
  all: Type.Integer(),
  from: Type.Integer({ description: 'How many come before' }),
  next: orNull(Type.String({ description: 'Address of the next part' })),
})

/** What the query of a long list may say. */
export const pageQuery = { page: `Which part of the list, ${rowsOnPage} at a time` }

/** Which part of a list of an organisation an answer holds; the rest of the query stays. */
export function pagingOf({ organisation, query }: OrganisationAsked, path: string, all: number) {
  return pagingAt(placeIn(organisation, `${path}.json`), query, all)
}

/** Which part of a list at an address an answer holds; the rest of the query stays. */
export function pagingAt(address: string, query: Readonly<Record<string, string>>, all: number) {
  const { from, count } = pageOf(query['page'], all)
  const next = new URLSearchParams({ ...query, page: String(from / count + 2) })
  const hasNext = from + count < all
  return {
    all,
    from,
    next: hasNext ? `${address}?${next.toString()}` : null,
  }
}
