import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import type { Duty } from '../permissions.ts'
import { canSignIn } from './accounts.ts'
import { notOver } from './days.ts'
import { isDuty } from './memberships.ts'

/** Gives somebody a duty from today on; `provider` is the issuer of the provider that gives it. */
export async function grantDuty(
  db: Writing,
  {
    personId,
    duty,
    provider = null,
    now,
  }: { personId: string; duty: Duty; provider?: string | null; now: Date },
): Promise<void> {
  await db
    .insertInto('duties')
    .values({
      id: randomUUID(),
      person_id: personId,
      duty,
      team_id: null,
      from_day: now.toISOString().slice(0, 10),
      until_day: null,
      provider,
    })
    .execute()
}

/** A duty that a provider gave, where it was given. */
export interface ProvidedDuty {
  readonly id: string
  readonly duty: string
  readonly personId: string
  readonly organisationId: string
  readonly organisationName: string
}

/** The duties of an account that a provider gave and nobody has ended, in every organisation. */
export function providedDuties(
  db: Reading,
  accountId: string,
  provider: string,
): Promise<ProvidedDuty[]> {
  return db
    .selectFrom('duties')
    .innerJoin('people', 'people.id', 'duties.person_id')
    .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
    .select([
      'duties.id',
      'duties.duty',
      'people.id as personId',
      'organisations.id as organisationId',
      'organisations.name as organisationName',
    ])
    .where('people.account_id', '=', accountId)
    .where('duties.provider', '=', provider)
    .where('duties.until_day', 'is', null)
    .orderBy('duties.id')
    .execute()
}

/** Ends one duty that was given, from today on. */
export async function endDutyRow(db: Writing, id: string, now: Date): Promise<void> {
  await db
    .updateTable('duties')
    .set({ until_day: now.toISOString().slice(0, 10) })
    .where('id', '=', id)
    .execute()
}

/** Ends a duty from today on. False: the person did not have it. */
export async function endDuty(
  db: Writing,
  { personId, duty, now }: { personId: string; duty: Duty; now: Date },
): Promise<boolean> {
  const ended = await db
    .updateTable('duties')
    .set({ until_day: now.toISOString().slice(0, 10) })
    .where('person_id', '=', personId)
    .where('duty', '=', duty)
    .where('until_day', 'is', null)
    .returning('id')
    .execute()
  return ended.length > 0
}

/** The duties a person of an organisation has or had, newest first. */
export function dutiesOfPerson(
  db: Reading,
  organisationId: string,
  personId: string,
): Promise<Tables['duties'][]> {
  return db
    .selectFrom('duties')
    .innerJoin('people', 'people.id', 'duties.person_id')
    .selectAll('duties')
    .where('people.organisation_id', '=', organisationId)
    .where('people.id', '=', personId)
    .orderBy('duties.from_day', 'desc')
    .orderBy('duties.id')
    .execute()
}

/** The duties that hold on a day. */
export function dutiesToday(rows: readonly Tables['duties'][], today: string): readonly Duty[] {
  const held = rows.filter(
    ({ from_day: from, until_day: until }) => from <= today && (until === null || until > today),
  )
  return [...new Set(held.map(({ duty }) => duty))].filter(isDuty)
}

/** The people who administer an organisation today and can sign in to do it. */
export async function administratorsOf(
  db: Reading,
  organisationId: string,
  today: string,
): Promise<readonly string[]> {
  const rows = await administering(db, organisationId, today)
    .where(notOver('people.left_on', today))
    .execute()
  return rows.map(({ id }) => id)
}

/** The people who could administer an organisation without end, if none of them left. */
export async function administratorsForGood(
  db: Reading,
  organisationId: string,
): Promise<readonly string[]> {
  const rows = await administering(db, organisationId, noDay).execute()
  return rows.map(({ id }) => id)
}

/** Later than any: what is not over then has no end. */
const noDay = '9999-12-31'

/**
 * Whether an organisation would be closed to everybody, on a day or on any later one, without a
 * person who administers it. Asked before a leaving date, the end of a duty or of a record.
 *
 * @example
 * if (await isLastAdministrator(db, person, today)) throw new ExpectedFailure('last-administrator')
 */
export async function isLastAdministrator(
  db: Reading,
  { id, organisation_id: organisationId }: Pick<Tables['people'], 'id' | 'organisation_id'>,
  today: string,
): Promise<boolean> {
  const now = await administratorsOf(db, organisationId, today)
  if (!now.includes(id)) return false
  const lasting = await administratorsOf(db, organisationId, noDay)
  return lasting.every((each) => each === id)
}

function administering(db: Reading, organisationId: string, day: string) {
  return db
    .selectFrom('duties')
    .innerJoin('people', 'people.id', 'duties.person_id')
    .innerJoin('accounts', 'accounts.id', 'people.account_id')
    .select('people.id')
    .distinct()
    .where('people.organisation_id', '=', organisationId)
    .where('duties.duty', '=', 'administrator')
    .where('duties.from_day', '<=', day)
    .where(notOver('duties.until_day', day))
    .where(canSignIn)
    .where('accounts.closed_at', 'is', null)
}
