import { Type } from 'typebox'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { particularsOf, stillMissing } from '../particulars.ts'
import type { FoundEvents } from '../event-log.ts'
import type { PrivateAsked } from '../http.ts'
import { logQuery, wrongInSearch } from '../log-filter.ts'
import type { OrganisationCounts } from '../store/organisations.ts'
import { dataOf } from './operation.ts'
import { Purpose, purposeOf } from './purpose-shape.ts'
import type { FoundPurpose } from './purpose-shape.ts'
import {
  Event,
  eventOf,
  exact,
  Id,
  orNull,
  pageQuery,
  Paging,
  pagingAt,
  pagingOf,
  Text,
} from './shapes.ts'

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

/** A page of what was done in an organisation. */
export const logData = dataOf({
  summary: 'What was done in an organisation, newest first',
  query: { ...logQuery, name: 'Words of a name: of whom it is about, or who did it', ...pageQuery },
  wrong: wrongInSearch,
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

/** A page of who read or changed what is held about somebody, for themselves. */
export const ownLogData = dataOf({
  summary: 'Who read or changed what is held about you, newest first',
  query: { ...logQuery, name: 'Words of the name of who did it', ...pageQuery },
  wrong: wrongInSearch,
  schema: exact({ events: Type.Array(Event), paging: Paging }),
  of: ({ events, all }: FoundEvents, { params, query }: PrivateAsked) => ({
    events: events.map(eventOf),
    paging: pagingAt(`/account/record/${params['person']}/log.json`, query, all),
  }),
})
