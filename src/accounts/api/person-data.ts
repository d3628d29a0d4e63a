import { Type } from 'typebox'
import type { SharedSkills } from '../skills/shared.ts'
import { Shared, sharedOf } from '../skills/skills-data.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { holdsOn } from '../person-rows.ts'
import { hasLeft } from '../store/days.ts'
import { dutiesToday } from '../store/duties.ts'
import type { LoggedEvent } from '../store/events.ts'
import type { ListedPerson, Person } from '../store/people.ts'
import type { AccountState, PersonSheet } from '../store/person-sheet.ts'
import { dataOf } from './operation.ts'
import {
  Day,
  daysOf,
  Event,
  eventOf,
  exact,
  Held,
  HeldDuty,
  heldOf,
  Id,
  Named,
  orNull,
  pageQuery,
  Paging,
  pagingOf,
  Relation,
  relationOf,
  Text,
} from './shapes.ts'

const particulars = {
  id: Id,
  name: Text,
  reference: Text,
  email: orNull(Text),
  leavesOn: orNull(Day),
}

function particularsOf({ id, name, reference, email, left_on: leavesOn }: Person) {
  return { id, name, reference, email, leavesOn }
}

/** A page of the people of an organisation. */
export const peopleData = dataOf({
  summary: 'The people of an organisation',
  query: {
    q: 'Words that all stand in name, reference or e-mail address',
    leavers: 'yes: those who have left too',
    team: 'The identifier of a team: those in it, not in teams below it',
    ...pageQuery,
  },
  schema: exact({
    people: Type.Array(exact({ ...particulars, team: orNull(Named), hasAccount: Type.Boolean() })),
    paging: Paging,
  }),
  of: (
    { people, all }: { people: readonly ListedPerson[]; all: number },
    asked: OrganisationAsked,
  ) => ({
    people: people.map((person) => ({
      ...particularsOf(person),
      team: teamOf(person),
      hasAccount: person.account_id !== null,
    })),
    paging: pagingOf(asked, '/people', all),
  }),
})

function teamOf({ team_id: id, team_name: name }: ListedPerson) {
  return id === null || name === null ? null : { id, name }
}

const sheet = {
  team: Type.Array(Text, { description: 'Names from the top down' }),
  posts: Type.Array(Held),
  relations: Type.Array(Relation, { description: 'Who others are to the person' }),
  relationsTo: Type.Array(Relation, { description: 'Who the person is to others' }),
  duties: Type.Array(HeldDuty),
}

/** What is kept about a person beside their particulars, as data. */
export function sheetOf({
  team,
  posts,
  relations,
  relationsTo,
  duties,
}: Omit<PersonSheet, 'account'>) {
  return {
    team: [...team],
    posts: posts.map(heldOf),
    relations: relations.map(relationOf),
    relationsTo: relationsTo.map(relationOf),
    duties: duties.map((row) => ({ duty: row.duty, provider: row.provider, ...daysOf(row) })),
  }
}

/** The parts of a person that their record and an administrator's page share. */
export const personShape = {
  person: exact(particulars),
  ...sheet,
}

/** A person's own particulars, as data. */
export const personOf = particularsOf

/** One person, for an administrator. */
export const personData = dataOf({
  summary: 'One person. They see that it was read.',
  schema: exact({
    ...personShape,
    version: Type.Integer({ description: 'Goes along with a change' }),
    teamId: orNull(Id),
    account: Type.Enum(['none', 'invited', 'not-yours', 'own']),
    latest: Type.Array(Event, { description: 'The latest in the log' }),
  }),
  of: ({ found, events }: { found: PersonSheet; events: readonly LoggedEvent[] }) => ({
    person: particularsOf(found.person),
    ...sheetOf(found),
    version: found.person.version,
    teamId: found.person.team_id,
    account: accountOf(found.account),
    latest: events.map(eventOf),
  }),
})

function accountOf({ kind }: AccountState): AccountState['kind'] {
  return kind
}

/** The duties of a person. */
export const dutiesData = dataOf({
  summary: 'The duties of a person. They see that it was read.',
  schema: exact({ person: Named, today: Type.Array(Text), duties: sheet.duties }),
  of: (found: PersonSheet, { today }: OrganisationAsked) => ({
    person: { id: found.person.id, name: found.person.name },
    today: hasLeft(found.person, today) ? [] : [...dutiesToday(found.duties, today)],
    duties: sheetOf(found).duties,
  }),
})

/** The reporting lines of a person. */
export const relationsData = dataOf({
  summary: 'The reporting lines of a person. They see that it was read.',
  schema: exact({ person: Named, relations: sheet.relations, relationsTo: sheet.relationsTo }),
  of: (found: PersonSheet) => {
    const { relations, relationsTo } = sheetOf(found)
    return { person: { id: found.person.id, name: found.person.name }, relations, relationsTo }
  },
})

/** The people a line manager manages today. */
export const managedData = dataOf({
  summary: 'The people you manage today',
  schema: exact({ people: Type.Array(exact({ id: Id, name: Text, team: orNull(Text) })) }),
  of: (people: readonly ListedPerson[]) => ({
    people: people.map(({ id, name, team_name: team }) => ({ id, name, team })),
  }),
})

/** What a line manager sees of one of them. */
export interface FoundManaged {
  readonly sheet: PersonSheet
  readonly shared: SharedSkills
}

/** One of them: no more than the permission says. */
export const managedPersonData = dataOf({
  summary:
    'One of the people you manage, with what they share with you. They see that it was read.',
  schema: exact({ person: Named, team: sheet.team, posts: sheet.posts, skills: Shared }),
  of: ({ sheet: { person, team, posts }, shared }: FoundManaged, { today }: OrganisationAsked) => ({
    person: { id: person.id, name: person.name },
    team: [...team],
    posts: posts.filter((post) => holdsOn(post, today)).map(heldOf),
    skills: sharedOf(shared),
  }),
})
