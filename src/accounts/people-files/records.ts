import { setImmediate as turn } from 'node:timers/promises'
import type { Reading, Writing } from '../../platform/store/index.ts'
import { hasLeft } from '../store/days.ts'
import { administratorsForGood } from '../store/duties.ts'
import { endInvitations } from '../store/links.ts'
import { isSameAddress } from '../store/people.ts'
import { logAll } from '../store/events.ts'
import type { NewEvent } from '../store/events.ts'
import type { State, Writes } from './state.ts'
import type { Touched } from './touched.ts'

/** So many rows in a statement: databases limit how many values it may hold. */
const batch = 500

/** Reads what an organisation holds, as far as a file of people can change it. */
export async function readState(db: Reading, organisationId: string): Promise<State> {
  const people = await db
    .selectFrom('people')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute()
  await turn()
  const teams = await db
    .selectFrom('teams')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute()
  const grades = await db
    .selectFrom('grades')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .execute()
  const posts = await db
    .selectFrom('posts')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute()
  await turn()
  const holdings = await db
    .selectFrom('holdings')
    .innerJoin('people', 'people.id', 'holdings.person_id')
    .selectAll('holdings')
    .where('people.organisation_id', '=', organisationId)
    .execute()
  await turn()
  const relations = await db
    .selectFrom('relations')
    .innerJoin('people', 'people.id', 'relations.person_id')
    .selectAll('relations')
    .where('people.organisation_id', '=', organisationId)
    .execute()
  const administrators = await administratorsForGood(db, organisationId)
  return { people, administrators, teams, grades, posts, holdings, relations }
}

/**
 * Writes a plan, within a transaction. Between statements other requests get their turn.
 *
 * @throws the error of the database where a row does not fit; the transaction ends with it
 */
export async function writePlan(db: Writing, writes: Writes, today: string): Promise<void> {
  await each(writes.teams, (rows) => putTeams(db, rows))
  await each(writes.people, (rows) => putPeople(db, rows, today))
  await each(writes.posts, (rows) => putPosts(db, rows))
  await each(writes.holdings, (rows) => putHoldings(db, rows))
  await each(writes.relations, (rows) => putRelations(db, rows))
}

/** Puts into the log whose records a file added or changed, and what of them. */
export function noteTouched(
  db: Writing,
  touched: readonly Touched[],
  event: Omit<NewEvent, 'action' | 'personId' | 'details'>,
): Promise<void> {
  return each(touched, (some) =>
    logAll(
      db,
      some.map(({ what, ...about }) => {
        const told = what === '' ? 'by a file' : `${what}, by a file`
        return { ...event, ...about, details: { what: told } }
      }),
    ),
  )
}

async function each<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += batch) {
    await work(items.slice(at, at + batch))
    await turn()
  }
}

function putTeams(db: Writing, rows: Writes['teams']): Promise<unknown> {
  return db
    .insertInto('teams')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({ parent_id: row.ref('excluded.parent_id') })),
    )
    .execute()
}

/** An invitation was for the e-mail address that somebody had: it ends with that, or as they left. */
async function putPeople(db: Writing, rows: Writes['people'], today: string): Promise<void> {
  const kept = await db
    .selectFrom('people')
    .select(['id', 'email'])
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const before = new Map(kept.map(({ id, email }) => [id, email]))
  const moved = rows.filter(
    (person) =>
      before.has(person.id) &&
      (hasLeft(person, today) || !isSameAddress(before.get(person.id) ?? null, person.email)),
  )
  await endInvitations(
    db,
    moved.map(({ id }) => id),
  )
  await db
    .insertInto('people')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        reference: row.ref('excluded.reference'),
        name: row.ref('excluded.name'),
        email: row.ref('excluded.email'),
        sought: row.ref('excluded.sought'),
        team_id: row.ref('excluded.team_id'),
        left_on: row.ref('excluded.left_on'),
        version: row.ref('excluded.version'),
      })),
    )
    .execute()
}

function putPosts(db: Writing, rows: Writes['posts']): Promise<unknown> {
  return db
    .insertInto('posts')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        title: row.ref('excluded.title'),
        team_id: row.ref('excluded.team_id'),
        grade_id: row.ref('excluded.grade_id'),
        framework: row.ref('excluded.framework'),
        edition: row.ref('excluded.edition'),
        role_level: row.ref('excluded.role_level'),
      })),
    )
    .execute()
}

function putHoldings(db: Writing, rows: Writes['holdings']): Promise<unknown> {
  return db
    .insertInto('holdings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        terms: row.ref('excluded.terms'),
        fte: row.ref('excluded.fte'),
        from_day: row.ref('excluded.from_day'),
        until_day: row.ref('excluded.until_day'),
      })),
    )
    .execute()
}

function putRelations(db: Writing, rows: Writes['relations']): Promise<unknown> {
  return db
    .insertInto('relations')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({ until_day: row.ref('excluded.until_day') })),
    )
    .execute()
}
