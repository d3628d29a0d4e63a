import { dataRoute } from '../api/data-route.ts'
import { aboutData, overviewData } from '../api/organisation-data.ts'
import type { AccountsContext } from '../context.ts'
import { isWebAddress } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { particularFields, particularsOf, stillMissing } from '../particulars.ts'
import { aboutPurpose } from '../purposes/about-purpose.ts'
import { purposesOf } from '../purposes/purpose-store.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Cell, Section } from '../sheet.ts'
import { lastBy, log } from '../store/events.ts'
import { changeOrganisation, countsOf, organisationById } from '../store/organisations.ts'
import type { Organisation, OrganisationCounts } from '../store/organisations.ts'
import { editPage, saveEdit } from './editing.ts'
import type { Editing, Saved } from './editing.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { stillToDo, undoneIn } from './still-to-do.ts'
import type { Undone } from './still-to-do.ts'

/** An organisation as a whole: what it holds, who answers for it, what is still to be said. */
export function overviewRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '',
      permission: 'people.administer',
      read: ({ door }, asked) =>
        door.store.read(async (db) => ({
          counts: await countsOf(db, asked.organisation.id, asked.today),
          undone: await undoneIn(db, asked),
        })),
      page: overview,
      data: overviewData,
    }),
    dataRoute({
      path: '/about',
      permission: 'organisation.read',
      read: ({ door }, { organisation }) =>
        door.store.read((db) => purposesOf(db, organisation.id)),
      page: about,
      data: aboutData,
    }),
    {
      method: 'GET',
      path: '/particulars',
      permission: 'organisation.set-up',
      answer: async (_context, asked) =>
        editPage(context, asked, await particularsEditing(context, asked)),
    },
    {
      method: 'POST',
      path: '/particulars',
      permission: 'organisation.set-up',
      answer: (_context, asked) =>
        saveEdit(context, asked, {
          load: () => particularsEditing(context, asked),
          save: (values, version) => saveParticulars(context, asked, { values, version }),
        }),
    },
  ])
}

interface FoundOverview {
  readonly counts: OrganisationCounts
  readonly undone: Undone
}

function overview(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { counts, undone }: FoundOverview,
): PrivateAnswer {
  const { organisation } = asked
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title: organisation.name, path: '', home: false }),
        title: organisation.name,
        sections: [
          stillToDo(asked, counts, undone),
          holds(organisation, counts),
          more(organisation),
        ],
      }),
    ),
  }
}

function holds(organisation: Organisation, counts: OrganisationCounts): Section {
  const { people, accounts, teams, posts, grades } = counts
  const place = (path: string, text: string): Cell => ({ text, href: placeIn(organisation, path) })
  return {
    heading: 'What it holds',
    rows: [
      [
        'People',
        place('/people', people === 1 ? '1 person' : `${people} people`),
        `${accounts} with an account`,
      ],
      ['Teams', place('/teams', all(teams, 'team'))],
      ['Posts', place('/posts', all(posts, 'post'))],
      ['Local profiles', place('/profiles', 'What posts ask for here')],
      ['Grades and pay', place('/grades', all(grades, 'grade'))],
    ],
  }
}

function all(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}

function more(organisation: Organisation): Section {
  return {
    heading: 'About the organisation',
    links: [
      { href: placeIn(organisation, '/particulars'), text: 'Change who answers for its records' },
      { href: placeIn(organisation, '/about'), text: 'What its people see about that' },
      { href: placeIn(organisation, '/purposes'), text: 'Why records are kept, and how long' },
      { href: placeIn(organisation, '/retention'), text: 'What goes, and when' },
      { href: placeIn(organisation, '/requests'), text: 'Requests' },
      { href: placeIn(organisation, '/log'), text: 'What was done in it' },
      { href: placeIn(organisation, '/papers'), text: 'Papers to fill in before you start' },
      { href: placeIn(organisation, '/figures/series'), text: 'Begin a new series of figures' },
      ...(organisation.demonstration === 1
        ? [
            {
              href: placeIn(organisation, '/demonstration'),
              text: 'See it as somebody else, or remove it',
            },
          ]
        : []),
    ],
  }
}

/** What everybody in the organisation can read about who keeps their records. */
function about(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  purposes: Awaited<ReturnType<typeof purposesOf>>,
): PrivateAnswer {
  const { organisation, today } = asked
  const given = particularsOf(organisation)
  const notSaid = 'Not said yet'
  const notice = given.privacyNotice
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title: 'What is kept and why',
          path: '/about',
          home: false,
        }),
        title: 'What is kept and why',
        caption: organisation.name,
        sections: [
          {
            rows: particularFields
              .filter(({ name }) => name !== 'privacyNotice')
              .map(({ name, label }) => [label, asCell(given[name] || notSaid)]),
          },
          {
            heading: 'Privacy notice',
            ...(isWebAddress(notice)
              ? { links: [{ href: notice, text: 'Read the privacy notice' }] }
              : { lead: (notice || notSaid).split(/\n\s*\n/) }),
          },
          ...purposes.map((purpose) => aboutPurpose(purpose, today)),
          {
            heading: 'More',
            links: [
              { href: '/permissions', text: 'Who may do what' },
              { href: '/account/record', text: 'Everything held about you' },
            ],
          },
        ],
      }),
    ),
  }
}

function asCell(text: string): Cell {
  if (isWebAddress(text)) return { text, href: text }
  return /^[^\s@]+@[^\s@]+$/.test(text) ? { text, href: `mailto:${text}` } : { text }
}

async function particularsEditing(
  { door }: AccountsContext,
  { organisation: { id } }: OrganisationAsked,
): Promise<Editing> {
  const { store } = door
  const organisation = await store.read((db) => organisationById(db, id))
  const change = { organisationId: id, personId: null, action: 'organisation.changed' } as const
  return {
    title: 'Who answers for the records',
    lead: [
      'All of this must be said before people other than administrators are added. Save what you know; you can come back for the rest.',
    ],
    path: '/particulars',
    back: '',
    saved: 'Who answers for the records was saved.',
    fields: particularFields,
    kept: {
      version: organisation?.version ?? 0,
      values: particularsOf(organisation ?? { particulars: '{}' }),
    },
    who: () => store.read((db) => lastBy(db, change)),
  }
}

async function saveParticulars(
  { door }: AccountsContext,
  { organisation, session, now }: OrganisationAsked,
  { values, version }: { values: ReadonlyMap<string, string>; version: number },
): Promise<Saved> {
  const given = Object.fromEntries(
    particularFields.map(({ name }) => [name, values.get(name) ?? '']),
  )
  if (stillMissing(organisation).length === 0) {
    const emptied = particularFields.filter(({ name }) => given[name] === '')
    const message = 'Records are kept already: enter what holds now'
    if (emptied.length > 0) return emptied.map(({ name }) => ({ field: name, message }))
  }
  return door.store.write(async (db) => {
    const { id } = organisation
    const particulars = JSON.stringify(given)
    if (!(await changeOrganisation(db, { id, version }, { particulars }))) return 'changed'
    const { accountId } = session.asker
    await log(db, { action: 'organisation.changed', accountId, organisationId: id, now })
    return 'saved'
  })
}
