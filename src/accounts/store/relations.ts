import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** A reporting line as it is kept. */
export type Relation = Tables['relations']

/** All reporting lines of an organisation. */
export function linesOf(db: Reading, organisationId: string): Promise<Relation[]> {
  return db
    .selectFrom('relations')
    .innerJoin('people', 'people.id', 'relations.person_id')
    .selectAll('relations')
    .where('people.organisation_id', '=', organisationId)
    .execute()
}

/** Adds a reporting line and answers its identifier. Both people are of the same organisation: whoever calls has looked. */
export async function addRelation(db: Writing, line: Omit<Relation, 'id'>): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('relations')
    .values({ id, ...line })
    .execute()
  return id
}

/** Changes from when until when a reporting line of a person holds. */
export async function changeRelation(
  db: Writing,
  { id, personId }: { id: string; personId: string },
  days: Pick<Relation, 'from_day' | 'until_day'>,
): Promise<void> {
  await db
    .updateTable('relations')
    .set(days)
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .execute()
}

/** Whether a reporting line ties two people to each other, now, before or later. */
export async function areTied(db: Reading, one: string, other: string): Promise<boolean> {
  const found = await db
    .selectFrom('relations')
    .select('id')
    .where((line) =>
      line.or([
        line.and({ person_id: one, other_id: other }),
        line.and({ person_id: other, other_id: one }),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
