import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { laterEnd, standing } from './when.ts'

const minute = 60_000

describe('how a session stands', () => {
  it('is said five minutes before the end, one minute before, and at the end', () => {
    const left = [60 * minute, 5 * minute + 1, 5 * minute, minute + 1, minute, 1, 0, -minute]
    assert.deepEqual(
      left.map((each) => standing(each, 0).stage),
      ['open', 'open', 'soon', 'soon', 'last', 'last', 'ended', 'ended'],
    )
  })

  it('changes when it says, and not before', () => {
    const moments = fc.integer({ min: 0, max: 12 * 60 * minute })
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 1, max: 1000 }), (endsAt, now, early) => {
        const { stage, changesIn } = standing(endsAt, now)
        if (changesIn === undefined) {
          assert.equal(stage, 'ended')
          return
        }
        assert.ok(changesIn > 0)
        assert.notEqual(standing(endsAt, now + changesIn).stage, stage)
        const before = now + Math.max(0, changesIn - early)
        assert.equal(standing(endsAt, before).stage, stage)
      }),
    )
  })

  it('goes by the page that was opened last, and believes nothing else', () => {
    assert.equal(laterEnd(1000, { endsAt: 2000 }), 2000)
    assert.equal(laterEnd(2000, { endsAt: 1000 }), 2000)
    fc.assert(
      fc.property(fc.anything(), (said) => {
        const end = laterEnd(5, said)
        assert.ok(Number.isFinite(end) && end >= 5)
      }),
    )
    for (const said of [undefined, null, 'later', { endsAt: '9' }, { endsAt: Number.NaN }]) {
      assert.equal(laterEnd(5, said), 5)
    }
    assert.equal(laterEnd(5, { endsAt: Number.POSITIVE_INFINITY }), 5)
  })
})
