import assert from 'node:assert/strict'
import { test } from 'node:test'
import { licenceLinks } from './licences.ts'

const url = 'https://example.org/terms'
const other = 'https://creativecommons.org/licenses/by-nc-sa/4.0/'

const names: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['Open terms', [['Open terms', url]]],
  [
    'Open terms or CC BY-NC-SA 4.0',
    [
      ['Open terms', url],
      ['CC BY-NC-SA 4.0', other],
    ],
  ],
  ['Open terms or terms nobody knows', [['Open terms or terms nobody knows', url]]],
  ['Open terms or CC BY-NC-SA 4.0 or more', [['Open terms or CC BY-NC-SA 4.0 or more', url]]],
]
for (const [name, links] of names) {
  test(`the licence “${name}” has ${links.length === 1 ? 'one link' : 'a link each'}`, () => {
    assert.deepEqual(
      licenceLinks({ name, url, attribution: '' }).map(({ text, href }) => [text, href]),
      links,
    )
  })
}
