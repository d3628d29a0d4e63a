import { randomUUID } from 'node:crypto'
import { markErased } from '../../platform/store/index.ts'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { itemOf } from '../skills/shared.ts'
import { notOver } from './days.ts'
import type { SkillsOwner } from './skills.ts'

/** Somebody who is line manager of a person today. */
export interface ManagerToday {
  readonly relationId: string
  readonly managerId: string
  readonly managerName: string
  readonly managerAccountId: string | null
}

/** The line managers of a person on a day; one who has left is none. */
export async function managersOf(
  db: Reading,
  { organisationId, personId }: SkillsOwner,
  today: string,
): Promise<ManagerToday[]> {
  return db
    .selectFrom('relations')
    .innerJoin('people as person', 'person.id', 'relations.person_id')
    .innerJoin('people as manager', 'manager.id', 'relations.other_id')
    .select([
      'relations.id as relationId',
      'manager.id as managerId',
      'manager.name as managerName',
      'manager.account_id as managerAccountId',
    ])
    .where('person.organisation_id', '=', organisationId)
    .where('manager.organisation_id', '=', organisationId)
    .where('person.id', '=', personId)
    .where('relations.kind', '=', 'line-manager')
    .where('relations.from_day', '<=', today)
    .where(notOver('relations.until_day', today))
    .where(notOver('manager.left_on', today))
    .orderBy('manager.sought')
    .orderBy('relations.id')
    .execute()
}

/**
 * What is shared along a reporting line, and since which day. Whether the line holds today is for
 * the caller to know.
 *
 * @example
 * (await itemsSince(db, relationId)).get('rating:…') // '2026-05-03'
 */
export async function itemsSince(
  db: Reading,
  relationId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('skill_shares')
    .selectAll()
    .where('relation_id', '=', relationId)
    .execute()
  return new Map(rows.map((row) => [itemIn(row), row.shared_at.slice(0, 10)]))
}

/** How many ratings somebody shares with a line manager, and how many of them have no answer yet. */
export interface RatingCounts {
  readonly shared: number
  readonly waiting: number
}

/**
 * How many ratings people share with a line manager of today, by person. Nothing of what they say.
 *
 * @example
 * (await ratingCountsFor(db, { managerId, today })).get(personId)?.waiting // 2
 */
export async function ratingCountsFor(
  db: Reading,
  { managerId, today }: { readonly managerId: string; readonly today: string },
): Promise<ReadonlyMap<string, RatingCounts>> {
  const rows = await db
    .selectFrom('skill_shares')
    .innerJoin('relations', 'relations.id', 'skill_shares.relation_id')
    .leftJoin('skill_answers', (join) =>
      join
        .onRef('skill_answers.rating_id', '=', 'skill_shares.rating_id')
        .onRef('skill_answers.manager_id', '=', 'relations.other_id'),
    )
    .select(['relations.person_id', 'skill_shares.rating_id', 'skill_answers.id as answer_id'])
    .where('skill_shares.kind', '=', 'rating')
    .where('relations.other_id', '=', managerId)
    .where('relations.kind', '=', 'line-manager')
    .where('relations.from_day', '<=', today)
    .where(notOver('relations.until_day', today))
    .execute()
  const distinct = (all: typeof rows): number => new Set(all.map((row) => row.rating_id)).size
  return new Map(
    [...Map.groupBy(rows, (row) => row.person_id)].map(([personId, all]) => [
      personId,
      {
        shared: distinct(all),
        waiting: distinct(all.filter((row) => row.answer_id === null)),
      },
    ]),
  )
}

/** What is shared with a line manager of today. */
export interface SharingNow extends ManagerToday {
  readonly items: ReadonlySet<string>
  /** The day since when, of each. */
  readonly since: ReadonlyMap<string, string>
}

/** With whom a person shares what on a day; managers with whom nothing is shared are in it too. */
export async function sharingNow(
  db: Reading,
  owner: SkillsOwner,
  today: string,
): Promise<readonly SharingNow[]> {
  const managers = await managersOf(db, owner, today)
  return Promise.all(
    managers.map(async (each) => {
      const since = await itemsSince(db, each.relationId)
      return { ...each, items: new Set(since.keys()), since }
    }),
  )
}

function itemIn(row: Tables['skill_shares']): string {
  return itemOf(row.kind, row.rating_id ?? row.target_id ?? '')
}

/** A share with whom it is with, and the first day on which they are no line manager any more. */
export type NamedShare = Tables['skill_shares'] & {
  readonly manager_name: string
  readonly until_day: string | null
}

/** Everything that a person shares, with lines that have ended too. */
export function sharesOf(db: Reading, owner: SkillsOwner): Promise<NamedShare[]> {
  return db
    .selectFrom('skill_shares')
    .innerJoin('relations', 'relations.id', 'skill_shares.relation_id')
    .innerJoin('people as person', 'person.id', 'skill_shares.person_id')
    .innerJoin('people as manager', 'manager.id', 'relations.other_id')
    .selectAll('skill_shares')
    .select(['manager.name as manager_name', 'relations.until_day'])
    .where('person.organisation_id', '=', owner.organisationId)
    .where('person.id', '=', owner.personId)
    .orderBy('skill_shares.shared_at')
    .orderBy('skill_shares.id')
    .execute()
}

