import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Network } from './network.ts'
import { countsAt, placesOf } from './places.ts'
import { LinearProgram } from './test-linear-program.ts'

const groups = [
  { id: 'all', dimension: 'organisation' },
  { id: 'unit', within: 'all', dimension: 'unit' },
  { id: 'a', within: 'unit', dimension: 'team' },
  { id: 'b', within: 'unit', dimension: 'team' },
  { id: 'c', within: 'all', dimension: 'team' },
]
const width = 3
const rows = fc.array(fc.array(fc.nat({ max: 9 }), { minLength: width, maxLength: width }), {
  minLength: 3,
  maxLength: 3,
})
const slackParts = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })), {
  minLength: groups.length * width,
  maxLength: groups.length * width,
})

test('reaches exactly what a linear program says is possible', () => {
  fc.assert(
    fc.property(
      rows,
      slackParts,
      fc.nat({ max: groups.length * width - 1 }),
      (counts, slacks, cell) => {
        const [a = [], b = [], c = []] = counts
        const table = {
          name: 'levels',
          attribute: 'level',
          categories: ['x', 'y', 'z'],
          counts: new Map([
            ['a', a],
            ['b', b],
            ['c', c],
          ]),
        }
        const places = placesOf({
          groups,
          people: (id) => (table.counts.get(id) ?? []).reduce((sum, count) => sum + count, 0),
          limit: { threshold: 0, withZero: false },
          withdrawn: new Set(),
        })
        const truth = countsAt(places, table)
        const low = truth.map((count, at) => -Math.min(count, slacks[at]?.[0] ?? 0))
        const high = truth.map((_, at) => slacks[at]?.[1] ?? 0)
        const slack = { low, high, lowHidden: low, highHidden: high }
        const network = new Network(places, width)
        const { low: least, high: most } = new LinearProgram({
          low: [...low],
          high: [...high],
          equations: equationsFor(places),
        }).range([{ unknown: cell, times: 1 }])
        for (let change = -6; change <= 6; change += 1) {
          if (change === 0) continue
          const isPossible = change >= least - 1e-5 && change <= most + 1e-5
          assert.equal(network.reaches({ cell, change, slack }), isPossible, String(change))
        }
      },
    ),
  )
})

/** Rows keep their number of people; parts add up to the group around them. */
function equationsFor(places: ReturnType<typeof placesOf>): { unknown: number; times: number }[][] {
  const categories = Array.from({ length: width }, (_, c) => c)
  return places.flatMap((place, at) => {
    const row = categories.map((c) => ({ unknown: at * width + c, times: 1 }))
    if (place.children.length === 0) return [row]
    const columns = categories.map((c) => [
      { unknown: at * width + c, times: -1 },
      ...place.children.map((child) => ({ unknown: child * width + c, times: 1 })),
    ])
    return [row, ...columns]
  })
}
