import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedEncoding } from './encodings.ts'

const cases: readonly (readonly [string | undefined, string])[] = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP;Q=1', 'gzip'],
  ['gzip, br;q=0', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['identity', 'identity'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['gzip;q=nonsense', 'identity'],
  ['zstd', 'identity'],
]

for (const [header, encoding] of cases) {
  test(`Accept-Encoding ${header} is answered in ${encoding}`, () => {
    assert.equal(acceptedEncoding(header), encoding)
  })
}
