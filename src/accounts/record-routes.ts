import { ExpectedFailure, readableDate, readableMoment } from '../platform/index.ts'
import { ownRoute, sessionIn } from './account-routes.ts'
import { recordData } from './api/record-data.ts'
import type { FoundRecord } from './api/record-data.ts'
import type { AccountsContext } from './context.ts'
import { frameOf } from './context.ts'
import { eventTable } from './event-table.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from './http.ts'
import { heldProfileSection } from './post-profiles/held-routes.ts'
import { requestSections } from './purposes/about-person.ts'
import { runByOf } from './organisation/organisation-route.ts'
import { openErasure, openInWords } from './purposes/erasure/in-words.ts'
import { demonstrationMark, particularsOf } from './particulars.ts'
import { duties } from './permissions.ts'
import type { Membership } from './permissions.ts'
import { daysInWords, postTable, relationTable } from './person-rows.ts'
import { heldSkillsSection } from './skills/held-section.ts'
import { editionsIn } from './skills/own-page.ts'
import type { EditionOf } from './skills/own-page.ts'
import { sheetOf, sheetView } from './sheet.ts'
import type { Section } from './sheet.ts'
import { log } from './store/events.ts'
import type { LoggedEvent } from './store/events.ts'
import { isDuty } from './store/memberships.ts'
import { profilesHeldBy } from './store/profiles.ts'
import { recordOf } from './store/record.ts'
import type { HeldInOrganisation, HeldRecord } from './store/record.ts'

/** Everything held about somebody, for themselves: to read and to take away. */
export function recordRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ownRoute('GET', '/account/record', (asked) => choosePage(context, asked)),
    {
      ...ownRecord('/account/record/:person', (asked) => recordPage(context, asked)),
      twin: {
        ...recordData,
        query: {},
        data: async (asked) => recordData.of(await read(context, asked), asked),
      },
    },
    ownRecord('/account/record/:person/file', (asked) => recordFile(context, asked)),
  ]
}

function ownRecord(
  path: string,
  answer: (asked: PrivateAsked) => Promise<PrivateAnswer>,
): PrivateRoute {
  return {
    method: 'GET',
    path,
    permission: 'record.read-own',
    subject: ({ params }) => ({ personId: params['person'] ?? '' }),
    answer,
  }
}

const account = { href: '/account', text: 'Your account' }
const title = 'Everything held about you'

/** Who is in one organisation only need not choose. */
async function choosePage({ views }: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const session = sessionIn(asked)
  const [only, ...others] = session.asker.memberships
  if (only !== undefined && others.length === 0) return { to: `/account/record/${only.personId}` }
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: frameOf(session, { title, address: '/account/record', breadcrumbs: [account] }),
        title,
        lead: [
          only === undefined ? 'You are in no organisation.' : 'Each organisation keeps its own.',
        ],
        sections: [
          {
            items: session.asker.memberships.map(({ personId, organisationName }) => ({
              text: organisationName,
              href: `/account/record/${personId}`,
            })),
          },
        ],
      }),
    ),
  }
}

async function read(
  { door }: AccountsContext,
  asked: PrivateAsked,
): Promise<FoundRecord & { readonly membership: Membership }> {
  const { asker } = sessionIn(asked)
  const membership = asker.memberships.find(({ personId }) => personId === asked.params['person'])
  if (membership === undefined) throw new ExpectedFailure('not-allowed')
  const { organisationId, personId } = membership
  const about = { organisationId, personId, accountId: asker.accountId, now: asked.now }
  const today = asked.now.toISOString().slice(0, 10)
  return door.store.read(async (db) => {
    const record = await recordOf(db, about)
    if (record === undefined) throw new ExpectedFailure('not-allowed')
    return { membership, record, heldProfiles: await profilesHeldBy(db, about, today) }
  })
}

async function recordPage(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { membership, record, heldProfiles } = await read(context, asked)
  const address = `/account/record/${membership.personId}`
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: frameOf(asked.session, {
          title,
          address,
          breadcrumbs: [account],
          runBy: runByOf(record.organisation),
          twin: asked.twin,
        }),
        title,
        caption: membership.organisationName,
        sections: [
          { links: [{ href: `${address}/file`, text: 'Take all of it away as a file (JSON)' }] },
          personSection(record, 'You', accountRows(record)),
          ...heldSections(record, { now: asked.now, editionOf: editionsIn(context) }),
          ...heldProfileSection(heldProfiles, { id: membership.organisationId }),
          heldSkillsSection(record.skills, { editionOf: editionsIn(context), membership }),
          {
            ...eventSection('Who read or changed it', record.events),
            links: [{ href: `${address}/log`, text: 'Search who read or changed it' }],
          },
          eventSection('What you did in the organisation', record.done),
          moreSection(membership, record),
        ],
      }),
    ),
  }
}

