import { dataRoute } from '../api/data-route.ts'
import { managedData, managedPersonData } from '../api/person-data.ts'
import type { FoundManaged } from '../api/person-data.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { holdsOn } from '../person-rows.ts'
import { managedParts } from '../skills/managed-view.ts'
import {
  answerSection,
  isNothing,
  noteSkillsRead,
  sharedWithAsker,
} from '../skills/managed-skills.ts'
import { developmentIsOn } from '../skills/development.ts'
import { editionsIn } from '../skills/own-page.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { managedPeople } from '../store/people.ts'
import type { ListedPerson } from '../store/people.ts'
import { ratingCountsFor } from '../store/skill-shares.ts'
import type { RatingCounts } from '../store/skill-shares.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { noteRead, sheetIn } from './person-in.ts'

/** What a line manager sees of the people they manage today. */
export function managedRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/team',
      permission: 'team.read',
      read: readManaged,
      page: managedList,
      data: managedData,
    }),
    dataRoute({
      path: '/team/:person',
      permission: 'person.read-managed',
      read: readManagedPerson,
      page: managedPage,
      data: managedPersonData,
    }),
  ])
}

/** Somebody with how many ratings they share; without where no records of skills are kept. */
type ManagedPerson = ListedPerson & { readonly ratings?: RatingCounts }

async function readManaged(
  { door }: AccountsContext,
  { organisation, session, now, today }: OrganisationAsked,
): Promise<readonly ManagedPerson[]> {
  const own = session.asker.memberships.find((each) => each.organisationId === organisation.id)
  if (own === undefined) return []
  return door.store.read(async (db) => {
    const people = await managedPeople(db, organisation.id, own.manages)
    if (!(await developmentIsOn(db, organisation.id, now))) return people
    const counts = await ratingCountsFor(db, { managerId: own.personId, today })
    return people.map((each) => ({
      ...each,
      ratings: counts.get(each.id) ?? { shared: 0, waiting: 0 },
    }))
  })
}

function managedList(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  people: readonly ManagedPerson[],
): PrivateAnswer {
  const { organisation } = asked
  const title = 'People you manage'
  const hasRatings = people.some(({ ratings }) => ratings !== undefined)
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path: '/team', home: false }),
        title,
        caption: organisation.name,
        lead: ['When you open a person’s page, they see that you did.'],
        sections: [
          {
            table: {
              caption: title,
              head: [
                'Name',
                'Team',
                ...(hasRatings ? ['Ratings shared', 'Waiting for your answer'] : []),
              ],
              rows: people.map(({ id, name, team_name: team, ratings }) => [
                { text: name, href: placeIn(organisation, `/team/${id}`) },
                team ?? 'None',
                ...(ratings ? [String(ratings.shared), String(ratings.waiting)] : []),
              ]),
            },
          },
        ],
      }),
    ),
  }
}

/** Finds what the permission says and no more, and notes that it was read. */
async function readManagedPerson(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<FoundManaged> {
  const sheet = await sheetIn(context, asked)
  await noteRead(context, asked, 'person.read-managed')
  const { id } = sheet.person
  const shared = await context.door.store.read((db) => sharedWithAsker(db, asked, id))
  if (!isNothing(shared)) await noteSkillsRead(context, asked, id)
  return { sheet, shared }
}

/** Name, team, post and grade, and what of their skills is shared. */
function managedPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { sheet: { person, team, posts }, shared }: FoundManaged,
): PrivateAnswer {
  const { organisation, today, now } = asked
  const editionOf = editionsIn(context)
  const held = posts.filter((post) => holdsOn(post, today))
  const { name } = person
  const parts = managedParts({ name, team, posts: held, shared, editionOf, now })
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title: person.name,
          path: `/team/${person.id}`,
          home: false,
          above: [{ href: placeIn(organisation, '/team'), text: 'People you manage' }],
        }),
        caption: organisation.name,
        ...parts,
        sections: [
          ...parts.sections,
          ...answerSection(asked, { personId: person.id, shared, editionOf }),
        ],
      }),
    ),
  }
}
