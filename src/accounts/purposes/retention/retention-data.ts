import { Type } from 'typebox'
import { dataOf } from '../../api/operation.ts'
import { Day, exact, Id, Moment, Text } from '../../api/shapes.ts'
import type { DueIn } from './run.ts'

/** What goes next, and when. */
export interface FoundDue {
  readonly at: Date
  readonly due: readonly DueIn[]
}

const Period = Type.Union([
  exact({ months: Type.Integer() }),
  exact({ days: Type.Integer() }),
  Type.Null({ description: 'Not said yet: nothing goes' }),
])

/** What retention takes at the next run. */
export const retentionData = dataOf({
  summary: 'Which records go at the next run, and when that is',
  schema: exact({
    nextRun: Moment,
    kinds: Type.Array(exact({ kind: Text, due: Type.Integer(), keptFor: Period })),
    held: Type.Integer({ description: 'People whose records a legal hold keeps' }),
    people: Type.Array(exact({ id: Id, reference: Text, leftOn: Day, dueOn: Day }), {
      description: 'People whose records go, no more than the page lists',
    }),
  }),
  of: ({ at, due }: FoundDue) => ({
    nextRun: at.toISOString(),
    kinds: due.flatMap(({ kinds }) =>
      kinds.map(({ kind, due: count, keptFor = null }) => ({ kind, due: count, keptFor })),
    ),
    held: due.reduce((sum, { held }) => sum + held, 0),
    people: due
      .flatMap(({ kinds }) => kinds.flatMap(({ people }) => people))
      .map(({ id, reference, eventDay: leftOn, dueOn }) => ({ id, reference, leftOn, dueOn })),
  }),
})
