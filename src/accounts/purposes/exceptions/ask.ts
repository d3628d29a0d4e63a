import { ExpectedFailure } from '../../../platform/index.ts'
import type { Writing } from '../../../platform/store/index.ts'
import { administratorsOf } from '../../store/duties.ts'
import { log } from '../../store/events.ts'
import type { NewEvent } from '../../store/events.ts'
import { send } from '../../store/messages.ts'
import { personOf } from '../../store/people.ts'
import { endOf } from '../retention/rule.ts'
import { deciderOf } from './apart.ts'
import { isTold, kindWords, stateOf, whyNotDecide } from './rule.ts'
import type { ExceptionalRequest } from './rule.ts'
import { addRequest, changeRequest, requestsOf, toTell } from './store.ts'
import type { NewRequest } from './store.ts'

/** Who acts, where and when. */
export interface Acting {
  readonly organisationId: string
  readonly organisationName: string
  readonly accountId: string
  /** Who they are in the organisation. */
  readonly personId: string
  readonly now: Date
}

/** What somebody asks for, but for who asks. */
export type Asked = Pick<
  NewRequest,
  'person_id' | 'kind' | 'reason' | 'hold_id' | 'reader_id' | 'days' | 'tell_on'
>

/** Puts a request to the other administrators. They are told that there is one, not about whom. */
export async function ask(db: Writing, acting: Acting, asked: Asked): Promise<string> {
  const { organisationId, accountId, personId, now } = acting
  const request = { ...asked, organisation_id: organisationId, asked_by_id: personId }
  const id = await addRequest(db, request, now)
  const what = kindWords[asked.kind]
  const today = now.toISOString().slice(0, 10)
  await noteOpenly(db, asked, {
    action: 'exception.asked',
    accountId,
    organisationId,
    now,
    details: { what, request: id },
  })
  for (const each of await administratorsOf(db, organisationId, today)) {
    if (each === personId || each === asked.person_id) continue
    await tellPerson(db, acting, {
      personId: each,
      subject: `To decide: ${what}`,
      body: `An administrator of ${acting.organisationName} asks for this. Another has to decide within 14 days: open Requests on the page of the organisation.`,
    })
  }
  return id
}

/** A decision and its reason. */
export interface Decision {
  readonly decision: 'agreed' | 'refused'
  readonly reason: string
}

/**
 * Decides on a request. Of two who decide at once one comes first; the other is refused.
 *
 * @throws ExpectedFailure `exception-not-found`, `request-decided`, `request-too-early` or
 *   `not-yours-to-decide`
 */
export async function decide(
  db: Writing,
  acting: Acting,
  { id, decision, reason }: Decision & { readonly id: string },
): Promise<void> {
  const { organisationId, accountId, personId, now } = acting
  const [request] = await requestsOf(db, { organisationId, id })
  const why = request && whyNotDecide(request, await deciderOf(db, request, { personId, now }), now)
  if (request === undefined || why === 'is-concerned') {
    throw new ExpectedFailure('exception-not-found')
  }
  if (why === 'decided' || why === 'lapsed') throw new ExpectedFailure('request-decided')
  if (why === 'asker-not-apart' || why === 'reader-helped') {
    throw new ExpectedFailure('request-too-early')
  }
  if (why !== undefined) throw new ExpectedFailure('not-yours-to-decide')
  const today = now.toISOString().slice(0, 10)
  await changeRequest(db, request, {
    decision,
    decision_reason: reason,
    decided_by_id: personId,
    decided_at: now.toISOString(),
    ...(decision === 'agreed' &&
      request.days !== null && { until_day: endOf(today, { days: request.days }) }),
  })
  await noteOpenly(db, request, {
    action: decision === 'agreed' ? 'exception.agreed' : 'exception.refused',
    accountId,
    organisationId,
    now,
    details: { what: kindWords[request.kind], request: id },
  })
  if (decision === 'agreed') await carryOut(db, acting, request)
}

