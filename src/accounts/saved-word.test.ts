import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openSaved, sealSaved } from './saved-word.ts'
import { safeOf } from './secrets.ts'

const safe = safeOf('x'.repeat(32))
const now = new Date('2026-11-22T09:00:00Z')
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

describe('what was saved', () => {
  const text = 'The grade “Ann’s” was saved.\nAll of it.'
  const sealed = sealSaved(safe, text, { token: 'mine', now })

  it('is told to the session it is for, for a minute', () => {
    assert.equal(openSaved(safe, sealed, { token: 'mine', now: later(60) }), text)
    assert.equal(openSaved(safe, sealed, { token: 'mine', now: later(61) }), undefined)
    assert.equal(openSaved(safe, sealed, { token: 'other', now }), undefined)
  })

  it('cannot be made up', () => {
    const other = sealSaved(safeOf('y'.repeat(32)), text, { token: 'mine', now })
    const changed = `${sealed.slice(0, -4)}AAAA`
    for (const wrong of [undefined, '', 'Hello', other, changed])
      assert.equal(openSaved(safe, wrong, { token: 'mine', now }), undefined)
  })
})
