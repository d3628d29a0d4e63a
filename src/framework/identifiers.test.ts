import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameworkId, slugOf, statementId, thingId, uniqueSlugs } from './identifiers.ts'

const namespace = frameworkId('https://example.org/f')

test('slugs are lower case words joined by hyphens', () => {
  const cases = [
    ['Development operations (DevOps) engineer', 'development-operations-devops-engineer'],
    ['Senior developer - management', 'senior-developer-management'],
    ['Head of (Agile) delivery management', 'head-of-agile-delivery-management'],
    ["People's café", 'peoples-cafe'],
    ['???', 'unnamed'],
  ] as const
  for (const [name, slug] of cases) assert.equal(slugOf(name), slug)
})

test('the slug of a slug is itself', () => {
  fc.assert(fc.property(fc.string(), (name) => slugOf(slugOf(name)) === slugOf(name)))
})

test('slugs that are given out are never given twice', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (names) => {
      const unique = uniqueSlugs()
      const slugs = names.map(unique)
      assert.equal(new Set(slugs).size, slugs.length)
    }),
  )
})

test('the first of two names with one slug keeps its address', () => {
  const unique = uniqueSlugs()
  assert.deepEqual(['Test manager', 'Test: manager'].map(unique), [
    'test-manager',
    'test-manager-2',
  ])
})

test('identifiers are name-based UUIDs of version 5', () => {
  assert.match(namespace, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(frameworkId('http://python.org/'), '4c565f0d-3f5a-5890-b41b-20cf47701c5e')
})

test('the same words keep their identifier, other words, levels and skills do not', () => {
  const id = (skill: string, level: string, text: string): string =>
    statementId(namespace, { skill, level, text })
  assert.equal(id('a', 'working', 'Explain  Why'), id('a', 'working', 'explain why'))
  assert.notEqual(id('a', 'working', 'explain why'), id('a', 'working', 'explain how'))
  assert.notEqual(id('a', 'working', 'explain why'), id('a', 'expert', 'explain why'))
  assert.notEqual(id('a', 'working', 'explain why'), id('b', 'working', 'explain why'))
  assert.notEqual(thingId(namespace, 'roles', 'a'), thingId(namespace, 'skills', 'a'))
})
