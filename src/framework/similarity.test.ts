import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { agreement, comparable, likeness, pairings } from './similarity.ts'

const text = fc.array(fc.constantFrom('set', 'clear', 'goals', 'explain', 'why'), { maxLength: 6 })
const sentence = text.map((each) => comparable(each.join(' ')))

test('likeness counts words and neighbouring pairs of words', () => {
  // set, clear, goals, set clear, clear goals against set, goals, set goals: 2 of 8 shared, twice.
  assert.equal(likeness(comparable('set clear goals'), comparable('set goals')), 0.5)
  assert.equal(likeness(comparable('Set goals.'), comparable('set  goals')), 1)
  assert.equal(likeness(comparable('set goals'), comparable('explain why')), 0)
})

test('likeness is the same both ways and between 0 and 1', () => {
  fc.assert(
    fc.property(sentence, sentence, (a, b) => {
      const value = likeness(a, b)
      assert.equal(value, likeness(b, a))
      assert.ok(value >= 0 && value <= 1)
    }),
  )
})

test('each text is paired at most once', () => {
  fc.assert(
    fc.property(
      fc.array(sentence, { maxLength: 5 }),
      fc.array(sentence, { maxLength: 5 }),
      (a, b) => {
        const pairs = pairings(a, b)
        assert.equal(new Set(pairs.map((pair) => pair.left)).size, pairs.length)
        assert.equal(new Set(pairs.map((pair) => pair.right)).size, pairs.length)
      },
    ),
  )
})

test('agreement falls with a missing statement and with one too many', () => {
  const [a, b, c] = ['set goals', 'explain why', 'plan work'].map(comparable)
  assert.ok(a !== undefined && b !== undefined && c !== undefined)
  assert.equal(agreement([a, b], [b, a]), 1)
  assert.equal(agreement([a], [a, b]), 2 / 3)
  assert.equal(agreement([a, b], [a]), 2 / 3)
  assert.equal(agreement([a], [c]), 0)
  assert.equal(agreement([], []), 0)
})
