import { readableDate } from '../../../platform/index.ts'
import type { Writing } from '../../../platform/store/index.ts'
import { administratorsOf } from '../../store/duties.ts'
import { log } from '../../store/events.ts'
import { tellPerson } from '../exceptions/ask.ts'
import type { Acting } from '../exceptions/ask.ts'
import { openErasure } from './in-words.ts'
import { answerDue } from './rule.ts'
import { addErasureRequest, erasureRequestsOf } from './store.ts'

/** What is asked to be erased, about whom, in which words and when. */
export interface ErasureAsked {
  readonly about: string
  readonly words: string
  /** The moment it was asked, which may be before it is recorded. */
  readonly at: Date
}

/**
 * Adds a request to erase and tells the administrators, but for whoever adds it. False: one is
 * open already, and nothing was added.
 */
export async function askForErasure(
  db: Writing,
  acting: Acting,
  { about, words, at }: ErasureAsked,
): Promise<boolean> {
  const { organisationId, organisationName, accountId, personId, now } = acting
  const known = await erasureRequestsOf(db, { organisationId, personId: about })
  if (openErasure(known) !== undefined) return false
  await addErasureRequest(db, { organisationId, personId: about, words, now: at })
  await log(db, { action: 'erasure.asked', accountId, organisationId, personId: about, now })
  const due = readableDate(answerDue(at.toISOString().slice(0, 10)))
  for (const administrator of await administratorsOf(
    db,
    organisationId,
    now.toISOString().slice(0, 10),
  )) {
    if (administrator === personId || administrator === about) continue
    await tellPerson(db, acting, {
      personId: administrator,
      subject: 'To decide: a request to erase',
      body: `Somebody in ${organisationName} asks for what is held about them to be erased. The answer is due by ${due}: open Requests on the page of the organisation.`,
    })
  }
  if (about !== personId) {
    await tellPerson(db, acting, {
      personId: about,
      subject: 'Your request to erase was recorded',
      body: `An administrator of ${organisationName} recorded that you asked for what is held about you to be erased. The answer is due by ${due}. Everything held about you, on the page of your account, has it.`,
    })
  }
  return true
}
