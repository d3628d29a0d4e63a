import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectionPageReader } from './reader.ts'

const page = `Kite Profession Capability Framework

Kite roles and the skills they need.

Use it to:

  • learn about roles
  • plan

If you have questions, write to:

Making: kite maker

A kite maker makes kites. They mend them.

  1. Kite maker: role description
  2. Kite maker roles: skill levels
  3. Head of kites: skills they need
  4. Kite maker: skills they need

Flying: kite flyer - large kites

Flyers fly.

Published 3 April 2019
`

function read(text: string) {
  const { fragments, findings } = collectionPageReader.read({ name: 'page.txt', text })
  const [fragment] = fragments
  assert.ok(fragment?.kind === 'capability')
  return { fragment, findings, codes: findings.map((finding) => finding.code) }
}

test('a role has its family, its sentences and the levels its contents name', () => {
  const { fragment } = read(page)
  assert.deepEqual(
    fragment.roles?.map(({ family, name, description, levels }) => ({
      family,
      name,
      description,
      levels: levels.map((level) => [level.number, level.name]),
    })),
    [
      {
        family: 'Making',
        name: 'kite maker',
        description: 'A kite maker makes kites. They mend them.',
        levels: [
          [1, 'Head of kites'],
          [2, 'Kite maker'],
        ],
      },
      {
        family: 'Flying',
        name: 'kite flyer - large kites',
        description: 'Flyers fly.',
        levels: [],
      },
    ],
  )
})

test('what the framework is for, its title and its date are read', () => {
  const { fragment } = read(page)
  assert.equal(fragment.title, 'Kite Profession Capability Framework')
  assert.equal(fragment.published, '2019-04-03')
  assert.deepEqual(
    fragment.purposes?.map((line) => line.text),
    ['learn about roles', 'plan'],
  )
})

test('a sentence that lost its end and an order that is not known are said', () => {
  assert.deepEqual(read(page).codes, ['unfinished-sentence', 'level-order-unknown'])
})

test('a role without a description is said', () => {
  assert.ok(read(page.replace('Flyers fly.\n', '')).codes.includes('role-without-description'))
})
