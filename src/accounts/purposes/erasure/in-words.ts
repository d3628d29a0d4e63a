import { readableDate, readableMoment } from '../../../platform/index.ts'
import { referenceOf } from './decide.ts'
import { grounds, isGround, standingInWords } from './rule.ts'
import type { NamedErasureRequest } from './store.ts'

/** Everything about a request to erase. */
export function erasureRows(
  request: NamedErasureRequest,
  today: string,
): readonly (readonly [key: string, value: string])[] {
  const { ground, reason, decided_at: decidedAt } = request
  return [
    ['Request', referenceOf(request)],
    ['Asked', readableDate(request.asked_at.slice(0, 10))],
    ['In these words', request.words],
    ['Answer due by', readableDate(request.due_on)],
    ['State', standingInWords(request, today)],
    ...(decidedAt === null
      ? []
      : ([
          [
            'Decided',
            `${request.decided_by ?? 'Somebody whose record is gone'}, ${readableMoment(decidedAt)}`,
          ],
          [
            'Why something stays',
            ground !== null && isGround(ground) ? grounds[ground] : 'Not needed',
          ],
          ['Reason', reason ?? ''],
        ] as const)),
  ]
}

/** The request that is not decided yet, where there is one. */
export function openErasure(
  requests: readonly NamedErasureRequest[],
): NamedErasureRequest | undefined {
  return requests.find(({ decision }) => decision === null)
}

/** How an open request stands, for whoever asked. */
export function openInWords(request: NamedErasureRequest): string {
  const { asked_at: askedAt, due_on: dueOn } = request
  return `You asked for erasure on ${readableDate(askedAt.slice(0, 10))} (request ${referenceOf(request)}). The answer is due by ${readableDate(dueOn)}.`
}
