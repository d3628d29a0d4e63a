import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  countsInPlanning,
  emptyPurpose,
  inMonths,
  isOnOn,
  missingOf,
  monthsOf,
  purposeNames,
} from './purposes.ts'
import type { RecordState } from './purposes.ts'

const states: readonly RecordState[] = ['draft', 'note', 'shared', 'final']
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('planning', () => {
  it('counts shared and final development ratings from the day it was switched on, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...purposeNames),
        fc.constantFrom(...states),
        day,
        day,
        (purpose, state, on, from) => {
          const counts = countsInPlanning({ purpose, state, day: on }, from)
          const isShared = state !== 'draft' && state !== 'note'
          assert.equal(counts, purpose === 'development' && isShared && on >= from)
          assert.equal(countsInPlanning({ purpose, state, day: on }, undefined), false)
        },
      ),
    )
  })
})

describe('a purpose', () => {
  const complete = {
    ...emptyPurpose('organisation', 'review'),
    lawful_basis: 'public-task',
    basis_text: 'Kites Act 1900',
    notice: 'https://example.org/notice',
    retention_months: 24,
  }

  it('needs a basis, the law of it where it stands on one, a notice and a time', () => {
    assert.deepEqual(missingOf(complete), [])
    assert.equal(missingOf(emptyPurpose('organisation', 'review')).length, 3)
    assert.equal(missingOf({ ...complete, basis_text: '' }).length, 1)
    assert.equal(missingOf({ ...complete, lawful_basis: 'contract', basis_text: '' }).length, 0)
    assert.equal(missingOf({ ...complete, lawful_basis: 'because' }).length, 1)
    assert.equal(missingOf({ ...complete, notice: '' }).length, 1)
    assert.equal(missingOf({ ...complete, retention_months: null }).length, 1)
  })

  it('is on from the day it is switched on until the day before it is switched off', () => {
    const on = { on_from: '2026-11-10', off_from: null }
    const off = { ...on, off_from: '2026-11-20' }
    assert.deepEqual(
      ['2026-11-09', '2026-11-10', '2026-11-19', '2026-11-20'].map((each) => [
        isOnOn(on, each),
        isOnOn(off, each),
      ]),
      [
        [false, false],
        [true, true],
        [true, true],
        [true, false],
      ],
    )
    assert.equal(isOnOn({ on_from: null, off_from: null }, '2026-11-10'), false)
  })

  it('says how long only once it was switched on, and goes on saying so when it is off', () => {
    assert.equal(monthsOf(complete), undefined)
    assert.equal(monthsOf(undefined), undefined)
    assert.equal(monthsOf({ ...complete, on_from: '2026-01-01' }), 24)
    assert.equal(monthsOf({ ...complete, on_from: '2026-01-01', off_from: '2026-02-01' }), 24)
  })

  it('has a time in words', () => {
    assert.deepEqual([1, 12, 18, 84].map(inMonths), ['1 month', '1 year', '18 months', '7 years'])
  })
})
