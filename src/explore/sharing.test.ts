import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asks, kiteFragment, kiteRole, kitesInput, kiteSkill } from '../../test/kites.ts'
import { compileCapability } from '../framework/index.ts'
import { indexOf } from './lookup.ts'
import { rolesSharingSkills } from './sharing.ts'

const levels = ['Only']
const { edition } = compileCapability(kitesInput, [
  kiteFragment({
    roles: ['Maker', 'Flyer', 'Seller', 'Baker'].map((name) => kiteRole(name, levels)),
    skills: ['Flying', 'Knots', 'Glue', 'Prices', 'Bread'].map((name) =>
      kiteSkill(name, [['do it']]),
    ),
    requirements: [
      ...asks('Maker', 'Only', { Flying: 'working', Knots: 'expert', Glue: 'expert' }),
      ...asks('Flyer', 'Only', { Flying: 'expert', Knots: 'awareness' }),
      ...asks('Seller', 'Only', { Flying: 'awareness', Prices: 'expert' }),
      ...asks('Baker', 'Only', { Bread: 'expert' }),
    ],
  }),
])

test('roles are listed by the number of skills they share, and only if they share one', () => {
  const index = indexOf(edition)
  const maker = index.roles.get('maker')
  assert.ok(maker !== undefined)
  assert.deepEqual(
    rolesSharingSkills(index, maker).map(({ role, shared }) => [
      role.slug,
      shared.map(({ slug }) => slug),
    ]),
    [
      ['flyer', ['flying', 'knots']],
      ['seller', ['flying']],
    ],
  )
})
