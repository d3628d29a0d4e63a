import { randomUUID } from 'node:crypto'
import type { Reading, Writing } from '../../../platform/store/index.ts'
import { answerDue } from './rule.ts'
import type { ErasureRequest } from './rule.ts'

/** A request with the name of whose record it is about. */
export type NamedErasureRequest = ErasureRequest & {
  readonly person_name: string
  readonly decided_by: string | null
}

/** Requests to erase, those that are due first. */
export function erasureRequestsOf(
  db: Reading,
  { organisationId, personId, id }: { organisationId: string; personId?: string; id?: string },
): Promise<NamedErasureRequest[]> {
  return db
    .selectFrom('erasure_requests as request')
    .innerJoin('people as person', 'person.id', 'request.person_id')
    .leftJoin('people as decider', 'decider.id', 'request.decided_by_id')
    .selectAll('request')
    .select(['person.name as person_name', 'decider.name as decided_by'])
    .where('request.organisation_id', '=', organisationId)
    .$if(personId !== undefined, (all) => all.where('request.person_id', '=', personId ?? ''))
    .$if(id !== undefined, (all) => all.where('request.id', '=', id ?? ''))
    .orderBy('request.due_on')
    .orderBy('request.id')
    .execute()
}

/** Adds a request and answers its identifier. */
export async function addErasureRequest(
  db: Writing,
  {
    organisationId,
    personId,
    words,
    now,
  }: { organisationId: string; personId: string; words: string; now: Date },
): Promise<string> {
  const id = randomUUID()
  const moment = now.toISOString()
  await db
    .insertInto('erasure_requests')
    .values({
      id,
      organisation_id: organisationId,
      person_id: personId,
      words,
      asked_at: moment,
      due_on: answerDue(moment.slice(0, 10)),
      decided_at: null,
      decided_by_id: null,
      decision: null,
      ground: null,
      reason: null,
    })
    .execute()
  return id
}

/** Notes what was decided. False: somebody else decided before. */
export async function decideErasure(
  db: Writing,
  { organisation_id: organisationId, id }: ErasureRequest,
  decided: Pick<ErasureRequest, 'decided_at' | 'decided_by_id' | 'decision' | 'ground' | 'reason'>,
): Promise<boolean> {
  const changed = await db
    .updateTable('erasure_requests')
    .set(decided)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .returning('id')
    .execute()
  return changed.length === 1
}
