import { ExpectedFailure, view } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { peopleData } from '../api/person-data.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { SheetView } from '../sheet.ts'
import { grantDuty } from '../store/duties.ts'
import { log } from '../store/events.ts'
import { addPerson, countPeople, listPeople, personBy } from '../store/people.ts'
import type { ListedPerson, PeopleSought } from '../store/people.ts'
import { teamsOf } from '../store/teams.ts'
import type { Team } from '../store/teams.ts'
import { teamOptions } from '../team-tree.ts'
import { whyNobodyYet } from './nobody-yet.ts'
import type { NotNow } from './nobody-yet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import {
  organisationForm,
  organisationFrame,
  organisationRoutes,
  placeIn,
} from './organisation-route.ts'
import { pageOf, pagesAround } from './paging.ts'
import type { Paging } from './paging.ts'
import { whyNoAdministrator } from './while-off.ts'

interface PeopleView extends SheetView {
  readonly action: string
  readonly words: string
  readonly leavers: boolean
  /** Of which team alone; empty: of any. */
  readonly team: string
  readonly paging: Paging
}

const peopleView = view<PeopleView>('accounts/views/people.njk')

/** The people of an organisation: the list, and adding somebody. */
export function peopleRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/people',
      permission: 'people.administer',
      read: readPeople,
      page: list,
      data: peopleData,
    }),
    {
      method: 'GET',
      path: '/people/add',
      permission: 'people.administer',
      answer: (_context, asked) => addPage(context, asked, { who: 'person', filled: unfilled() }),
    },
    {
      method: 'POST',
      path: '/people/add',
      permission: 'people.administer',
      answer: (_context, asked) => add(context, asked, 'person'),
      operation: { summary: 'Add a person', fields: addFields([]), makes: true },
    },
    {
      method: 'GET',
      path: '/administrators/add',
      permission: 'duties.grant',
      answer: (_context, asked) =>
        addPage(context, asked, { who: 'administrator', filled: unfilled() }),
    },
    {
      method: 'POST',
      path: '/administrators/add',
      permission: 'duties.grant',
      answer: (_context, asked) => add(context, asked, 'administrator'),
    },
  ])
}

interface FoundPeople {
  /** Why nobody can be added, where so. */
  readonly why: NotNow | undefined
  /** Of which alone people are listed. */
  readonly team: Team | undefined
  readonly all: number
  readonly people: readonly ListedPerson[]
}

function soughtIn({ organisation, query, today }: OrganisationAsked): PeopleSought {
  const words = (query['q'] ?? '').slice(0, 200)
  const leavers = query['leavers'] === 'yes'
  const teamId = query['team'] || undefined
  return { organisationId: organisation.id, words, leavers, teamId, today }
}

function readPeople({ door }: AccountsContext, asked: OrganisationAsked): Promise<FoundPeople> {
  const sought = soughtIn(asked)
  return door.store.read(async (db) => {
    const team =
      sought.teamId === undefined
        ? undefined
        : (await teamsOf(db, asked.organisation.id)).find(({ id }) => id === sought.teamId)
    if (sought.teamId !== undefined && team === undefined) {
      throw new ExpectedFailure('team-not-found')
    }
    const all = await countPeople(db, sought)
    const people = await listPeople(db, sought, pageOf(asked.query['page'], all))
    return { why: await whyNobodyYet(db, asked), team, all, people }
  })
}

function list(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { why, team, all, people }: FoundPeople,
): PrivateAnswer {
  const { organisation } = asked
  const { words, leavers } = soughtIn(asked)
  const frame = organisationFrame(asked, { title: 'People', path: '/people' })
  return {
    html: views.render(peopleView, {
      ...sheetOf({
        frame,
        title: team === undefined ? 'People' : `People of ${team.name}`,
        lead: why === undefined ? [] : [why.sentence],
        sections: [
          { links: team === undefined ? addLinks(asked, why) : teamLinks(asked, team) },
          {
            ...(people.length > 0 && {
              table: {
                caption: 'People of the organisation',
                head: ['Name', 'Reference', 'E-mail address', 'Team', 'Account'],
                rows: people.map((person) => rowOf(asked, person)),
              },
            }),
          },
        ],
      }),
      action: placeIn(organisation, '/people'),
      words,
      leavers,
      team: team?.id ?? '',
      paging: pagesAround(placeIn(organisation, '/people'), {
        query: {
          ...(words !== '' && { q: words }),
          ...(leavers && { leavers: 'yes' }),
          ...(team !== undefined && { team: team.id }),
        },
        from: pageOf(asked.query['page'], all).from,
        all,
        what: all === 1 ? 'person' : 'people',
      }),
    }),
  }
}

function teamLinks({ organisation }: OrganisationAsked, { id, name }: Team): NotNow['link'][] {
  return [
    { href: placeIn(organisation, `/teams/${id}`), text: `Team: ${name}` },
    { href: placeIn(organisation, '/people'), text: 'People of all teams' },
  ]
}

function addLinks(
  { organisation }: OrganisationAsked,
  why: NotNow | undefined,
): readonly NotNow['link'][] {
  const invite = { href: placeIn(organisation, '/invitations'), text: 'Invite people' }
  return why === undefined
    ? [
        { href: placeIn(organisation, '/people/add'), text: 'Add a person' },
        ...(organisation.demonstration === 1
          ? []
          : [{ href: placeIn(organisation, '/import'), text: 'Load people from a file' }]),
        invite,
      ]
    : [
        why.link,
        { href: placeIn(organisation, '/administrators/add'), text: 'Add an administrator' },
        invite,
      ]
}