async function carryOut(db: Writing, acting: Acting, request: ExceptionalRequest): Promise<void> {
  const { organisationId, now } = acting
  if (request.kind === 'end-of-hold' && request.hold_id !== null) {
    const hold = { organisation_id: organisationId, id: request.hold_id }
    await changeRequest(db, hold, { ended_at: now.toISOString() })
  }
  if (request.reader_id !== null) {
    await tellPerson(db, acting, {
      personId: request.reader_id,
      subject: 'You were given exceptional access to a record',
      body: `Open it from the page of your account. It ends after ${request.days} days. The person is told, and sees each time you read it.`,
    })
  }
  if (isTold(request, now.toISOString().slice(0, 10))) await tellOf(db, acting, request)
}

/** Tells the person concerned what was agreed about them. */
async function tellOf(
  db: Writing,
  acting: Pick<Acting, 'organisationId' | 'organisationName' | 'now'>,
  { id, person_id: personId, kind, organisation_id: organisationId }: ExceptionalRequest,
): Promise<void> {
  const subjects: Readonly<Record<ExceptionalRequest['kind'], string>> = {
    'legal-hold': 'What is held about you is under a legal hold',
    'end-of-hold': 'A legal hold on what is held about you has ended',
    'subject-access': 'Somebody was given exceptional access to your record',
    grievance: 'Somebody was given exceptional access to your record',
  }
  const body = `Two administrators of ${acting.organisationName} agreed on this, with a reason. Everything held about you, on the page of your account, says who, why and until when.`
  await tellPerson(db, acting, { personId, subject: subjects[kind], body })
  const told = { told_at: acting.now.toISOString() }
  await changeRequest(db, { organisation_id: organisationId, id }, told)
}

/** A message to somebody of an organisation, where they have an account. */
export async function tellPerson(
  db: Writing,
  { organisationId, now }: Pick<Acting, 'organisationId' | 'now'>,
  message: { readonly personId: string; readonly subject: string; readonly body: string },
): Promise<void> {
  const person = await personOf(db, organisationId, message.personId)
  const accountId = person?.account_id ?? null
  if (accountId === null) return
  await send(db, { accountId, subject: message.subject, body: message.body, now })
}

/**
 * What the person may not know of yet is not in the log either, which they may read as an
 * administrator: the request itself keeps who asked and decided, and when.
 */
async function noteOpenly(
  db: Writing,
  { person_id: personId, tell_on: on }: Pick<ExceptionalRequest, 'person_id' | 'tell_on'>,
  event: Omit<NewEvent, 'personId'>,
): Promise<void> {
  const isOpen = isTold({ tell_on: on }, event.now.toISOString().slice(0, 10))
  if (isOpen) await log(db, { ...event, personId })
}

const tellAtOnce = 100

/**
 * Tells people of holds of which they were not to know before this day.
 *
 * @returns how many were told
 */
export async function tellDeferred(db: Writing, now: Date): Promise<number> {
  const requests = await toTell(db, now.toISOString().slice(0, 10), tellAtOnce)
  for (const request of requests) {
    const { organisation_id: organisationId, person_id: personId, id, kind } = request
    const { name } = await db
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    await tellOf(db, { organisationId, organisationName: name, now }, request)
    await log(db, {
      action: 'exception.told',
      accountId: null,
      organisationId,
      personId,
      now,
      details: { what: kindWords[kind], request: id },
    })
  }
  return requests.length
}

/** The hold of an organisation that is in force, for asking to end it. */
export async function activeHold(
  db: Writing,
  { organisationId, now }: Pick<Acting, 'organisationId' | 'now'>,
  id: string,
): Promise<ExceptionalRequest | undefined> {
  const [hold] = await requestsOf(db, { organisationId, id })
  return hold?.kind === 'legal-hold' && stateOf(hold, now) === 'active' ? hold : undefined
}
