import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { repairEncoding } from './encoding.ts'

test('UTF-8 that was read as Windows-1252 is put right', () => {
  const cases: [string, string, number][] = [
    ['peopleâ€™s needs', 'people’s needs', 1],
    ['â€˜health checksâ€™', '‘health checks’', 2],
    ['techniquesâ€‹', 'techniques', 1],
    ['cafÃ©', 'café', 1],
    ['Â£5', '£5', 1],
  ]
  for (const [before, text, places] of cases) {
    assert.deepEqual(repairEncoding(before), { text, places })
  }
})

test('zero-width spaces are removed, also where they are not mis-encoded', () => {
  assert.deepEqual(repairEncoding('one\u200b'), { text: 'one', places: 1 })
})

test('wording that only looks odd stays', () => {
  for (const text of ['café', '£5', 'naïve “quotes” – and … ', 'Âge', '€ 5', 'dÃ', 'TÂCHES']) {
    assert.deepEqual(repairEncoding(text), { text, places: 0 })
  }
})

test('every character that Windows-1252 can mangle comes back', () => {
  const windows1252 = new TextDecoder('windows-1252')
  const letters = fc.stringMatching(/^[a-zé’‘“”–—…£ ]{0,20}$/)
  fc.assert(
    fc.property(letters, (text) => {
      const mangled = windows1252.decode(new TextEncoder().encode(text))
      assert.equal(repairEncoding(mangled).text, text)
    }),
  )
})
