import { Type } from 'typebox'
import { ExpectedFailure } from '../../platform/index.ts'
import type { LookedAt } from '../people-files/look.ts'
import { dataOf } from './operation.ts'
import { exact, Id, orNull, Text } from './shapes.ts'

const mostFaults = 200

const Counts = exact({
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  teams: Type.Integer(),
  posts: Type.Integer(),
})

/** A file of people that was sent: what loading it would do, or did. */
export const importData = dataOf({
  summary: 'A file of people that was sent: what loading it would do, or did',
  schema: exact({
    id: Id,
    fileName: Text,
    state: Type.Enum(['columns', 'faulty', 'ready', 'loaded'], {
      description:
        'columns: say first what the columns mean; faulty: put the file right and send it again',
    }),
    headers: Type.Array(Text),
    mark: orNull(Type.String({ description: 'Send it to load the file as it was looked at' })),
    counts: orNull(Counts),
    faultCount: Type.Integer(),
    faults: Type.Array(exact({ row: Type.Integer(), column: Text, value: Text, message: Text }), {
      description: `The first ${mostFaults}`,
    }),
  }),
  of: (looked: LookedAt) => {
    if (looked.state === 'gone') throw new ExpectedFailure('import-not-found')
    const { id, fileName, table } = looked.pending
    const found = { id, fileName, headers: [...table.headers] }
    const nothing = { mark: null, counts: null, faultCount: 0, faults: [] }
    if (looked.state === 'columns') return { ...found, ...nothing, state: 'columns' as const }
    const { added, changed, same, teams, posts } = looked.counts
    const counts = { added, changed, same, teams, posts }
    if (looked.state === 'loaded') {
      return { ...found, ...nothing, counts, state: 'loaded' as const }
    }
    const { faultCount, faults } = looked.plan
    return {
      ...found,
      counts,
      state: faultCount > 0 ? ('faulty' as const) : ('ready' as const),
      mark: faultCount > 0 ? null : looked.mark,
      faultCount,
      faults: faults.slice(0, mostFaults).map(({ row, column, value, message }) => ({
        row,
        column,
        value,
        message,
      })),
    }
  },
})
