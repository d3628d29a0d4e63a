import type { AccountsContext } from '../context.ts'
import type { Field } from '../form.ts'
import type { PrivateRoute } from '../http.ts'
import { endShares } from '../skills/end-shares.ts'
import { endsSooner, hasLeft } from '../store/days.ts'
import { isLastAdministrator } from '../store/duties.ts'
import { emailInWords, lastBy, log } from '../store/events.ts'
import { endInvitations } from '../store/links.ts'
import { changePerson } from '../store/people.ts'
import type { Person } from '../store/people.ts'
import { teamsOf } from '../store/teams.ts'
import type { Team } from '../store/teams.ts'
import { teamOptions } from '../team-tree.ts'
import { editPage, saveEdit, versionField } from './editing.ts'
import type { Editing, Saved } from './editing.ts'
import { moveLeaving } from './leaving.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationRoutes } from './organisation-route.ts'
import { personFields, teamField, whatIsTaken } from './people-routes.ts'
import { abovePerson, noteRead, personIn } from './person-in.ts'
import { whyNotBack } from './while-off.ts'

/** Changing what is held about a person. */
export function personEditRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    {
      method: 'GET',
      path: '/people/:person/edit',
      permission: 'people.administer',
      answer: async (_context, asked) => {
        const editing = await personEditing(context, asked)
        await noteRead(context, asked, 'people.administer')
        return editPage(context, asked, editing)
      },
    },
    {
      method: 'POST',
      path: '/people/:person/edit',
      permission: 'people.administer',
      answer: (_context, asked) =>
        saveEdit(context, asked, {
          load: () => personEditing(context, asked),
          save: (values, version) => savePerson(context, asked, { values, version }),
        }),
      operation: {
        summary: 'Change what is held about a person',
        fields: [...editFields([]), versionField],
      },
    },
  ])
}

async function personEditing(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<Editing> {
  const { organisation } = asked
  const { person, teams } = await door.store.read(async (db) => ({
    person: await personIn(db, asked),
    teams: await teamsOf(db, organisation.id),
  }))
  const about = { organisationId: organisation.id, personId: person.id } as const
  return {
    title: `Change what is held about ${person.name}`,
    path: `/people/${person.id}/edit`,
    back: `/people/${person.id}`,
    saved: `What is held about ${person.name} was saved.`,
    above: abovePerson(asked, person),
    fields: editFields(teams),
    kept: {
      version: person.version,
      values: {
        name: person.name,
        email: person.email ?? '',
        team: person.team_id ?? '',
        left: person.left_on ?? '',
      },
    },
    who: () => door.store.read((db) => lastBy(db, { ...about, action: 'person.changed' })),
  }
}

function editFields(teams: readonly Team[]): readonly Field[] {
  return [
    ...personFields,
    teamField(teamOptions(teams)),
    {
      name: 'left',
      label: 'Leaves or left on',
      kind: 'day',
      optional: true,
      hint: 'The first day on which they are no longer there. For example 31 March 2027. Posts and reporting lines end on it.',
    },
  ]
}

async function savePerson(
  { door }: AccountsContext,
  asked: OrganisationAsked,
  { values, version }: { values: ReadonlyMap<string, string>; version: number },
): Promise<Saved> {
  const { organisation, session, now, today } = asked
  const value = (name: string): string | null => values.get(name) || null
  return door.store.write(async (db) => {
    const person = await personIn(db, asked)
    const left = value('left')
    const change = {
      name: value('name') ?? person.name,
      email: value('email'),
      team_id: value('team'),
      left_on: left,
    }
    const what = whatChanged(person, change)
    if (what === '') return 'saved'
    const { id } = person
    const organisationId = organisation.id
    const taken = await whatIsTaken(db, organisationId, { email: change.email ?? '', except: id })
    if (taken.length > 0) return taken
    if (endsSooner(person.left_on, left) && (await isLastAdministrator(db, person, today))) {
      return [{ field: 'left', message: lastOne }]
    }
    const why = endsSooner(left, person.left_on) ? await whyNotBack(db, asked, person) : undefined
    if (why !== undefined) return [{ field: 'left', message: why.sentence }]
    const { accountId } = session.asker
    // Who left is nobody's line manager, and is not again by coming back.
    const shares = { organisationId, accountId, now }
    await endShares(db, shares)
    if (!(await changePerson(db, { organisationId, id, version }, change))) return 'changed'
    const moved = { before: person.left_on, after: left }
    await moveLeaving(db, asked, { person, ...moved })
    if (hasLeft(change, today)) await endInvitations(db, [id])
    await endShares(db, shares)
    const event = { accountId, organisationId, personId: id, now, details: { what } }
    await log(db, { ...event, action: 'person.changed' })
    return 'saved'
  })
}

const lastOne =
  'No other administrator who can sign in stays after this day. Give the duty to somebody who stays first'

type PersonChange = Pick<Person, 'name' | 'email' | 'team_id' | 'left_on'>

/** What the log says of a change: which things, not what they were or are. */
function whatChanged(before: PersonChange, after: PersonChange): string {
  const changed = [
    before.name === after.name ? '' : 'name',
    before.email === after.email ? '' : emailInWords,
    before.team_id === after.team_id ? '' : 'team',
    before.left_on === after.left_on ? '' : 'leaving date',
  ]
  return changed.filter(Boolean).join(', ')
}
