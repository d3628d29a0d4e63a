import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Group } from './index.ts'
import { protectAverages } from './index.ts'

const teams: readonly Group[] = [
  { id: 'all', dimension: 'organisation' },
  ...['a', 'b', 'c', 'd'].map((id) => ({ id, within: 'all', dimension: 'team' })),
]
const salaries = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, at) => from + 137 * at)

test('shows averages of 10 people or more, and none that others give away', () => {
  const values = new Map([
    ['a', salaries(9, 30_000)],
    ['b', salaries(11, 40_000)],
    ['c', salaries(20, 35_000)],
    ['d', salaries(30, 35_000)],
  ])
  const figures = protectAverages({ groups: teams, values, measure: 'mean', unit: 10 })
  const marks = ['a', 'b', 'c', 'd'].map((id) => figures.get(id)?.mark)
  const few = { hidden: 'too-few-for-average', threshold: 10 }
  assert.deepEqual(marks, [few, few, { shown: 36_300 }, { shown: 36_990 }])
})

test('shows no average of people who all have the same value', () => {
  const values = new Map([
    ['a', Array.from({ length: 20 }, () => 30_000)],
    ['b', salaries(20, 40_000)],
    ['c', salaries(25, 40_000)],
  ])
  const figures = protectAverages({ groups: teams, values, measure: 'median', unit: 10 })
  const shown = ['a', 'b', 'c'].map((id) => 'shown' in (figures.get(id)?.mark ?? {}))
  assert.deepEqual(shown, [false, false, true])
})

test('throws on values that are no numbers and on a unit of 0', () => {
  const values = new Map([['a', [Number.NaN]]])
  const asked = { groups: teams, values, measure: 'mean', unit: 10 } as const
  assert.throws(() => protectAverages(asked), RangeError)
  assert.throws(() => protectAverages({ ...asked, values: new Map(), unit: 0 }), RangeError)
})
