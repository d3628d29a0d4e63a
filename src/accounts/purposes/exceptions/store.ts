import { randomUUID } from 'node:crypto'
import type { Reading, Writing } from '../../../platform/store/index.ts'
import type { ExceptionalRequest } from './rule.ts'

/** A request with the names of those it is about. Null: their record is gone. */
export type NamedRequest = ExceptionalRequest & {
  readonly person_name: string
  readonly reader_name: string | null
  readonly asked_by: string | null
  readonly decided_by: string | null
}

/** Which requests: of an organisation, or of one person in it. */
export interface RequestsSought {
  readonly organisationId: string
  readonly personId?: string
  readonly id?: string
}

/** Requests of an organisation, newest first. */
export function requestsOf(
  db: Reading,
  { organisationId, personId, id }: RequestsSought,
): Promise<NamedRequest[]> {
  return db
    .selectFrom('exceptional_requests as request')
    .innerJoin('people as person', 'person.id', 'request.person_id')
    .leftJoin('people as reader', 'reader.id', 'request.reader_id')
    .leftJoin('people as asker', 'asker.id', 'request.asked_by_id')
    .leftJoin('people as decider', 'decider.id', 'request.decided_by_id')
    .selectAll('request')
    .select([
      'person.name as person_name',
      'reader.name as reader_name',
      'asker.name as asked_by',
      'decider.name as decided_by',
    ])
    .where('request.organisation_id', '=', organisationId)
    .$if(personId !== undefined, (all) => all.where('request.person_id', '=', personId ?? ''))
    .$if(id !== undefined, (all) => all.where('request.id', '=', id ?? ''))
    .orderBy('request.asked_at', 'desc')
    .orderBy('request.id')
    .execute()
}

/** What is asked for. */
export type NewRequest = Pick<
  ExceptionalRequest,
  | 'organisation_id'
  | 'person_id'
  | 'kind'
  | 'reason'
  | 'hold_id'
  | 'reader_id'
  | 'days'
  | 'tell_on'
  | 'asked_by_id'
>

/** Adds a request and answers its identifier. */
export async function addRequest(db: Writing, asked: NewRequest, now: Date): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('exceptional_requests')
    .values({
      ...asked,
      id,
      asked_at: now.toISOString(),
      until_day: null,
      told_at: null,
      decided_by_id: null,
      decided_at: null,
      decision: null,
      decision_reason: null,
      ended_at: null,
    })
    .execute()
  return id
}

/** Changes a request of an organisation. */
export async function changeRequest(
  db: Writing,
  { organisation_id: organisationId, id }: Pick<ExceptionalRequest, 'organisation_id' | 'id'>,
  change: Partial<
    Pick<
      ExceptionalRequest,
      | 'decision'
      | 'decision_reason'
      | 'decided_by_id'
      | 'decided_at'
      | 'until_day'
      | 'told_at'
      | 'ended_at'
    >
  >,
): Promise<void> {
  await db
    .updateTable('exceptional_requests')
    .set(change)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

/** Whom each of some people may read exceptionally on a day, by the reader. */
export async function readableBy(
  db: Reading,
  readerIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('exceptional_requests')
    .select(['reader_id', 'person_id'])
    .where('reader_id', 'in', [...readerIds])
    .where('decision', '=', 'agreed')
    .where('until_day', '>', today)
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ reader_id: reader }) => reader ?? '')].map(([reader, group]) => [
      reader,
      [...new Set(group.map(({ person_id: person }) => person))],
    ]),
  )
}

/** Requests that were agreed and of which the person is to be told by a day. */
export function toTell(db: Reading, today: string, count: number): Promise<ExceptionalRequest[]> {
  return db
    .selectFrom('exceptional_requests')
    .selectAll()
    .where('decision', '=', 'agreed')
    .where('told_at', 'is', null)
    .where('tell_on', '<=', today)
    .orderBy('id')
    .limit(count)
    .execute()
}
