import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { notOver } from './days.ts'

/** An organisation as it is kept. */
export type Organisation = Tables['organisations']

/** Adds an organisation and answers its identifier. */
export async function addOrganisation(
  db: Writing,
  { name, demonstration = false, now }: { name: string; demonstration?: boolean; now: Date },
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('organisations')
    .values({
      id,
      name,
      demonstration: demonstration ? 1 : 0,
      particulars: '{}',
      version: 1,
      created_at: now.toISOString(),
    })
    .execute()
  return id
}

/** The organisation with an identifier. */
export function organisationById(db: Reading, id: string): Promise<Organisation | undefined> {
  return db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Changes an organisation. False: somebody else changed it since that version was read. */
export async function changeOrganisation(
  db: Writing,
  { id, version }: Pick<Organisation, 'id' | 'version'>,
  change: Partial<Pick<Organisation, 'name' | 'particulars'>>,
): Promise<boolean> {
  const changed = await db
    .updateTable('organisations')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return changed.length === 1
}

/** How much an organisation holds. */
export interface OrganisationCounts {
  readonly people: number
  readonly accounts: number
  /** Of the people, those who administer. */
  readonly administrators: number
  readonly teams: number
  readonly posts: number
  readonly grades: number
}

/** Counts what an organisation holds today; leavers are not counted. */
export async function countsOf(
  db: Reading,
  organisationId: string,
  today: string,
): Promise<OrganisationCounts> {
  const people = await db
    .selectFrom('people')
    .select(({ fn }) => [
      fn.countAll<number>().as('people'),
      fn.count<number>('account_id').as('accounts'),
    ])
    .where('organisation_id', '=', organisationId)
    .where(notOver('left_on', today))
    .executeTakeFirstOrThrow()
  const { administrators } = await db
    .selectFrom('duties')
    .innerJoin('people', 'people.id', 'duties.person_id')
    .select(({ fn }) => fn.count<number>('people.id').distinct().as('administrators'))
    .where('people.organisation_id', '=', organisationId)
    .where('duties.duty', '=', 'administrator')
    .where(notOver('people.left_on', today))
    .where(notOver('duties.until_day', today))
    .executeTakeFirstOrThrow()
  const count = async (table: 'teams' | 'posts' | 'grades'): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    people: people.people,
    accounts: people.accounts,
    administrators,
    teams: await count('teams'),
    posts: await count('posts'),
    grades: await count('grades'),
  }
}
