import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { eraseRows } from '../../../platform/store/index.ts'
import type { Reading, Tables, Writing } from '../../../platform/store/index.ts'
import { isHeld, isHeldAccount, staysByHold } from '../exceptions/holds.ts'
import type { PurposeName } from '../purposes.ts'
import { endOf } from './rule.ts'
import type { Period } from './rule.ts'

/** Which rows of a kind are due. */
export interface DueSought {
  /** Empty for kinds that belong to no organisation. */
  readonly organisationId: string
  /** Whatever had its event on this day or before is due. */
  readonly lastEvent: string
  readonly now: Date
  /** Leaves out what is about somebody and whom a reporting line ties to them. */
  readonly but?: Somebody | undefined
}

/** Whoever looks at what is due. */
export interface Somebody {
  readonly personId: string
  readonly accountId: string
}

/** A row that is due. */
export interface DueRow {
  readonly id: string
  readonly event_day: string
  /** By which people of the organisation know whom it is about; null: about nobody in particular. */
  readonly reference: string | null
}

/** A kind of record that goes by itself. */
export interface RetentionKind {
  readonly kind: string
  /** In words, for one and for several. */
  readonly words: readonly [one: string, several: string]
  /** From when its time is counted, in words. */
  readonly counted: string
  /** What says how long: a purpose of each organisation, or one period for the whole service. */
  readonly kept: { readonly purpose: PurposeName } | { readonly period: Period }
  /** A query for the rows that are due and that no legal hold keeps: `id, event_day, reference`. */
  readonly due: (sought: DueSought) => RawBuilder<DueRow>
  /** Erases rows and what belongs to them. What a backup would bring back for good is marked. */
  readonly erase: (db: Writing, ids: readonly string[], now: Date) => Promise<void>
}

const people: RetentionKind = {
  kind: 'person',
  words: ['person who left', 'people who left'],
  counted: 'the day they left',
  kept: { purpose: 'organisation' },
  due: ({ organisationId, lastEvent, now, but }) => sql<DueRow>`
    select id, left_on as event_day, reference from people
    where organisation_id = ${organisationId} and left_on <= ${lastEvent}
    and not ${staysByHold('people.id', now)} and ${notTied('people.id', but)}`,
  erase: (db, ids, now) => eraseRows(db, { table: 'people', ids, now }),
}

const events: RetentionKind = {
  kind: 'event',
  words: ['entry of the log', 'entries of the log'],
  counted: 'the day they were made',
  kept: { purpose: 'organisation' },
  due: ({ organisationId, lastEvent, now, but }) => sql<DueRow>`
    select id, substr(at, 1, 10) as event_day, cast(null as text) as reference from events
    where organisation_id = ${organisationId} and at < ${endOf(lastEvent, { days: 1 })}
    and not ${isHeld('events.person_id', now)} and not ${isHeldAccount('events.account_id', now)}
    and ${isOther('events.person_id', but?.personId)}
    and ${isOther('events.account_id', but?.accountId)}`,
  erase: (db, ids) => deleteRows(db, 'events', ids),
}

/** What people said of their skills goes with its own purpose, which may end before the person's. */
const skillRatings: RetentionKind = {
  kind: 'skill-rating',
  words: ['rating of a skill', 'ratings of skills'],
  counted: 'the day the person left',
  kept: { purpose: 'development' },
  due: (sought) => ofLeavers('skill_ratings', sought),
  erase: (db, ids, now) => eraseRows(db, { table: 'skill_ratings', ids, now }),
}

const skillTargets: RetentionKind = {
  kind: 'skill-target',
  words: ['role level somebody aimed for', 'role levels people aimed for'],
  counted: 'the day the person left',
  kept: { purpose: 'development' },
  due: (sought) => ofLeavers('skill_targets', sought),
  erase: (db, ids, now) => eraseRows(db, { table: 'skill_targets', ids, now }),
}

const messages: RetentionKind = {
  kind: 'message',
  words: ['message', 'messages'],
  counted: 'the day they were sent',
  kept: { period: { months: 12 } },
  due: ({ lastEvent, now }) => sql<DueRow>`
    select id, substr(created_at, 1, 10) as event_day, cast(null as text) as reference from messages
    where created_at < ${endOf(lastEvent, { days: 1 })}
    and not ${isHeldAccount('messages.account_id', now)}`,
  erase: (db, ids) => deleteRows(db, 'messages', ids),
}

const pendingImports: RetentionKind = {
  kind: 'pending-import',
  words: ['file that was not loaded', 'files that were not loaded'],
  counted: 'the day they expired',
  kept: { period: { days: 0 } },
  due: ({ now }) => sql<DueRow>`
    select id, substr(expires_at, 1, 10) as event_day, cast(null as text) as reference
    from pending_imports where expires_at <= ${now.toISOString()}`,
  erase: (db, ids) => deleteRows(db, 'pending_imports', ids),
}

