import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readableDate } from './dates.ts'
import { twinOf } from './envelope.ts'
import { shown, shownName } from './frame.ts'
import { tidyPath } from './http.ts'

describe('what pages show', () => {
  it('marks wording in another language than that of the page', () => {
    assert.deepEqual(shown({ lang: 'cy', value: 'Sgiliau' }), { value: 'Sgiliau', lang: 'cy' })
    assert.deepEqual(shown({ lang: 'en-GB', value: 'Skills' }), {
      value: 'Skills',
      lang: undefined,
    })
  })

  it('starts a name with a capital', () => {
    assert.equal(shownName({ lang: 'en', value: 'data engineer' }).value, 'Data engineer')
  })

  it('writes dates as people read them and leaves a year alone', () => {
    assert.equal(readableDate('2017-03-23'), '23 March 2017')
    assert.equal(readableDate('2023'), '2023')
    assert.equal(readableDate('2023-99-99'), '2023-99-99')
  })

  it('never tidies an address into one of another host', () => {
    for (const path of [
      '/example.org/',
      '//example.org//',
      '/\\example.org/',
      '/\\/example.org/',
    ]) {
      assert.equal(tidyPath(path), '/example.org')
    }
  })

  it('finds the address of the JSON twin', () => {
    assert.equal(twinOf('/'), '/index.json')
    assert.equal(twinOf('/roles/data-architect'), '/roles/data-architect.json')
    assert.equal(twinOf('/framework-health?code=x'), '/framework-health.json?code=x')
  })
})
