import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** A team as it is kept. */
export type Team = Tables['teams']

/** All teams of an organisation. */
export function teamsOf(db: Reading, organisationId: string): Promise<Team[]> {
  return db
    .selectFrom('teams')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** What is known of a team. */
export interface TeamValues {
  readonly name: string
  readonly reference: string
  readonly parent_id: string | null
}

/** Adds a team and answers its identifier. */
export async function addTeam(
  db: Writing,
  organisationId: string,
  values: TeamValues,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('teams')
    .values({ id, organisation_id: organisationId, ...values })
    .execute()
  return id
}

/** Changes a team of an organisation. */
export async function changeTeam(
  db: Writing,
  { organisationId, id }: { organisationId: string; id: string },
  values: TeamValues,
): Promise<void> {
  await db
    .updateTable('teams')
    .set(values)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

/** How many people, posts, teams and duties hang on each team of an organisation. */
export async function teamContents(
  db: Reading,
  organisationId: string,
): Promise<ReadonlyMap<string, { readonly people: number; readonly all: number }>> {
  const of = async (table: 'people' | 'posts'): Promise<readonly Counted[]> =>
    db
      .selectFrom(table)
      .select(({ fn }) => ['team_id as team', fn.countAll<number>().as('count')])
      .where('organisation_id', '=', organisationId)
      .groupBy('team_id')
      .execute()
  const people = await of('people')
  const posts = await of('posts')
  const below = await db
    .selectFrom('teams')
    .select(({ fn }) => ['parent_id as team', fn.countAll<number>().as('count')])
    .where('organisation_id', '=', organisationId)
    .groupBy('parent_id')
    .execute()
  const duties = await db
    .selectFrom('duties')
    .innerJoin('people', 'people.id', 'duties.person_id')
    .select(({ fn }) => ['duties.team_id as team', fn.countAll<number>().as('count')])
    .where('people.organisation_id', '=', organisationId)
    .groupBy('duties.team_id')
    .execute()
  const all = summed([...people, ...posts, ...below, ...duties])
  const counted = summed(people)
  return new Map(
    [...all].map(([team, count]) => [team, { people: counted.get(team) ?? 0, all: count }]),
  )
}

interface Counted {
  readonly team: string | null
  readonly count: number
}

function summed(rows: readonly Counted[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { team, count } of rows) {
    if (team !== null) sums.set(team, (sums.get(team) ?? 0) + count)
  }
  return sums
}

/** Deletes a team. False: something hangs on it still, and it stays. */
export async function deleteTeam(
  db: Writing,
  organisationId: string,
  id: string,
): Promise<boolean> {
  if ((await teamContents(db, organisationId)).has(id)) return false
  await db
    .deleteFrom('teams')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute()
  return true
}