/** Long enough for somebody who changes from one organisation to another. */
export const daysUnattached = 90

const accounts: RetentionKind = {
  kind: 'account',
  words: ['account that belongs to no organisation', 'accounts that belong to no organisation'],
  counted: 'the day they belonged to none any more',
  kept: { period: { days: daysUnattached } },
  due: ({ lastEvent, now }) => sql<DueRow>`
    select account_id as id, since_day as event_day, cast(null as text) as reference
    from unattached_accounts where since_day <= ${lastEvent}
    and not ${hasPlace('unattached_accounts.account_id', now)}
    and not ${isHeldAccount('unattached_accounts.account_id', now)}`,
  erase: (db, ids, now) => eraseRows(db, { table: 'accounts', ids, now }),
}

/**
 * Every kind of record that goes by itself. Another part that keeps records about people adds its
 * own here, with one entry each: its purpose, what is due, and how it is erased.
 */
export const retentionKinds: readonly RetentionKind[] = [
  people,
  events,
  skillRatings,
  skillTargets,
  messages,
  pendingImports,
  accounts,
]

/** Rows about people who left on the last day or before. */
function ofLeavers(
  table: 'skill_ratings' | 'skill_targets',
  { organisationId, lastEvent, now, but }: DueSought,
): RawBuilder<DueRow> {
  return sql<DueRow>`
    select kept.id as id, people.left_on as event_day, people.reference as reference
    from ${sql.table(table)} as kept join people on people.id = kept.person_id
    where people.organisation_id = ${organisationId} and people.left_on <= ${lastEvent}
    and not ${staysByHold('people.id', now)} and ${notTied('people.id', but)}`
}

const always = sql<boolean>`1 = 1`

function notTied(column: string, but: Somebody | undefined): RawBuilder<boolean> {
  if (but === undefined) return always
  const { personId } = but
  return sql<boolean>`not exists (select 1 from relations as tie
    where (tie.person_id = ${sql.ref(column)} and tie.other_id = ${personId})
    or (tie.other_id = ${sql.ref(column)} and tie.person_id = ${personId}))`
}

function isOther(column: string, id: string | undefined): RawBuilder<boolean> {
  if (id === undefined) return always
  return sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} <> ${id})`
}

/** Some rows of a kind that are due. In no order, so that a few of very many are found at once. */
export async function someDue(
  db: Reading,
  { due }: RetentionKind,
  { most, ...sought }: DueSought & { readonly most: number },
): Promise<readonly DueRow[]> {
  return (await sql<DueRow>`${due(sought)} limit ${most}`.execute(db)).rows
}

/** Rows of a kind that are due, those whose time ended first before the others. */
export async function firstDue(
  db: Reading,
  { due }: RetentionKind,
  { most, ...sought }: DueSought & { readonly most: number },
): Promise<readonly DueRow[]> {
  const query = sql<DueRow>`select id, event_day, reference from (${due(sought)}) as due
    order by event_day, id limit ${most}`
  return (await query.execute(db)).rows
}

/** How many rows of a kind are due. */
export async function countDue(
  db: Reading,
  { due }: RetentionKind,
  sought: DueSought,
): Promise<number> {
  const query = sql<{ n: number }>`select count(*) as n from (${due(sought)}) as due`
  return (await query.execute(db)).rows[0]?.n ?? 0
}

/** Notes which accounts belong to no organisation, from today on, and which do again. */
export async function noteUnattached(db: Writing, now: Date): Promise<void> {
  await sql`delete from unattached_accounts
    where ${hasPlace('unattached_accounts.account_id', now)}`.execute(db)
  await sql`insert into unattached_accounts (account_id, since_day)
    select accounts.id, cast(${dayOf(now)} as text) from accounts
    where not ${hasPlace('accounts.id', now)} and not exists (
      select 1 from unattached_accounts as known where known.account_id = accounts.id)`.execute(db)
}

/** SQL that says whether the account a column names is that of somebody who has not left. */
function hasPlace(column: string, now: Date): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from people as place where place.account_id = ${sql.ref(column)}
    and (place.left_on is null or place.left_on > ${dayOf(now)}))`
}

/** Without marks: what a backup brings back is as old as it was, and goes with the next run. */
async function deleteRows(
  db: Writing,
  table: keyof Pick<Tables, 'events' | 'messages' | 'pending_imports'>,
  ids: readonly string[],
): Promise<void> {
  await sql`delete from ${sql.table(table)} where id in (${sql.join([...ids])})`.execute(db)
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
