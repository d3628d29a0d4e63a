import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import type { Duty } from '../permissions.ts'
import { writePlan } from '../people-files/records.ts'
import { domainOf } from '../demonstration/rows.ts'
import type { DemonstrationRows } from '../demonstration/rows.ts'
import { notOver } from './days.ts'
import { dutiesOf, managedBy } from './memberships.ts'

/** A demonstration organisation, as far as lists name it. */
export type NamedDemonstration = Pick<Tables['organisations'], 'id' | 'name'>

/** Every demonstration organisation, by name. */
export function demonstrationsIn(db: Reading): Promise<NamedDemonstration[]> {
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('demonstration', '=', 1)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** The demonstration that an account administers on a day. */
export function demonstrationOf(
  db: Reading,
  { accountId, today }: { accountId: string; today: string },
): Promise<NamedDemonstration | undefined> {
  return db
    .selectFrom('organisations')
    .innerJoin('people', 'people.organisation_id', 'organisations.id')
    .innerJoin('duties', 'duties.person_id', 'people.id')
    .select(['organisations.id', 'organisations.name'])
    .where('organisations.demonstration', '=', 1)
    .where('people.account_id', '=', accountId)
    .where(notOver('people.left_on', today))
    .where('duties.duty', '=', 'administrator')
    .where('duties.from_day', '<=', today)
    .where(notOver('duties.until_day', today))
    .orderBy('organisations.id')
    .limit(1)
    .executeTakeFirst()
}

/** Writes the rows of a demonstration into its organisation, which is empty. */
export async function addDemonstrationRows(
  db: Writing,
  rows: DemonstrationRows,
  now: Date,
): Promise<void> {
  const { grades, payRanges, usualGrades, writes, duties } = rows
  await db.insertInto('grades').values(grades).execute()
  await db.insertInto('pay_ranges').values(payRanges).execute()
  if (usualGrades.length > 0) await db.insertInto('usual_grades').values(usualGrades).execute()
  await writePlan(db, writes, now.toISOString().slice(0, 10))
  await db.insertInto('duties').values(duties).execute()
}

/** Who is somebody in a demonstration, or was invited to be. */
export interface DemonstrationAccounts {
  /** Opened for it, with an address of it, and in no other organisation. */
  readonly only: readonly string[]
  /** Came from elsewhere. They stay. */
  readonly shared: readonly string[]
}

/** The accounts of a demonstration. */
export async function accountsOfDemonstration(
  db: Reading,
  organisationId: string,
): Promise<DemonstrationAccounts> {
  const found = await db
    .selectFrom('accounts')
    .leftJoin('people', 'people.account_id', 'accounts.id')
    .select(['accounts.id', 'accounts.email', 'people.organisation_id as organisation'])
    .where((where) =>
      where.or([
        // Opened with an invitation, and nobody joined with it.
        where('accounts.email', 'like', `%@${domainOf(organisationId)}`),
        where(
          'accounts.id',
          'in',
          db
            .selectFrom('people')
            .select('people.account_id')
            .where('people.organisation_id', '=', organisationId)
            .where('people.account_id', 'is not', null)
            .$narrowType<{ account_id: string }>(),
        ),
      ]),
    )
    .execute()
  const domain = `@${domainOf(organisationId)}`
  const shared = new Set(
    found
      .filter(
        ({ email, organisation }) =>
          !email.endsWith(domain) || (organisation !== null && organisation !== organisationId),
      )
      .map(({ id }) => id),
  )
  const only = new Set(found.map(({ id }) => id).filter((id) => !shared.has(id)))
  return { only: [...only], shared: [...shared] }
}

/** Deletes a demonstration with every row of it, and the accounts that are for it alone. */
export async function deleteDemonstration(
  db: Writing,
  organisationId: string,
  accounts: readonly string[],
): Promise<void> {
  // Events refer to nothing, so nothing takes them along.
  await db.deleteFrom('events').where('organisation_id', '=', organisationId).execute()
  if (accounts.length > 0) {
    await db
      .deleteFrom('events')
      .where('organisation_id', 'is', null)
      .where('account_id', 'in', [...accounts])
      .execute()
    await db
      .deleteFrom('accounts')
      .where('id', 'in', [...accounts])
      .execute()
  }
  await db
    .deleteFrom('organisations')
    .where('id', '=', organisationId)
    .where('demonstration', '=', 1)
    .execute()
}

/** Somebody as whom a demonstration can be seen. */
export interface Viewer {
  readonly id: string
  readonly name: string
  readonly duty: Duty | undefined
  readonly manages: boolean
}

/**
 * One person for each view of a demonstration: one for each duty, one who manages others, and one
 * who does neither.
 *
 * @param without the account of who asks: they know what they see
 */
export async function viewersOf(
  db: Reading,
  { organisationId, today, without }: { organisationId: string; today: string; without: string },
): Promise<readonly Viewer[]> {
  const people = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where(notOver('left_on', today))
    .where((where) =>
      where.or([where('account_id', 'is', null), where('account_id', '!=', without)]),
    )
    .orderBy('reference')
    .execute()
  const ids = people.map(({ id }) => id)
  const granted = await dutiesOf(db, ids, { throughProvider: true, today })
  const managed = await managedBy(db, ids, today)
  const viewers = people.map((person): Viewer => {
    const manages = managed.has(person.id)
    return { ...person, duty: granted.get(person.id)?.[0], manages }
  })
  const views = Map.groupBy(viewers, ({ duty, manages }) => duty ?? manages)
  return [...views.values()].flatMap(([first]) => first ?? [])
}
