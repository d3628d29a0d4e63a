import type { ExpressionBuilder } from 'kysely'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { whyNoRelation } from '../relation-rules.ts'
import { afterLeaving, earliest, endsSooner, notOver } from './days.ts'
import type { Days, Leaving } from './days.ts'
import { linesOf } from './relations.ts'
import type { Relation } from './relations.ts'
import { postsHeld, relationsOf } from './person-sheet.ts'
import type { HeldPost, NamedRelation } from './person-sheet.ts'

/** Whose leaving date is given, moved or taken away. */
export interface Leaver extends Leaving {
  readonly organisationId: string
  readonly personId: string
}

/** Something whose end moved with a leaving date. */
export interface Moved<Row extends Days> {
  readonly was: Row
  readonly is: Row
}

/**
 * Ends the posts and reporting lines of somebody, in both directions, on the day they leave, or
 * moves what ended on it along. A line that cannot begin again beside those made since stays ended.
 */
export async function moveWithLeaving(
  db: Writing,
  { organisationId, personId, before, after }: Leaver,
): Promise<{
  readonly posts: readonly Moved<HeldPost>[]
  readonly lines: readonly Moved<NamedRelation>[]
}> {
  const held = await postsHeld(db, { organisationId, personId })
  const posts = held
    .map((was) => ({ was, is: afterLeaving(was, { before, after }) }))
    .filter(isMoved)
  for (const { is } of posts) {
    const ending = db.updateTable('holdings').set({ until_day: is.until_day })
    await ending.where('id', '=', is.id).execute()
  }
  const own = await relationsOf(db, organisationId, { personId })
  const others = await relationsOf(db, organisationId, { otherId: personId })
  const ids = [...own.map((line) => line.other_id), ...others.map((line) => line.person_id)]
  const leaving = await leavingOf(db, ids)
  const lines: Moved<NamedRelation>[] = []
  for (const [at, was] of [...own, ...others].entries()) {
    const day = leaving.get(ids[at] ?? '') ?? null
    const both = { before: earliest(before, day), after: earliest(after, day) }
    const moved = { was, is: afterLeaving(was, both) }
    if (!isMoved(moved) || !(await fits(db, organisationId, moved))) continue
    const ending = db.updateTable('relations').set({ until_day: moved.is.until_day })
    await ending.where('id', '=', was.id).execute()
    lines.push(moved)
  }
  return { posts, lines }
}

function isMoved({ was, is }: Moved<Days>): boolean {
  return was.until_day !== is.until_day
}

/** When those of some people leave or left who do. */
async function leavingOf(
  db: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const people = db.selectFrom('people').select(['id', 'left_on'])
  const rows = await people.where('id', 'in', [...ids]).execute()
  return new Map(rows.map(({ id, left_on: day }) => [id, day]))
}

async function fits(
  db: Reading,
  organisationId: string,
  { was, is }: Moved<Relation>,
): Promise<boolean> {
  if (!endsSooner(is.until_day, was.until_day)) return true
  const lines = await linesOf(db, organisationId)
  const others = lines.filter(({ id }) => id !== is.id)
  return whyNoRelation(others, is) === undefined
}

/** Somebody, by name. */
export interface Named {
  readonly id: string
  readonly name: string
}

/**
 * Whose line manager left or leaves, and who has no other on that day, or today where that is
 * later. Who has left by then needs none.
 */
export async function withoutManager(
  db: Reading,
  {
    organisationId,
    personId,
    leftOn,
    today,
  }: { organisationId: string; personId: string; leftOn: string; today: string },
): Promise<readonly Named[]> {
  const day = leftOn > today ? leftOn : today
  return db
    .selectFrom('people')
    .select(['people.id', 'people.name'])
    .where('people.organisation_id', '=', organisationId)
    .where(notOver('people.left_on', day))
    .where((where) =>
      where.exists(
        managed(where)
          .where('relations.other_id', '=', personId)
          .where((line) =>
            line.or([
              line('relations.until_day', 'is', null),
              line('relations.until_day', '>=', leftOn),
            ]),
          ),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          managed(where)
            .innerJoin('people as manager', 'manager.id', 'relations.other_id')
            .where('relations.from_day', '<=', day)
            .where(notOver('relations.until_day', day))
            .where(notOver('manager.left_on', day)),
        ),
      ),
    )
    .orderBy('people.sought')
    .orderBy('people.id')
    .execute()
}

function managed(where: ExpressionBuilder<Tables, 'people'>) {
  return where
    .selectFrom('relations')
    .select('relations.id')
    .whereRef('relations.person_id', '=', 'people.id')
    .where('relations.kind', '=', 'line-manager')
}
