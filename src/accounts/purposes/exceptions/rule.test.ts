import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { stateOf, whyNotAsk, whyNotDecide, wrongWithSilence } from './rule.ts'
import type { ExceptionalRequest } from './rule.ts'

const now = new Date('2026-11-22T09:00:00.000Z')
const somebody = fc.constantFrom('ada', 'bea', 'cem', 'dov')
const moment = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(now.getTime() - days * 86_400_000).toISOString())

const request: fc.Arbitrary<ExceptionalRequest> = fc.record({
  id: fc.constant('request'),
  organisation_id: fc.constant('organisation'),
  person_id: somebody,
  kind: fc.constantFrom('legal-hold', 'end-of-hold', 'subject-access', 'grievance'),
  reason: fc.constant('A reason'),
  hold_id: fc.constant(null),
  reader_id: fc.option(somebody),
  days: fc.constant(null),
  until_day: fc.option(fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-23')),
  tell_on: fc.constant(null),
  told_at: fc.constant(null),
  asked_by_id: fc.option(somebody),
  asked_at: moment,
  decided_by_id: fc.option(somebody),
  decided_at: fc.constant(null),
  decision: fc.constantFrom(null, 'agreed', 'refused'),
  decision_reason: fc.constant(null),
  ended_at: fc.option(moment),
})

const apart = fc.record({
  isApart: fc.boolean(),
  isAskerApart: fc.boolean(),
  isReaderHelped: fc.boolean(),
})

function wrong(day: string): string | undefined {
  return wrongWithSilence(day, '2026-11-22')
}

describe('a request for something exceptional', () => {
  it('is decided by somebody who neither asked, nor would read, nor is concerned, while it is open', () => {
    fc.assert(
      fc.property(request, somebody, apart, (asked, decider, are) => {
        const may = whyNotDecide(asked, { id: decider, ...are }, now) === undefined
        const isOther = ![asked.asked_by_id, asked.reader_id, asked.person_id].includes(decider)
        const all = are.isApart && are.isAskerApart && !are.isReaderHelped
        const age = (now.getTime() - Date.parse(asked.asked_at)) / 86_400_000
        assert.equal(may, isOther && all && asked.decision === null && age < 14)
        assert.equal(stateOf(asked, now) === 'open', asked.decision === null && age < 14)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives access until its day and no longer', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const isAccess = asked.kind === 'subject-access' || asked.kind === 'grievance'
        if (!isAccess || asked.decision !== 'agreed') return
        const isActive = asked.until_day !== null && asked.until_day > '2026-11-22'
        assert.equal(stateOf(asked, now), isActive ? 'active' : 'over')
      }),
    )
  })

  it('is not made by the person concerned, nor to let them or somebody without an account read', () => {
    const reader = { id: 'cem', account_id: 'account', isHelped: false }
    const asker = { personId: 'ada', askerId: 'bea', isApart: true }
    assert.equal(whyNotAsk({ ...asker, askerId: 'ada' }), 'is-concerned')
    assert.equal(whyNotAsk(asker), undefined)
    assert.equal(whyNotAsk({ ...asker, isApart: false }), 'not-apart')
    assert.equal(whyNotAsk(asker, reader), undefined)
    assert.equal(whyNotAsk({ ...asker, personId: 'cem' }, reader), 'reader-is-concerned')
    assert.equal(whyNotAsk(asker, { ...reader, account_id: null }), 'reader-cannot-sign-in')
    assert.equal(whyNotAsk(asker, { ...reader, isHelped: true }), 'reader-helped')
  })

  it('is told within twelve months', () => {
    assert.equal(wrong('2026-11-22'), 'The day must be after today')
    assert.equal(wrong('2026-11-23'), undefined)
    assert.equal(wrong('2027-11-22'), undefined)
    assert.equal(wrong('2027-11-23'), 'The day must be within 12 months')
  })
})
