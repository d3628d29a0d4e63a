import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Reading } from '../../../platform/store/index.ts'
import { lapsesBefore } from './rule.ts'

/**
 * SQL that says whether a legal hold keeps the person a column names: one that was agreed and has
 * not ended, or one that is asked for and still waits for its decision.
 *
 * @param column with its table, such as `people.id`
 */
export function isHeld(column: string, now: Date): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from exceptional_requests as hold
    where hold.person_id = ${sql.ref(column)} and hold.kind = 'legal-hold'
    and hold.ended_at is null and (hold.decision = 'agreed'
      or (hold.decision is null and hold.asked_at > ${lapsesBefore(now)})))`
}

/**
 * SQL that says whether a row about a person stays because of a hold: on them, or on somebody to
 * whom a reporting line ties them, because that line is part of what is held about the other.
 */
export function staysByHold(column: string, now: Date): RawBuilder<boolean> {
  return sql<boolean>`(${isHeld(column, now)} or exists (select 1 from relations as line
    where (line.person_id = ${sql.ref(column)} and ${isHeld('line.other_id', now)})
    or (line.other_id = ${sql.ref(column)} and ${isHeld('line.person_id', now)})))`
}

/** SQL that says whether the account a column names is that of somebody a hold keeps. */
export function isHeldAccount(column: string, now: Date): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from people as kept
    where kept.account_id = ${sql.ref(column)} and ${isHeld('kept.id', now)})`
}

/** SQL that negates another. */
export function not(condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`not ${condition}`
}

/** Whether a hold keeps what an organisation holds about a person. */
export async function personStays(db: Reading, personId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where(staysByHold('people.id', now))
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a hold keeps an account. */
export async function accountStays(db: Reading, accountId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where(isHeldAccount('accounts.id', now))
    .executeTakeFirst()
  return row !== undefined
}
