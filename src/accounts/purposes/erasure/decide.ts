import { ExpectedFailure } from '../../../platform/index.ts'
import { eraseRows } from '../../../platform/store/index.ts'
import type { Writing } from '../../../platform/store/index.ts'
import { isLastAdministrator } from '../../store/duties.ts'
import { log } from '../../store/events.ts'
import { areTied } from '../../store/relations.ts'
import { tellPerson } from '../exceptions/ask.ts'
import type { Acting } from '../exceptions/ask.ts'
import { personStays } from '../exceptions/holds.ts'
import { erasableParts, erasePart } from './parts.ts'
import { decisionWords, grounds, isGround, outcomeWords } from './rule.ts'
import type { ErasureRequest } from './rule.ts'
import { decideErasure, erasureRequestsOf } from './store.ts'

/** What is decided on a request to erase. */
export interface ErasureDecision {
  readonly id: string
  readonly decision: NonNullable<ErasureRequest['decision']>
  /** Why something stays; empty where everything is erased. */
  readonly ground: string
  readonly reason: string
  /** The names of the parts that are erased, where only parts are. */
  readonly parts: readonly string[]
}

/**
 * Decides on a request to erase and carries it out. The reason stays in the log after the record
 * is gone; what the record said does not.
 *
 * @throws ExpectedFailure `exception-not-found`, `not-yours-to-decide`, `request-decided`,
 *   `record-held` or `last-administrator`; nothing was changed then
 */
export async function decideOnErasure(
  db: Writing,
  acting: Acting,
  decided: ErasureDecision,
): Promise<void> {
  const { organisationId, accountId, personId: deciderId, now } = acting
  const { id, decision, ground, reason } = decided
  const [request] = await erasureRequestsOf(db, { organisationId, id })
  if (request === undefined) throw new ExpectedFailure('exception-not-found')
  const { person_id: personId } = request
  if (personId === deciderId) throw new ExpectedFailure('not-yours-to-decide')
  if (decision !== 'refused') await refuseIfKept(db, acting, { personId, decision })
  const row = { decision, ground: ground || null, reason, decided_by_id: deciderId }
  const isFirst = await decideErasure(db, request, { ...row, decided_at: now.toISOString() })
  if (!isFirst) throw new ExpectedFailure('request-decided')
  const words = isGround(ground) ? ` ${grounds[ground]}.` : ''
  await tellPerson(db, acting, {
    personId,
    subject: `Your request to erase was answered: ${outcomeWords[decision]}`,
    body: `${acting.organisationName} decided on your request ${referenceOf(request)}.${words} Reason: ${reason} If you disagree, you can ask whom the organisation names for questions about records, or complain to the Information Commissioner’s Office.`,
  })
  const what = `${decisionWords[decision]}. Request ${referenceOf(request)}. ${reason}`
  const event = { action: 'erasure.decided', accountId, organisationId, now } as const
  if (decision === 'part') {
    const chosen = erasableParts.filter(({ name }) => decided.parts.includes(name))
    for (const part of chosen) await erasePart(db, part, { personId, now })
  }
  if (decision === 'all') {
    await eraseRows(db, { table: 'people', ids: [personId], now })
    // The log names nobody any more.
    await log(db, { ...event, details: { what } })
  } else {
    await log(db, { ...event, personId, details: { what } })
  }
}

/** By which a request can be named after the record is gone. */
export function referenceOf({ id }: Pick<ErasureRequest, 'id'>): string {
  return id.slice(0, 8)
}

async function refuseIfKept(
  db: Writing,
  { organisationId, personId: deciderId, now }: Acting,
  { personId, decision }: { personId: string; decision: ErasureDecision['decision'] },
): Promise<void> {
  // Said first: whether they stay may be for a hold on whoever decides, who is not told of it yet.
  if (await areTied(db, personId, deciderId)) throw new ExpectedFailure('not-yours-to-decide')
  if (await personStays(db, personId, now)) throw new ExpectedFailure('record-held')
  const today = now.toISOString().slice(0, 10)
  const person = { id: personId, organisation_id: organisationId }
  if (decision === 'all' && (await isLastAdministrator(db, person, today))) {
    throw new ExpectedFailure('last-administrator')
  }
}
