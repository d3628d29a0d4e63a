import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { endOf, isDue, lastEventDue, standingOf } from './rule.ts'
import type { Period } from './rule.ts'

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const period: fc.Arbitrary<Period> = fc.oneof(
  fc.integer({ min: 1, max: 1200 }).map((months) => ({ months })),
  fc.integer({ min: 0, max: 5000 }).map((days) => ({ days })),
)

function dayBefore(iso: string): string {
  return new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10)
}

describe('the end of a period', () => {
  const cases: readonly (readonly [string, Period, string])[] = [
    ['2026-11-22', { months: 12 }, '2027-11-22'],
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2024-01-31', { months: 1 }, '2024-02-29'],
    ['2024-02-29', { months: 12 }, '2025-02-28'],
    ['2026-12-31', { months: 2 }, '2027-02-28'],
    ['2026-12-15', { months: 1 }, '2027-01-15'],
    ['2026-11-22', { days: 90 }, '2027-02-20'],
    ['2026-11-22', { days: 0 }, '2026-11-22'],
  ]
  for (const [from, length, end] of cases) {
    it(`of ${JSON.stringify(length)} after ${from} is ${end}`, () => {
      assert.equal(endOf(from, length), end)
    })
  }

  it('is a day of the calendar, never before its event, and later for later events', () => {
    fc.assert(
      fc.property(day, day, period, (one, other, length) => {
        const end = endOf(one, length)
        assert.equal(new Date(`${end}T00:00:00Z`).toISOString().slice(0, 10), end)
        assert.ok(end >= one)
        if (one <= other) assert.ok(end <= endOf(other, length))
      }),
    )
  })

  it('keeps the number of the day, or is the last day of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 1200 }), (from, months) => {
        const end = endOf(from, { months })
        const isLast = new Date(Date.parse(end) + 86_400_000).getUTCDate() === 1
        assert.ok(end.slice(8) === from.slice(8) || (isLast && end.slice(8) < from.slice(8)))
        const [fromMonth, endMonth] = [from, end].map(
          (each) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7)),
        )
        assert.equal((endMonth ?? 0) - (fromMonth ?? 0), months)
      }),
    )
  })

  it('refuses what is no day', () => {
    assert.throws(() => endOf('2026-1-1', { months: 1 }), RangeError)
    assert.throws(() => endOf('9999-12-01', { months: 1 }), RangeError)
  })
})

describe('what is due', () => {
  it('is found by the query exactly when the rule says so', () => {
    fc.assert(
      fc.property(day, day, period, (eventDay, today, length) => {
        const due = isDue(standingOf({ eventDay, period: length, isHeld: false }), today)
        assert.equal(eventDay <= lastEventDue(today, length), due)
      }),
      { numRuns: 1000 },
    )
  })

  it('is found by the query around the ends of months, too', () => {
    for (const today of ['2027-02-27', '2027-02-28', '2024-02-29', '2026-04-30', '2026-03-30']) {
      for (const months of [1, 2, 11, 12, 13]) {
        const about = Array.from({ length: 800 }, (_, back) =>
          new Date(Date.parse(today) - back * 86_400_000).toISOString().slice(0, 10),
        )
        for (const eventDay of about) {
          const due = endOf(eventDay, { months }) <= today
          assert.equal(eventDay <= lastEventDue(today, { months }), due, `${eventDay} ${today}`)
        }
      }
    }
  })

  it('begins on the last day and not the day before', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 1200 }), (eventDay, months) => {
        const standing = standingOf({ eventDay, period: { months }, isHeld: false })
        assert.ok('dueOn' in standing)
        assert.equal(isDue(standing, standing.dueOn), true)
        assert.equal(isDue(standing, dayBefore(standing.dueOn)), false)
      }),
    )
  })

  it('is nothing that is held, has no period or whose time has not begun', () => {
    fc.assert(
      fc.property(day, day, period, (eventDay, today, length) => {
        const kept = { eventDay, period: length, isHeld: false }
        const others = [
          standingOf({ ...kept, isHeld: true }),
          standingOf({ ...kept, period: undefined }),
          standingOf({ ...kept, eventDay: null }),
        ]
        assert.deepEqual(others, [
          { stays: 'held' },
          { stays: 'no-period' },
          { stays: 'not-begun' },
        ])
        assert.ok(others.every((standing) => !isDue(standing, today)))
      }),
    )
  })
})
