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
import { purposeOf } from '../purposes/purpose-store.ts'
import { inMonths, monthsOf } from '../purposes/purposes.ts'
import { endOf } from '../purposes/retention/rule.ts'
import { actingIn } from '../purposes/acting.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { hasLeft } from '../store/days.ts'
import { dutiesToday } from '../store/duties.ts'
import { eventsOf } from '../store/events.ts'
import type { LoggedEvent } from '../store/events.ts'
import { withoutManager } from '../store/leaving.ts'
import type { Named } from '../store/leaving.ts'
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
  /** Who has no line manager once they have left. */
  readonly without: readonly Named[]
  /** How long records of people are kept after that; undefined: nobody said. */
  readonly months: number | undefined
}

async function readPerson(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<FoundPerson> {
  const found = await sheetIn(context, asked)
  await noteRead(context, asked, 'people.administer')
  const { organisation, today } = asked
  const { id: personId, left_on: leftOn } = found.person
  const of = { organisationId: organisation.id, personId }
  return context.door.store.read(async (db) => ({
    found,
    events: await eventsOf(db, { ...of, count: 20 }),
    isMistake: await wasAddedByMistake(db, found.person, actingIn(asked)),
    without: leftOn === null ? [] : await withoutManager(db, { ...of, leftOn, today }),
    months: monthsOf(await purposeOf(db, organisation.id, 'organisation')),
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
          detailsSection(asked, found),
          accountSection(asked, sheet),
          dutySection(asked, sheet),
          postSection(asked, sheet, editionsIn(context)),
          relationSection(asked, found),
          exceptionSection(asked, found),
          { heading: 'Latest in the log', table: eventTable(events, 'The latest 20 events') },
        ],
      }),
    ),
  }
}

function detailsSection(
  asked: OrganisationAsked,
  { found: { person, team }, months }: FoundPerson,
): Section {
  return {
    rows: [
      ['Reference', person.reference],
      ['E-mail address', person.email ?? 'None'],
      ['Team', team.length === 0 ? 'None' : team.join(' › ')],
      ['Leaves or left on', person.left_on === null ? 'Not known' : readableDate(person.left_on)],
      ...(person.left_on === null ? [] : [goesRow(person.left_on, months)]),
    ],
    links: [
      {
        href: placeIn(asked.organisation, `/people/${person.id}/edit`),
        text: 'Change name, e-mail address, team or leaving date',
      },
    ],
  }
}

/** The same under a legal hold as without: it may be secret. */
function goesRow(leftOn: string, months: number | undefined): readonly [string, string] {
  const counted = months === undefined ? '' : inMonths(months)
  return [
    'How long it is kept',
    months === undefined
      ? 'This record does not go: nobody has said for how long records of people are kept.'
      : `This record goes on ${readableDate(endOf(leftOn, { months }))}, ${counted} after they left, unless a legal hold keeps it.`,
  ]
}

function accountSection(asked: OrganisationAsked, { person, account }: PersonSheet): Section {
  const at = (path: string): string => placeIn(asked.organisation, `/people/${person.id}${path}`)
  const heading = 'Account'
  const invite = { to: at('/invitation'), submit: 'Make an invitation' }
  if (hasLeft(person, asked.today) && account.kind === 'none') {
    return { heading, lead: ['None. Who has left cannot be invited.'] }
  }
  if (account.kind === 'none' || account.kind === 'invited') {
    if (person.email === null) {
      return { heading, lead: ['None. Add an e-mail address first, then you can invite them.'] }
    }
    if (account.kind === 'none') return { heading, lead: ['None.'], actions: [invite] }
    const { left_on: left } = person
    const until =
      left !== null && left < account.until
        ? `${readableDate(left)}, when they leave`
        : readableMoment(account.until)
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

function dutySection(asked: OrganisationAsked, { person, duties: rows }: PersonSheet): Section {
  const { id, left_on: left } = person
  const held = dutiesToday(rows, asked.today).map((duty) => duties[duty])
  const section = {
    heading: 'Duties',
    links: [
      {
        href: placeIn(asked.organisation, `/people/${id}/duties`),
        text: 'Give or take away duties',
      },
    ],
  }
  if (held.length === 0) return { ...section, lead: ['None.'] }
  if (left === null) return { ...section, items: held }
  const day = readableDate(left)
  if (!hasLeft(person, asked.today)) {
    return { ...section, lead: [`They end on ${day}, when this person leaves.`], items: held }
  }
  const lead = `None since ${day}. If this person comes back, these hold again unless you take them away:`
  return { ...section, lead: [lead], items: held }
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

function relationSection(asked: OrganisationAsked, found: FoundPerson): Section {
  const { found: sheet, without } = found
  const at = ({ id }: Named): string => placeIn(asked.organisation, `/people/${id}/relations`)
  const { person } = sheet
  const table = relationTable(sheet)
  const names = without.map(({ name }) => name).join(', ')
  const day = person.left_on ?? ''
  const warning = `No line manager from ${readableDate(day > asked.today ? day : asked.today)} on: ${names}.`
  const lead = [
    ...(without.length === 0 ? [] : [warning]),
    ...(table === undefined ? ['None.'] : []),
  ]
  return {
    heading: 'Reporting lines',
    lead,
    ...(table !== undefined && { table }),
    links: [
      { href: at(person), text: 'Change reporting lines' },
      ...without.map((each) => ({ href: at(each), text: `Give ${each.name} a line manager` })),
    ],
  }
}
