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
