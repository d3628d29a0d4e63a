import type { Reading } from '../../platform/store/index.ts'
import { readableBy } from '../purposes/exceptions/store.ts'
import { organisationsKeeping } from '../purposes/purpose-store.ts'
import { duties } from '../permissions.ts'
import type { Duty, Membership } from '../permissions.ts'
import { notOver } from './days.ts'

/** Whose memberships, and how they signed in. */
export interface MembershipsAsked {
  readonly accountId: string
  /** Duties that the provider gave count only where it has just confirmed them. */
  readonly throughProvider: boolean
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** Who an account is in each organisation on a day, as far as permissions ask. */
export async function membershipsOf(
  db: Reading,
  { accountId, throughProvider, today }: MembershipsAsked,
): Promise<readonly Membership[]> {
  const people = await db
    .selectFrom('people')
    .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
    .select([
      'people.id as personId',
      'people.name as personName',
      'organisations.id as organisationId',
      'organisations.name as organisationName',
    ])
    .where('people.account_id', '=', accountId)
    .where(notOver('left_on', today))
    .orderBy('organisations.name')
    .execute()
  if (people.length === 0) return []
  const ids = people.map(({ personId }) => personId)
  const granted = await dutiesOf(db, ids, { throughProvider, today })
  const managed = await managedBy(db, ids, today)
  const keeping = await organisationsKeeping(db, 'development', today)
  const readable = await readableBy(db, ids, today)
  return people.map((person) => ({
    ...person,
    duties: granted.get(person.personId) ?? [],
    manages: managed.get(person.personId) ?? [],
    readsExceptionally: readable.get(person.personId) ?? [],
    keepsSkills: keeping.has(person.organisationId),
  }))
}

/** The duties of some people on a day. */
export async function dutiesOf(
  db: Reading,
  ids: readonly string[],
  { throughProvider, today }: Omit<MembershipsAsked, 'accountId'>,
): Promise<ReadonlyMap<string, Duty[]>> {
  const rows = await db
    .selectFrom('duties')
    .select(['person_id', 'duty'])
    .where('person_id', 'in', ids)
    .where('from_day', '<=', today)
    .where(notOver('until_day', today))
    .$if(!throughProvider, (all) => all.where('provider', 'is', null))
    .execute()
  const found = new Map<string, Duty[]>()
  for (const { person_id: id, duty } of rows) {
    if (isDuty(duty)) found.set(id, [...new Set([...(found.get(id) ?? []), duty])])
  }
  return found
}

/** A duty that an older or newer version knows and this one does not gives no rights. */
export function isDuty(duty: string): duty is Duty {
  return Object.hasOwn(duties, duty)
}

/** Whom some people manage on a day. */
export async function managedBy(
  db: Reading,
  ids: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await db
    .selectFrom('relations')
    .innerJoin('people', 'people.id', 'relations.person_id')
    .select(['relations.other_id as manager', 'relations.person_id as managed'])
    .where('relations.other_id', 'in', ids)
    .where('relations.kind', '=', 'line-manager')
    .where('relations.from_day', '<=', today)
    .where(notOver('relations.until_day', today))
    .where(notOver('people.left_on', today))
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ manager }) => manager)].map(([manager, group]) => [
      manager,
      group.map(({ managed }) => managed),
    ]),
  )
}
