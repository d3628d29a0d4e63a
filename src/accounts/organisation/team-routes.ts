import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { teamData, teamsData } from '../api/structure-data.ts'
import type { FoundTeam } from '../api/structure-data.ts'
import type { AccountsContext } from '../context.ts'
import type { Field } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Cell } from '../sheet.ts'
import { log } from '../store/events.ts'
import { addTeam, changeTeam, deleteTeam, teamContents, teamsOf } from '../store/teams.ts'
import type { Team } from '../store/teams.ts'
import { inTreeOrder, teamOptions, withAllBelow, wouldCircle } from '../team-tree.ts'
import { editRoutes, formRoutes } from './form-routes.ts'
import type { Saving, ValueOf } from './form-routes.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'

const permission = 'people.administer'

/** The teams of an organisation, as a tree. */
export function teamRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({ path: '/teams', permission, read: readTeams, page: teamsPage, data: teamsData }),
    ...formRoutes({
      path: '/teams/add',
      permission,
      operation: { summary: 'Add a team', fields: teamFields([]), makes: true },
      parts: async ({ door }, asked) => ({
        title: 'Add a team',
        submit: 'Add the team',
        fields: teamFields(await door.store.read((db) => teamsOf(db, asked.organisation.id))),
        above: [aboveTeams(asked)],
        back: '/teams',
        saved: (value) => `The team ${value('name')} was added.`,
      }),
      save: (db, asked, value) => save(db, asked, { value, id: undefined }),
    }),
    dataRoute({ path: '/teams/:team', permission, read: readTeam, page: teamPage, data: teamData }),
    ...editRoutes({
      path: '/teams/:team/edit',
      permission,
      operation: { summary: 'Rename or move a team', fields: teamFields([]) },
      kept: async (db, asked) => {
        const { name, reference, parent_id: parent } = (await teamIn(db, asked)).team
        return { name, reference, parent: parent ?? '' }
      },
      parts: async ({ door }, asked) => {
        const { team, teams } = await door.store.read((db) => teamIn(db, asked))
        const below = withAllBelow(teams, team.id)
        return {
          title: `Change ${team.name}`,
          fields: teamFields(teams.filter(({ id }) => !below.has(id))),
          above: [aboveTeams(asked)],
          back: `/teams/${team.id}`,
          saved: (value) => `The team ${value('name')} was saved.`,
        }
      },
      save: (db, asked, value) => save(db, asked, { value, id: asked.params['team'] ?? '' }),
    }),
    {
      method: 'POST',
      path: '/teams/:team/delete',
      permission,
      answer: remove,
      operation: { summary: 'Delete an empty team', fields: [] },
    },
  ])
}

/** A team with how deep it stands in the tree. */
interface PlacedTeam extends FoundTeam {
  readonly depth: number
}

function aboveTeams({ organisation }: OrganisationAsked): { href: string; text: string } {
  return { href: placeIn(organisation, '/teams'), text: 'Teams' }
}

async function teamIn(
  db: Reading,
  { organisation, params }: OrganisationAsked,
): Promise<{ team: Team; teams: readonly Team[]; path: readonly string[] }> {
  const teams = await teamsOf(db, organisation.id)
  const placed = inTreeOrder(teams).find(({ team }) => team.id === params['team'])
  if (placed === undefined) throw new ExpectedFailure('team-not-found')
  return { team: placed.team, teams, path: placed.path }
}

function teamFields(possibleParents: readonly Team[]): readonly Field[] {
  return [
    { name: 'name', label: 'Name', kind: 'text' },
    {
      name: 'reference',
      label: 'Reference',
      kind: 'text',
      longest: 60,
      hint: 'Your own short name or number for the team. No two teams have the same.',
    },
    {
      name: 'parent',
      label: 'Part of',
      kind: 'select',
      missing: 'Choose the team above it',
      optional: true,
      hint: 'The team above it, where there is one.',
      options: teamOptions(possibleParents),
    },
  ]
}

async function readTeams(
  { door }: AccountsContext,
  { organisation }: OrganisationAsked,
): Promise<readonly PlacedTeam[]> {
  const { teams, contents } = await door.store.read(async (db) => ({
    teams: inTreeOrder(await teamsOf(db, organisation.id)),
    contents: await teamContents(db, organisation.id),
  }))
  return teams.map((placed) => ({ ...placed, people: contents.get(placed.team.id)?.people ?? 0 }))
}

function teamsPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  teams: readonly PlacedTeam[],
): PrivateAnswer {
  const { organisation } = asked
  const table = {
    caption: 'Teams, each followed by those below it',
    head: ['Team', 'Reference', 'Part of', 'People'],
    rows: teams.map(({ team, depth, path, people }) => [
      { text: team.name, href: placeIn(organisation, `/teams/${team.id}`), depth },
      team.reference,
      path.slice(0, -1).join(' › ') || 'None',
      String(people),
    ]),
  }
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title: 'Teams', path: '/teams' }),
        title: 'Teams',
        sections: [
          { links: [{ href: placeIn(organisation, '/teams/add'), text: 'Add a team' }] },
          teams.length === 0 ? { lead: ['There are no teams yet.'] } : { table },
        ],
      }),
    ),
  }
}

async function readTeam(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<FoundTeam & { readonly isEmpty: boolean }> {
  const { team, path, contents } = await door.store.read(async (db) => ({
    ...(await teamIn(db, asked)),
    contents: await teamContents(db, asked.organisation.id),
  }))
  const held = contents.get(team.id)
  return { team, path, people: held?.people ?? 0, isEmpty: held === undefined }
}

function teamPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { team, path, people, isEmpty }: FoundTeam & { readonly isEmpty: boolean },
): PrivateAnswer {
  const { organisation } = asked
  const at = placeIn(organisation, `/teams/${team.id}`)
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title: team.name,
          path: `/teams/${team.id}`,
          above: [aboveTeams(asked)],
        }),
        title: team.name,
        sections: [
          {
            rows: [
              ['Reference', team.reference],
              ['Part of', path.slice(0, -1).join(' › ') || 'None'],
              ['People', people === 0 ? 'None' : peopleCell(organisation, team, people)],
            ],
            links: [{ href: `${at}/edit`, text: 'Rename or move it' }],
          },
          {
            heading: 'Delete',
            ...(isEmpty
              ? { actions: [{ to: `${at}/delete`, submit: 'Delete the team', warns: true }] }
              : {
                  lead: [
                    'Only a team without people, posts, duties and teams below it can be deleted. People who have left count too.',
                  ],
                }),
          },
        ],
      }),
    ),
  }
}

/** Leavers are counted too, so they are listed too. */
function peopleCell(
  organisation: OrganisationAsked['organisation'],
  team: Team,
  people: number,
): Cell {
  const query = new URLSearchParams({ team: team.id, leavers: 'yes' }).toString()
  return {
    text: people === 1 ? '1 person' : `${people} people`,
    href: placeIn(organisation, `/people?${query}`),
  }
}

async function save(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  { value, id }: { value: ValueOf; id: string | undefined },
): Promise<Saving> {
  const organisationId = organisation.id
  const teams = await teamsOf(db, organisationId)
  if (id !== undefined && !teams.some((team) => team.id === id)) {
    throw new ExpectedFailure('team-not-found')
  }
  const values = {
    name: value('name'),
    reference: value('reference'),
    parent_id: value('parent') || null,
  }
  const same = teams.find((team) => team.reference === values.reference && team.id !== id)
  if (same !== undefined) {
    return [{ field: 'reference', message: `${same.name} has this reference` }]
  }
  if (id !== undefined && wouldCircle(teams, id, values.parent_id)) {
    return [{ field: 'parent', message: 'A team cannot be part of itself or of a team below it' }]
  }
  const made = id === undefined ? await addTeam(db, organisationId, values) : undefined
  if (id !== undefined) await changeTeam(db, { organisationId, id }, values)
  const { accountId } = session.asker
  const details = { what: `${values.name} was ${id === undefined ? 'added' : 'changed'}` }
  await log(db, { action: 'team.changed', accountId, organisationId, now, details })
  return made === undefined ? [] : { made: `/teams/${made}` }
}

async function remove({ door }: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { organisation, session, now } = asked
  const name = await door.store.write(async (db) => {
    const { team } = await teamIn(db, asked)
    if (!(await deleteTeam(db, organisation.id, team.id))) {
      throw new ExpectedFailure('team-not-empty')
    }
    const { accountId } = session.asker
    const details = { what: `${team.name} was deleted` }
    const event = { accountId, organisationId: organisation.id, now, details }
    await log(db, { ...event, action: 'team.changed' })
    return team.name
  })
  return { to: placeIn(organisation, '/teams'), saved: `The team ${name} was deleted.` }
}
