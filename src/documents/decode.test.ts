import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode, maxDocumentBytes } from './decode.ts'

test('UTF-8 is read with and without a byte order mark', () => {
  assert.equal(decode('a', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)).document?.text, 'a')
  assert.equal(decode('a', Uint8Array.of(0x61)).document?.text, 'a')
  assert.deepEqual(decode('a', Uint8Array.of(0x61)).findings, [])
})

test('Windows-1252 and UTF-16 are read and said', () => {
  const windows = decode('a', Uint8Array.of(0x63, 0x61, 0x66, 0xe9))
  assert.equal(windows.document?.text, 'café')
  assert.equal(windows.findings[0]?.code, 'not-utf-8')
  const wide = decode('a', Uint8Array.of(0xff, 0xfe, 0x61, 0x00))
  assert.equal(wide.document?.text, 'a')
  assert.equal(wide.findings[0]?.code, 'not-utf-8')
})

test('a binary file is refused with a sentence', () => {
  const { document, findings } = decode('a.png', Uint8Array.of(0x89, 0x50, 0x00, 0x0d))
  assert.equal(document, undefined)
  assert.deepEqual([findings[0]?.code, findings[0]?.severity], ['not-text', 'error'])
})

test('a file of more than the largest size is refused with a sentence', () => {
  const { document, findings } = decode('a.csv', new Uint8Array(maxDocumentBytes + 1))
  assert.equal(document, undefined)
  assert.equal(findings[0]?.code, 'document-too-large')
})

test('no bytes make it throw', () => {
  const numRuns = process.env['CAPABLE_TEST_FULL'] === undefined ? 200 : 10_000
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { document, findings } = decode('any', bytes)
      assert.ok(document !== undefined || findings.length > 0)
    }),
    { numRuns },
  )
})