function rowOf({ organisation, today }: OrganisationAsked, person: ListedPerson) {
  const { id, name, reference, email, team_name: team, left_on: left } = person
  const hasLeft = left !== null && left <= today
  return [
    { text: hasLeft ? `${name} (left)` : name, href: placeIn(organisation, `/people/${id}`) },
    reference,
    email ?? 'None',
    team ?? 'None',
    person.account_id === null ? 'No' : 'Yes',
  ]
}

type Who = 'person' | 'administrator'

const whyNot = { person: whyNobodyYet, administrator: whyNoAdministrator }

/** The fields in which a person is described. */
export const personFields: readonly Field[] = [
  { name: 'name', label: 'Name', kind: 'text', hint: 'As it is written at work.' },
  {
    name: 'email',
    label: 'E-mail address',
    kind: 'email',
    optional: true,
    hint: 'Leave it empty for somebody who never signs in.',
  },
]

async function fieldsIn(
  { door }: AccountsContext,
  { organisation }: OrganisationAsked,
): Promise<readonly Field[]> {
  return addFields(await door.store.read((db) => teamsOf(db, organisation.id)))
}

function addFields(teams: readonly Team[]): readonly Field[] {
  return [
    ...personFields,
    {
      name: 'reference',
      label: 'Reference',
      kind: 'text',
      longest: 60,
      hint: 'Your own number for the person, such as a staff number. No two people have the same.',
    },
    teamField(teamOptions(teams)),
  ]
}

/** The list of teams to choose from. */
export function teamField(options: readonly { value: string; text: string }[]): Field {
  return { name: 'team', label: 'Team', kind: 'select', optional: true, options }
}

async function addPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { who, filled }: { who: Who; filled: Filled },
): Promise<PrivateAnswer> {
  const { organisation } = asked
  const people = { href: placeIn(organisation, '/people'), text: 'People' }
  const why = await context.door.store.read((db) => whyNot[who](db, asked))
  if (why !== undefined) {
    const title = 'Nobody can be added yet'
    return {
      status: asked.form.has('name') ? 409 : 200,
      wrong: { code: 'nobody-yet' },
      html: context.views.render(
        sheetView,
        sheetOf({
          frame: organisationFrame(asked, { title, path: '/people/add', above: [people] }),
          title,
          lead: [why.sentence],
          sections: [{ links: who === 'person' ? addLinks(asked, why) : [why.link] }],
        }),
      ),
    }
  }
  return organisationForm(context, asked, {
    title: who === 'person' ? 'Add a person' : 'Add an administrator',
    lead:
      who === 'person'
        ? []
        : ['An administrator manages people, duties and posts. They need a second factor for it.'],
    action: who === 'person' ? '/people/add' : '/administrators/add',
    submit: who === 'person' ? 'Add the person' : 'Add the administrator',
    fields: await fieldsIn(context, asked),
    filled,
    breadcrumbs: [people],
  })
}

async function add(
  context: AccountsContext,
  asked: OrganisationAsked,
  who: Who,
): Promise<PrivateAnswer> {
  const filled = readFields(await fieldsIn(context, asked), asked.form)
  if (filled.errors.length > 0) return addPage(context, asked, { who, filled })
  const done = await context.door.store.write((db) => write(db, asked, { who, filled }))
  if ('errors' in done) return addPage(context, asked, { who, filled: { ...filled, ...done } })
  const to = placeIn(asked.organisation, `/people/${done.personId}`)
  return { to, made: to, saved: `${filled.values.get('name') ?? ''} was added.` }
}

async function write(
  db: Writing,
  asked: OrganisationAsked,
  { who, filled }: { who: Who; filled: Filled },
): Promise<{ readonly personId: string } | { readonly errors: readonly FieldError[] }> {
  const { organisation, session, now } = asked
  // The page that is then shown says why.
  if ((await whyNot[who](db, asked)) !== undefined) return { errors: [] }
  const value = (name: string): string => filled.values.get(name) ?? ''
  const organisationId = organisation.id
  const [reference, email] = [value('reference'), value('email')]
  const errors = await whatIsTaken(db, organisationId, { reference, email })
  if (errors.length > 0) return { errors }
  const person = { reference, name: value('name'), email: email || null }
  const teamId = value('team') || null
  const personId = await addPerson(db, { organisationId, ...person, teamId, now })
  const event = { accountId: session.asker.accountId, organisationId, personId, now }
  await log(db, { ...event, action: 'person.added' })
  if (who === 'administrator') {
    await grantDuty(db, { personId, duty: 'administrator', now })
    await log(db, { ...event, action: 'duty.granted', details: { duty: 'administrator' } })
  }
  return { personId }
}

/** What of a person somebody else in the organisation has already, each with the sentence for it. */
export async function whatIsTaken(
  db: Writing,
  organisationId: string,
  { reference, email, except }: { reference?: string; email: string; except?: string },
): Promise<readonly FieldError[]> {
  const errors: FieldError[] = []
  if (reference !== undefined) {
    const other = await personBy(db, organisationId, { reference })
    if (other !== undefined) {
      errors.push({ field: 'reference', message: `${other.name} has this reference` })
    }
  }
  if (email !== '') {
    const other = await personBy(db, organisationId, { email, except: except ?? null })
    if (other !== undefined) {
      errors.push({ field: 'email', message: `${other.name} has this e-mail address` })
    }
  }
  return errors
}
