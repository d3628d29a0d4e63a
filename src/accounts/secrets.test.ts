import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashPassword, isPassword, whyWeak } from './passwords.ts'
import { hashRecoveryCode, newRecoveryCodes, newSecret, stepOfCode } from './second-factor.ts'
import { formWord, hashToken, newToken, safeOf } from './secrets.ts'

test('a safe gives back what was sealed, to its owner, with its key, unchanged', () => {
  const safe = safeOf('k'.repeat(32))
  fc.assert(
    fc.property(fc.string(), fc.uuid(), fc.nat(), (text, owner, at) => {
      const sealed = safe.seal(text, owner)
      assert.equal(safe.open(sealed, owner), text)
      assert.throws(() => safe.open(sealed, `${owner}x`), RangeError)
      assert.throws(() => safeOf('other'.repeat(8)).open(sealed, owner), RangeError)
      const bytes = Buffer.from(sealed, 'base64url')
      const place = at % bytes.length
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
      assert.throws(() => safe.open(bytes.toString('base64url'), owner), RangeError)
    }),
  )
})

test('tokens differ, and neither their hash nor the word of a form gives them away', () => {
  const tokens = Array.from({ length: 100 }, newToken)
  const all = tokens.flatMap((token) => [token, hashToken(token), formWord(token)])
  assert.equal(new Set(all).size, 300)
})

test('passwords are kept as Argon2id, and only the right one is right', async () => {
  const kept = await hashPassword('kettle orbit mango')
  assert.match(kept, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await isPassword('kettle orbit mango', kept), true)
  assert.equal(await isPassword('kettle orbit mangos', kept), false)
  assert.equal(await isPassword('of nobody', null), false)
})

const weak: readonly (readonly [string, string])[] = [
  ['short', 'tk8!vQz'],
  ['common', 'password1234'],
  ['a row of keys', 'qwertyuiop123'],
  ['one letter', 'aaaaaaaaaaaaaaaa'],
  ['the name of its owner', 'ada lovelace1'],
  ['endless', 'x7'.repeat(101)],
]
for (const [what, password] of weak) {
  test(`refuses a password that is ${what}, in a sentence`, () => {
    assert.match(whyWeak(password, ['Ada Lovelace', 'ada@example.org']) ?? '', /\.$/)
  })
}

test('estimates the beginning of a password alone: the rest costs time and adds little', () => {
  const beginning = 'password1234'.repeat(4).slice(0, 40)
  assert.match(whyWeak(`${beginning}${newToken()}`, []) ?? '', /easy to guess/)
  assert.equal(whyWeak(`kettle orbit mango ${beginning.repeat(3)}`, []), undefined)
})

test('takes three random words, and the longest password there may be', () => {
  assert.equal(whyWeak('kettle orbit mango', ['Ada']), undefined)
  assert.equal(whyWeak(newToken().repeat(5).slice(0, 200), []), undefined)
})

test('recovery codes differ and are recognised however they are typed', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) {
    assert.match(code, /^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/)
    assert.equal(
      hashRecoveryCode(` ${code.toLowerCase().replace('-', ' ')}`),
      hashRecoveryCode(code),
    )
  }
})

test('nothing but six digits is a code', () => {
  const secret = newSecret()
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６']) {
    assert.equal(stepOfCode(code, { secret, lastStep: 0, now: new Date() }), undefined)
  }
})
