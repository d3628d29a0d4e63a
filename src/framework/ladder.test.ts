import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role, RoleLevel, Track } from './capability-framework.ts'
import { stepsOf } from './ladder.ts'

function level(slug: string, rank: number | null, track: Track | null = null): RoleLevel {
  return {
    id: slug,
    slug,
    name: { lang: 'en', value: slug },
    number: null,
    rank,
    track,
    provenance: [],
  }
}

function steps(...levels: RoleLevel[]): string[] {
  const role: Role = {
    id: 'r',
    slug: 'r',
    name: { lang: 'en', value: 'r' },
    family: null,
    kind: 'levelled',
    levels,
    provenance: [],
  }
  return stepsOf(role).map(({ from, to }) => `${from.slug}>${to.slug}`)
}

test('a role without tracks steps from rank to rank', () => {
  assert.deepEqual(steps(level('a', 1), level('b', 2), level('c', 4)), ['a>b', 'b>c'])
})

test('a level without a track leads to both tracks, a track only to itself', () => {
  assert.deepEqual(
    steps(
      level('plain', 1),
      level('senior', 2, 'technical'),
      level('senior-m', 2, 'management'),
      level('lead', 3, 'technical'),
      level('lead-m', 3, 'management'),
    ).toSorted(),
    ['plain>senior', 'plain>senior-m', 'senior-m>lead-m', 'senior>lead'],
  )
})

test('levels of unknown rank have no steps', () => {
  assert.deepEqual(steps(level('a', null), level('b', null)), [])
})
