import { readableDate, readableMoment } from '../../platform/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { personData } from '../api/person-data.ts'
import type { AccountsContext } from '../context.ts'
import { eventTable } from '../event-table.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { duties } from '../permissions.ts'
import { postTable, relationTable } from '../person-rows.ts'
import { editionsIn } from '../skills/own-page.ts'
import type { EditionOf } from '../skills/own-page.ts'
import { actingIn } from '../purposes/acting.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { dutiesToday } from '../store/duties.ts'
import { eventsOf } from '../store/events.ts'
import type { LoggedEvent } from '../store/events.ts'
import type { PersonSheet } from '../store/person-sheet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { abovePerson, noteRead, readNotice, sheetIn } from './person-in.ts'
import { removalRoutes, wasAddedByMistake } from './person-removal.ts'

/** One person, for an administrator: what is held about them. */
export function personRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/people/:person',
      permission: 'people.administer',
      read: readPerson,
      page: personPage,
      data: personData,
    }),
    ...removalRoutes,
  ])
}

interface FoundPerson {
  readonly found: PersonSheet
  readonly events: readonly LoggedEvent[]
  /** Whether they can be removed, as added by mistake. */
  readonly isMistake: boolean
}

async function readPerson(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<FoundPerson> {
  const found = await sheetIn(context, asked)
  await noteRead(context, asked, 'people.administer')
  const about = { organisationId: asked.organisation.id, personId: found.person.id, count: 20 }
  return context.door.store.read(async (db) => ({
    found,
    events: await eventsOf(db, about),
    isMistake: await wasAddedByMistake(db, found.person, actingIn(asked)),
  }))
}

function personPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  found: FoundPerson,
): PrivateAnswer {
  const { found: sheet, events } = found
  const { person } = sheet
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title: person.name,
          path: `/people/${person.id}`,
          above: abovePerson(asked),
        }),
        title: person.name,
        lead: [readNotice(asked, person)],
        sections: [
          detailsSection(asked, sheet),
          accountSection(asked, sheet),
          dutySection(asked, sheet),
          postSection(asked, sheet, editionsIn(context)),
          relationSection(asked, sheet),
          exceptionSection(asked, found),
          { heading: 'Latest in the log', table: eventTable(events, 'The latest 20 events') },
        ],
      }),
    ),
  }
}

function detailsSection(asked: OrganisationAsked, { person, team }: PersonSheet): Section {
  return {
    rows: [
      ['Reference', person.reference],
      ['E-mail address', person.email ?? 'None'],
      ['Team', team.length === 0 ? 'None' : team.join(' › ')],
      ['Leaves or left on', person.left_on === null ? 'Not known' : readableDate(person.left_on)],
    ],
    links: [
      {
        href: placeIn(asked.organisation, `/people/${person.id}/edit`),
        text: 'Change name, e-mail address, team or leaving date',
      },
    ],
  }
}

function accountSection(asked: OrganisationAsked, { person, account }: PersonSheet): Section {
  const at = (path: string): string => placeIn(asked.organisation, `/people/${person.id}${path}`)
  const heading = 'Account'
  const invite = { to: at('/invitation'), submit: 'Make an invitation' }
  const hasLeft = person.left_on !== null && person.left_on <= asked.today
  if (hasLeft && account.kind === 'none') return { heading, lead: ['None.'] }
  if (account.kind === 'none' || account.kind === 'invited') {
    if (person.email === null) {
      return { heading, lead: ['None. Add an e-mail address first, then you can invite them.'] }
    }
    if (account.kind === 'none') return { heading, lead: ['None.'], actions: [invite] }
    const until = readableMoment(account.until)
    return {
      heading,
      lead: [`Invited. The invitation can be used until ${until}.`],
      actions: [{ ...invite, submit: 'Make a new invitation' }],
    }
  }
  if (account.kind === 'not-yours') {
    const why =
      'Has joined. How this account is opened can be changed by whoever runs this service, and by no administrator.'
    return { heading, lead: [why] }
  }
  const password = { to: at('/new-password'), submit: 'Make a link for a new password' }
  const factor = {
    to: at('/second-factor'),
    submit: 'Take away the lost second factor',
    warns: true,
  }
  return {
    heading,
    lead: [account.hasSecondFactor ? 'Has joined, with a second factor.' : 'Has joined.'],
    actions: account.hasSecondFactor ? [password, factor] : [password],
  }
}

function dutySection(asked: OrganisationAsked, sheet: PersonSheet): Section {
  const held = dutiesToday(sheet.duties, asked.today)
  const { id } = sheet.person
  return {
    heading: 'Duties',
    ...(held.length === 0 ? { lead: ['None.'] } : { items: held.map((duty) => duties[duty]) }),
    links: [
      {
        href: placeIn(asked.organisation, `/people/${id}/duties`),
        text: 'Give or take away duties',
      },
    ],
  }
}

function postSection(
  { organisation }: OrganisationAsked,
  sheet: PersonSheet,
  editionOf: EditionOf,
): Section {
  return {
    heading: 'Posts',
    ...(sheet.posts.length === 0
      ? { lead: ['None.'] }
      : {
          table: postTable(sheet.posts, {
            editionOf,
            link: (id) => placeIn(organisation, `/posts/${id}`),
          }),
        }),
  }
}

function exceptionSection(
  { organisation }: OrganisationAsked,
  { found: { person }, isMistake }: FoundPerson,
): Section {
  const at = (what: string): string => placeIn(organisation, `/people/${person.id}/${what}`)
  return {
    heading: 'In exceptional cases',
    links: [
      { href: at('hold'), text: 'Ask for a legal hold' },
      { href: at('access'), text: 'Ask for exceptional access' },
      { href: at('erasure'), text: 'Record a request to erase' },
      ...(isMistake ? [{ href: at('remove'), text: 'Remove, as added by mistake' }] : []),
    ],
  }
}

function relationSection({ organisation }: OrganisationAsked, sheet: PersonSheet): Section {
  const { person } = sheet
  const table = relationTable(sheet)
  return {
    heading: 'Reporting lines',
    ...(table === undefined ? { lead: ['None.'] } : { table }),
    links: [
      {
        href: placeIn(organisation, `/people/${person.id}/relations`),
        text: 'Change reporting lines',
      },
    ],
  }
}
