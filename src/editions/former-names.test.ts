import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { formerSlugs, slugsOf } from '../framework/index.ts'
import { formerNamesFile, formerNamesOf } from './former-names.ts'

const file = {
  roles: [
    {
      name: 'Kite maker (silk)',
      was: ['Maker of kites', 'Kites'],
      addresses: ['kite-maker'],
      levels: [{ name: 'Lead', was: ['Head'] }],
    },
  ],
  skills: [{ name: 'Knots', was: ['Tying'] }],
  retired: { skills: [{ name: 'Tar', lastEdition: '1999', note: ' Too sticky. ' }] },
}

test('the register holds names and slugs, newest first', () => {
  assert.ok(Value.Check(formerNamesFile, file))
  const register = formerNamesOf(file)
  assert.deepEqual(formerSlugs(register.roles).get('kite-maker-silk'), ['maker-of-kites', 'kites'])
  assert.deepEqual(slugsOf(register.roles, 'kites'), [
    'kite-maker-silk',
    'maker-of-kites',
    'kites',
    'kite-maker',
  ])
  assert.deepEqual(slugsOf(register.skills, 'unheard-of'), ['unheard-of'])
  assert.equal(register.roles[0]?.levels[0]?.former[0]?.slug, 'head')
  assert.deepEqual(register.retired, [
    { kind: 'skill', name: 'Tar', slug: 'tar', lastEdition: '1999', note: 'Too sticky.' },
  ])
})

test('a pack without former names has an empty register', () => {
  assert.deepEqual(formerNamesOf(), { families: [], roles: [], skills: [], retired: [] })
})

test('an address that is no slug is refused', () => {
  const bad = { roles: [{ name: 'Kite maker', addresses: ['../x'] }] }
  assert.equal(Value.Check(formerNamesFile, bad), false)
})