/** What an organisation holds, but for the log: for the person, and for whoever was let read it. */
export function heldSections(
  record: HeldInOrganisation,
  { now, editionOf }: { readonly now: Date; readonly editionOf: EditionOf },
): readonly Section[] {
  return [
    dutySection(record),
    {
      heading: 'Posts',
      ...(record.posts.length === 0
        ? { lead: ['None.'] }
        : { table: postTable(record.posts, { editionOf }) }),
    },
    relationSection(record),
    {
      heading: 'Local profiles for posts that they own',
      ...(record.profiles.length === 0
        ? { lead: ['None.'] }
        : { items: record.profiles.map(({ name }) => name) }),
    },
    ...requestSections(record, now),
  ]
}

/** Who somebody is. */
export function personSection(
  { person, team }: HeldInOrganisation,
  heading: string,
  more: NonNullable<Section['rows']> = [],
): Section {
  return {
    heading,
    rows: [
      ['Name', person.name],
      ['Reference', person.reference],
      ['E-mail address', person.email ?? 'None'],
      ['Team', team.length === 0 ? 'None' : team.join(' › ')],
      ['Leaving date', person.left_on === null ? 'None' : readableDate(person.left_on)],
      ['Added', readableMoment(person.created_at)],
      ...more,
    ],
  }
}

function accountRows({ account: kept, tokens }: HeldRecord): NonNullable<Section['rows']> {
  return [
    ['Account', `${kept.email}, opened ${readableMoment(kept.created_at)}`],
    ['Signs in with', waysIn(kept)],
    ['Second factor', kept.second_factor_since === null ? 'None' : 'Set up'],
    ['Tokens', tokens.length === 0 ? 'None' : tokens.map(({ name }) => name).join(', ')],
    ...frameworkRows(kept),
  ]
}

/** Few people have anything to do with editions: for all others it is not said. */
function frameworkRows({
  framework_owner_since: since,
  loaded_editions: loaded,
}: HeldRecord['account']): readonly [string, string][] {
  return [
    ...(since === null
      ? []
      : [['Loads editions', `Since ${readableMoment(since)}`] satisfies [string, string]]),
    ...(loaded.length === 0
      ? []
      : [['Editions loaded', loaded.join(', ')] satisfies [string, string]]),
  ]
}

function waysIn({ identities }: HeldRecord['account']): string {
  if (identities.length === 0) return 'A password'
  return identities.map(({ issuer, subject }) => `${issuer}, where you are ${subject}`).join('; ')
}

function dutySection({ duties: rows }: HeldInOrganisation): Section {
  const items = rows.map(
    (row) => `${isDuty(row.duty) ? duties[row.duty] : row.duty} ${daysInWords(row)}`,
  )
  return { heading: 'Duties', ...(items.length === 0 ? { lead: ['None.'] } : { items }) }
}

function relationSection(record: HeldInOrganisation): Section {
  const table = relationTable(record)
  return {
    heading: 'Reporting lines',
    ...(table === undefined ? { lead: ['None.'] } : { table }),
  }
}

/** A page of the newest; the file holds all. */
const shownEvents = 100

/** Entries of the log as a part of a page. */
export function eventSection(heading: string, events: readonly LoggedEvent[]): Section {
  if (events.length === 0) return { heading, lead: ['Nothing in the log.'] }
  const newest = events.slice(0, shownEvents)
  return {
    heading,
    lead:
      events.length > shownEvents
        ? [`The newest ${shownEvents} of ${events.length}. The file holds all of them.`]
        : [],
    table: eventTable(newest, `${heading}, newest first`),
  }
}

function moreSection({ organisationId, personId }: Membership, record: HeldRecord): Section {
  const { contact } = particularsOf(record.organisation)
  const open = openErasure(record.erasureRequests)
  const whom = contact === '' ? 'an administrator of the organisation' : contact
  return {
    heading: 'If something is wrong',
    lead: [
      `To have it put right, ask: ${whom}`,
      ...(open === undefined ? [] : [openInWords(open)]),
    ],
    links: [
      ...(open === undefined
        ? [{ href: `/account/record/${personId}/erasure`, text: 'Ask for erasure' }]
        : []),
      { href: `/organisations/${organisationId}/about`, text: 'What is kept and why' },
      { href: '/messages', text: 'Messages to you' },
    ],
  }
}

async function recordFile(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { membership, record } = await read(context, asked)
  const { accountId } = sessionIn(asked).asker
  const { organisationId, personId } = membership
  const { now } = asked
  await context.door.store.write((db) =>
    log(db, { action: 'person.exported', accountId, organisationId, personId, now }),
  )
  const { id, name, demonstration } = record.organisation
  const organisation = { id, name, demonstration }
  const file = {
    ...(demonstration === 1 && { mark: demonstrationMark }),
    format: 'capable-record/1',
    written: now.toISOString(),
    ...record,
    organisation,
  }
  return {
    file: `${JSON.stringify(file, null, 2)}\n`,
    name: `${demonstration === 1 ? 'demonstration-' : ''}everything-held-about-you-${now.toISOString().slice(0, 10)}.json`,
    type: 'application/json; charset=utf-8',
  }
}
