import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { folded, proseBlocks, words } from './text.ts'

test('prose is paragraphs and lists with their lead-in', () => {
  assert.deepEqual(proseBlocks('Builds things.\n\nYou will:\n- plan\n- build'), [
    { kind: 'paragraph', text: 'Builds things.' },
    { kind: 'list', lead: 'You will:', items: ['plan', 'build'] },
  ])
})

test('a paragraph directly after a list is a paragraph of its own', () => {
  assert.deepEqual(proseBlocks('You will:\n- plan\nThere are two tracks.'), [
    { kind: 'list', lead: 'You will:', items: ['plan'] },
    { kind: 'paragraph', text: 'There are two tracks.' },
  ])
})

test('no word of prose is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z :-]{0,20}$/)), (lines) => {
      const text = lines.join('\n')
      const kept = proseBlocks(text).flatMap((block) =>
        block.kind === 'paragraph' ? [block.text] : [block.lead ?? '', ...block.items],
      )
      assert.deepEqual(words(kept.join(' ')), words(text))
    }),
  )
})

test('folding ignores case, space, quotation marks and closing punctuation', () => {
  assert.equal(folded('  Explain the team’s  “why”. '), 'explain the team\'s "why"')
  assert.equal(folded('one\u200btwo'), 'onetwo')
})

test('folding twice is folding once', () => {
  fc.assert(fc.property(fc.string(), (text) => folded(folded(text)) === folded(text)))
})

test('words keep their apostrophes and lose their punctuation', () => {
  assert.deepEqual(words("The user's needs - first!"), ['the', "user's", 'needs', 'first'])
})
