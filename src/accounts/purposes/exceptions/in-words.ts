import { readableDate, readableMoment } from '../../../platform/index.ts'
import type { Section } from '../../sheet.ts'
import { daysToDecide, kindWords, stateOf } from './rule.ts'
import type { ExceptionalRequest, RequestState } from './rule.ts'
import type { NamedRequest } from './store.ts'

const gone = 'Somebody whose record is gone'

/** How a request stands, in words. */
export function stateInWords(request: ExceptionalRequest, now: Date): string {
  const isHold = request.kind === 'legal-hold'
  const words: Readonly<Record<RequestState, string>> = {
    open: 'Waits for another administrator',
    lapsed: `Lapsed: nobody decided within ${daysToDecide} days`,
    refused: 'Refused',
    active: isHold ? 'In force' : `Until ${readableDate(request.until_day ?? '')}`,
    over: isHold ? 'Ended' : request.kind === 'end-of-hold' ? 'Agreed' : 'Over',
  }
  return words[stateOf(request, now)]
}

/** Everything about a request, for whoever may know of it. */
export function requestSection(request: NamedRequest, now: Date): Section {
  const rows: (readonly [string, string])[] = [
    ['State', stateInWords(request, now)],
    ['Asked by', `${request.asked_by ?? gone}, ${readableMoment(request.asked_at)}`],
    ['Reason', request.reason],
  ]
  if (request.days !== null) {
    rows.push(['Who is to read', request.reader_name ?? gone], ['For', `${request.days} days`])
  }
  if (request.tell_on !== null) rows.push(['Told from', readableDate(request.tell_on)])
  if (request.decided_at !== null) {
    const who = `${request.decided_by ?? gone}, ${readableMoment(request.decided_at)}`
    rows.push(['Decided by', who], ['Reason of the decision', request.decision_reason ?? ''])
  }
  if (request.ended_at !== null) rows.push(['Ended', readableMoment(request.ended_at)])
  return { heading: kindWords[request.kind], rows }
}
