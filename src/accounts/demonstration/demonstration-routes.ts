import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import { unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import {
  organisationForm,
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import { duties } from '../permissions.ts'
import type { Duty } from '../permissions.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { viewersOf } from '../store/demonstrations.ts'
import { demonstrationLoadRoutes } from './load-routes.ts'
import { removeDemonstration } from './remove.ts'

/** Loading a demonstration, seeing it as somebody in it, and removing it. */
export function demonstrationRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'demonstration.remove'
  return [
    ...demonstrationLoadRoutes(context),
    ...organisationRoutes(context, [
      { method: 'GET', path: '/demonstration', permission: 'accounts.help', answer: seeAsPage },
      { method: 'GET', path: '/demonstration/remove', permission, answer: removePage },
      { method: 'POST', path: '/demonstration/remove', permission, answer: remove },
    ]),
  ]
}

/** Nothing that holds real people is removed like this. */
function demonstrationIn({ organisation }: OrganisationAsked): OrganisationAsked['organisation'] {
  if (organisation.demonstration !== 1) throw new ExpectedFailure('not-a-demonstration')
  return organisation
}

async function seeAsPage(
  { door, views }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const organisation = demonstrationIn(asked)
  const rows = await door.store.read((db) => viewerRows(db, asked))
  const title = 'See it as somebody else'
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path: '/demonstration' }),
        title,
        lead: [
          'Each page shows what one person may see. To see it as one of the made-up people, sign in as them.',
        ],
        sections: [
          {
            items: [
              'Open the page of the person, make an invitation and have its link shown. Nobody receives mail for these people.',
              'Then open its link in a private window of your browser, where you are not signed in.',
              'There choose a password, sign in and join. Managers, planners and administrators then set up a second factor.',
            ],
          },
          {
            heading: 'Who there is',
            ...(rows.length === 0
              ? { lead: ['Nobody has a duty or manages anybody any more.'] }
              : { table: { caption: 'Whom to see it as', head: ['Who', 'As what'], rows } }),
            links: [{ href: placeIn(organisation, '/people'), text: 'All people' }],
          },
          {
            heading: 'When you have seen enough',
            links: [
              {
                href: placeIn(organisation, '/demonstration/remove'),
                text: 'Remove the demonstration',
              },
            ],
          },
        ],
      }),
    ),
  }
}

async function viewerRows(db: Reading, { organisation, today, session }: OrganisationAsked) {
  const own = session.asker.accountId
  const viewers = await viewersOf(db, { organisationId: organisation.id, today, without: own })
  return viewers.map(({ id, name, duty, manages }) => [
    { text: name, href: placeIn(organisation, `/people/${id}`) },
    asWhat(duty, manages),
  ])
}

function asWhat(duty: Duty | undefined, manages: boolean): string {
  if (duty !== undefined) return duties[duty]
  return manages ? 'Line manager' : 'Person without any duty'
}

async function removePage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const organisation = demonstrationIn(asked)
  return organisationForm(context, asked, {
    title: `Remove ${organisation.name}`,
    lead: [
      'Everything in it goes: people, teams, posts, grades, reporting lines and the log.',
      'Accounts that are for it alone go too, so nobody can sign in with them any more. Whoever is in another organisation keeps their account.',
      'This cannot be taken back. You can load a demonstration again at any time.',
    ],
    action: '/demonstration/remove',
    submit: 'Remove the demonstration',
    fields: [],
    filled: unfilled(),
    breadcrumbs: [
      { href: placeIn(organisation, '/demonstration'), text: 'See it as somebody else' },
    ],
  })
}

async function remove({ door }: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const demonstration = demonstrationIn(asked)
  const { session, now } = asked
  const { accountId, memberships } = session.asker
  const { accounts } = await door.store.write((db) =>
    removeDemonstration(db, { demonstration, accountId, now }),
  )
  // Whoever came in by an invitation to it has nowhere left to go.
  if (accounts.includes(accountId)) return { to: '/', token: null }
  const administersMore = memberships.some(
    ({ organisationId, duties: held }) =>
      organisationId !== demonstration.id && held.includes('administrator'),
  )
  const to = administersMore ? '/account/demonstration' : '/account'
  return { to, saved: 'The demonstration was removed.' }
}
