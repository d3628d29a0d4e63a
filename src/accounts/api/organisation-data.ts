import { Type } from 'typebox'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { particularsOf, stillMissing } from '../particulars.ts'
import type { LoggedEvent } from '../store/events.ts'
import type { OrganisationCounts } from '../store/organisations.ts'
import { dataOf } from './operation.ts'
import { Purpose, purposeOf } from './purpose-shape.ts'
import type { FoundPurpose } from './purpose-shape.ts'
import { Event, eventOf, exact, Id, orNull, pageQuery, Paging, pagingOf, Text } from './shapes.ts'

/** An organisation as a whole. */
export const overviewData = dataOf({
  summary: 'What an organisation holds',
  schema: exact({
    id: Id,
    name: Text,
    demonstration: Type.Boolean({ description: 'Its people are made up' }),
    missing: Type.Array(Text, { description: 'What must be said before people are added' }),
    people: Type.Integer(),
    accounts: Type.Integer(),
    teams: Type.Integer(),
    posts: Type.Integer(),
    grades: Type.Integer(),
  }),
  of: ({ counts }: { counts: OrganisationCounts }, { organisation }: OrganisationAsked) => ({
    id: organisation.id,
    name: organisation.name,
    demonstration: organisation.demonstration === 1,
    missing: [...stillMissing(organisation)],
    people: counts.people,
    accounts: counts.accounts,
    teams: counts.teams,
    posts: counts.posts,
    grades: counts.grades,
  }),
})

/** Who answers for the records of an organisation. Empty: not said yet. */
export const aboutData = dataOf({
  summary: 'Who answers for the records of an organisation, and why they are kept',
  schema: exact({
    id: Id,
    name: Text,
    particulars: exact({
      controller: Text,
      contact: Text,
      privacyNotice: Text,
      retentionDecidedBy: Text,
      accessibilityStatement: Text,
      freedomOfInformation: Text,
      marking: Text,
    }),
    purposes: Type.Array(Purpose),
  }),
  of: (purposes: readonly FoundPurpose[], { organisation }: OrganisationAsked) => {
    const given = particularsOf(organisation)
    return {
      id: organisation.id,
      name: organisation.name,
      particulars: {
        controller: given.controller,
        contact: given.contact,
        privacyNotice: given.privacyNotice,
        retentionDecidedBy: given.retentionDecidedBy,
        accessibilityStatement: given.accessibilityStatement,
        freedomOfInformation: given.freedomOfInformation,
        marking: given.marking,
      },
      purposes: purposes.map(purposeOf),
    }
  },
})

/** Events with the names of those they are about. */
export interface FoundEvents {
  readonly events: readonly LoggedEvent[]
  readonly names: ReadonlyMap<string, string>
  readonly all: number
}

/** A page of what was done in an organisation. */
export const logData = dataOf({
  summary: 'What was done in an organisation, newest first',
  query: pageQuery,
  schema: exact({
    events: Type.Array(exact({ ...Event.properties, about: orNull(Text) })),
    paging: Paging,
  }),
  of: ({ events, names, all }: FoundEvents, asked: OrganisationAsked) => ({
    events: events.map((event) => ({
      ...eventOf(event),
      about: names.get(event.person_id ?? '') ?? null,
    })),
    paging: pagingOf(asked, '/log', all),
  }),
})
