import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { holdsUnseen, saysSomething } from './unseen.ts'

describe('characters that cannot be seen', () => {
  it('are found wherever they stand', () => {
    for (const code of [
      0x00, 0x85, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e,
      0x2028, 0x2029, 0x202e, 0x2060, 0x2069, 0x2800, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xe0041,
      0xe0100,
    ]) {
      const character = String.fromCodePoint(code)
      for (const text of [`Anna${character}`, `An${character}na`, `${character}Anna`]) {
        assert.ok(holdsUnseen(text), code.toString(16))
      }
    }
  })

  it('are none in names as people write them', () => {
    for (const name of [
      'Zoë Ångström-O’Neill',
      'محمد عبد\u200cالله',
      'ක්\u200dෂ',
      '葛\u{e0100}城',
      '김민준',
      'N\u0303 A\u030a',
      'Data \u2764\ufe0f',
    ]) {
      assert.equal(holdsUnseen(name), false, name)
      assert.ok(saysSomething(name))
    }
  })
})

it('a text without a letter or a digit says nothing', () => {
  for (const text of ['', ' ', '–', '.', '\u3164', '\u2060', '\u0301']) {
    assert.equal(saysSomething(text), false)
  }
  assert.ok(saysSomething('7'))
})