/** Of which organisation, or along which line; left out: all of them. */
export interface EndedSought {
  readonly organisationId?: string
  readonly relationId?: string
  readonly now: Date
}

/** A share along a line that does not hold, with those it was between. */
export interface EndedShare {
  readonly id: string
  readonly person_id: string
  readonly relation_id: string
  readonly organisation_id: string
  readonly organisation_name: string
  readonly person_account_id: string | null
  readonly manager_name: string
}

/** What is kept as shared along lines that do not hold today, or to managers who have left. */
export function endedShares(
  db: Reading,
  { organisationId, relationId, now }: EndedSought,
): Promise<EndedShare[]> {
  const today = now.toISOString().slice(0, 10)
  return db
    .selectFrom('skill_shares')
    .innerJoin('relations', 'relations.id', 'skill_shares.relation_id')
    .innerJoin('people as person', 'person.id', 'skill_shares.person_id')
    .innerJoin('people as manager', 'manager.id', 'relations.other_id')
    .innerJoin('organisations', 'organisations.id', 'person.organisation_id')
    .select([
      'skill_shares.id',
      'skill_shares.person_id',
      'skill_shares.relation_id',
      'organisations.id as organisation_id',
      'organisations.name as organisation_name',
      'person.account_id as person_account_id',
      'manager.name as manager_name',
    ])
    .where((row) =>
      row.or([
        row('relations.from_day', '>', today),
        row('relations.until_day', '<=', today),
        row('manager.left_on', '<=', today),
      ]),
    )
    .$if(organisationId !== undefined, (all) =>
      all.where('organisations.id', '=', organisationId ?? ''),
    )
    .$if(relationId !== undefined, (all) => all.where('relations.id', '=', relationId ?? ''))
    .orderBy('skill_shares.id')
    .execute()
}

/** Whether a reporting line is one from a person to a line manager, of whatever day. */
export async function isOwnLine(
  db: Reading,
  { personId }: SkillsOwner,
  relationId: string,
): Promise<boolean> {
  const line = await db
    .selectFrom('relations')
    .select('id')
    .where('id', '=', relationId)
    .where('person_id', '=', personId)
    .where('kind', '=', 'line-manager')
    .executeTakeFirst()
  return line !== undefined
}

/** A change of what is shared along one reporting line. */
export interface ShareChange {
  readonly personId: string
  readonly relationId: string
  readonly add: readonly string[]
  readonly remove: ReadonlySet<string>
  readonly now: Date
}

/**
 * Shares items and takes others back. A rating whose level is shared changes no more; one of which
 * only something else is shared stays a draft, see `keepRating`.
 * Each item is one of the person's own: whoever calls has looked.
 */
export async function changeShares(db: Writing, change: ShareChange): Promise<void> {
  const { personId, relationId, add, remove, now } = change
  const rows = await db
    .selectFrom('skill_shares')
    .selectAll()
    .where('relation_id', '=', relationId)
    .where('person_id', '=', personId)
    .execute()
  for (const row of rows.filter((each) => remove.has(itemIn(each)))) {
    await db.deleteFrom('skill_shares').where('id', '=', row.id).execute()
    // So that no backup shares it again.
    await markErased(db, { table: 'skill_shares', id: row.id, now })
  }
  for (const item of add) {
    const [kind, id = ''] = item.split(':')
    if (!isItemKind(kind)) throw new RangeError(`There is nothing to share named ${item}.`)
    const isOfTarget = kind === 'target' || kind === 'gap'
    await db
      .insertInto('skill_shares')
      .values({
        id: randomUUID(),
        person_id: personId,
        relation_id: relationId,
        kind,
        rating_id: isOfTarget ? null : id,
        target_id: isOfTarget ? id : null,
        shared_at: now.toISOString(),
      })
      .execute()
    if (kind === 'rating') await freeze(db, id)
  }
}

async function freeze(db: Writing, ratingId: string): Promise<void> {
  await db
    .updateTable('skill_ratings')
    .set({ state: 'shared' })
    .where('id', '=', ratingId)
    .where('state', '=', 'draft')
    .execute()
}

function isItemKind(kind: string | undefined): kind is Tables['skill_shares']['kind'] {
  return kind !== undefined && ['rating', 'confidence', 'interest', 'target', 'gap'].includes(kind)
}

/** Keeps a line manager's answer. What they agree to is final. */
export async function keepAnswer(
  db: Writing,
  answer: Omit<Tables['skill_answers'], 'id'>,
): Promise<void> {
  await db
    .insertInto('skill_answers')
    .values({ id: randomUUID(), ...answer })
    .execute()
  if (answer.outcome === 'disagreed') return
  await db
    .updateTable('skill_ratings')
    .set({ state: 'final' })
    .where('id', '=', answer.rating_id)
    .execute()
}
