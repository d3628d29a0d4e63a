import type { ExpressionBuilder } from 'kysely'
import type { Reading, Tables } from '../../platform/store/index.ts'
import { notOver } from './days.ts'

/** Somebody who can be invited: they have an e-mail address and no account, and have not left. */
export interface Invitable {
  readonly id: string
  readonly name: string
  readonly reference: string
  readonly email: string | null
  /** Of an invitation that can still be used; null: there is none. */
  readonly token_hash: string | null
  readonly invited_at: string | null
  readonly invited_until: string | null
}

/** Which of the people of an organisation who can be invited. */
export interface InvitableSought {
  readonly organisationId: string
  readonly now: Date
  /** Only those without an invitation, or with one that was made at this moment or later. */
  readonly uninvitedAt?: string
  /** Only these. */
  readonly ids?: readonly string[]
  readonly onlyAdministrators?: boolean
}

/** Those who can be invited, by name, so many of them. */
export async function listInvitable(
  db: Reading,
  sought: InvitableSought,
  count: number,
): Promise<readonly Invitable[]> {
  if (sought.ids?.length === 0) return []
  return matching(db, sought)
    .select(['people.id', 'people.name', 'people.reference', 'people.email'])
    .select(['link.token_hash', 'link.created_at as invited_at'])
    .select('link.expires_at as invited_until')
    .orderBy('people.sought')
    .orderBy('people.id')
    .limit(count)
    .execute()
}

/** How many can be invited. */
export async function countInvitable(db: Reading, sought: InvitableSought): Promise<number> {
  const { count } = await matching(db, sought)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many administrators of an organisation have no account and have not left. */
export async function administratorsWithoutAccount(
  db: Reading,
  organisationId: string,
  today: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('people.organisation_id', '=', organisationId)
    .where('people.account_id', 'is', null)
    .where(notOver('people.left_on', today))
    .where((where) => where.exists(administering(where, today)))
    .executeTakeFirstOrThrow()
  return count
}

function administering(where: ExpressionBuilder<Tables, 'people'>, today: string) {
  return where
    .selectFrom('duties')
    .select('duties.id')
    .whereRef('duties.person_id', '=', 'people.id')
    .where('duties.duty', '=', 'administrator')
    .where('duties.from_day', '<=', today)
    .where(notOver('duties.until_day', today))
}

function matching(db: Reading, sought: InvitableSought) {
  const { organisationId, now, uninvitedAt, ids, onlyAdministrators = false } = sought
  const moment = now.toISOString()
  return db
    .selectFrom('people')
    .leftJoin('one_time_links as link', (join) =>
      join
        .onRef('link.person_id', '=', 'people.id')
        .on('link.purpose', '=', 'invitation')
        .on('link.used_at', 'is', null)
        .on('link.expires_at', '>', moment),
    )
    .where('people.organisation_id', '=', organisationId)
    .where('people.account_id', 'is', null)
    .where('people.email', 'is not', null)
    .where(notOver('people.left_on', moment.slice(0, 10)))
    .$if(onlyAdministrators, (all) =>
      all.where((where) => where.exists(administering(where, moment.slice(0, 10)))),
    )
    .$if(uninvitedAt !== undefined, (all) =>
      all.where((where) =>
        where.or([
          where('link.token_hash', 'is', null),
          where('link.created_at', '>=', uninvitedAt ?? ''),
        ]),
      ),
    )
    .$if(ids !== undefined, (all) => all.where('people.id', 'in', [...(ids ?? [])]))
}
