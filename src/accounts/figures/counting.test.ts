import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { directPeople } from '../../aggregates/release.ts'
import type { CountTable } from '../../aggregates/index.ts'
import type { HoldingToCount, PostToCount, ToCount } from '../store/figures.ts'
import { countsOfStore, everyone, shapeOf, unknown } from './counting.ts'
import { countsFrom, countsToKeep } from './kept-counts.ts'

const shape = { teams: ['a', 'b'], grades: ['g6', 'g7'], families: ['data'] }
const meanings = {
  topOf: (team: string) => ({ a1: 'a', a: 'a', b: 'b' })[team],
  familyOf: ({ role_level: path }: PostToCount) => path ?? undefined,
}

function post(id: string, parts: Partial<PostToCount> = {}): PostToCount {
  const none = { grade_id: null, framework: null, edition: null, role_level: null }
  return { id, ...none, funded: 1, ...parts }
}

function held(person: string, on: string, parts: Partial<HoldingToCount> = {}): HoldingToCount {
  const usual = { terms: 'permanent' as const, fte: 100, from_day: '2026-01-01' }
  return { id: `${person} in ${on}`, post_id: on, person_id: person, ...usual, ...parts }
}

/** The categories of one person, by table. */
function homeOf(rows: Omit<ToCount, 'people'>, team: string | null = 'a1') {
  const { people } = countsOfStore(
    { ...rows, people: [{ id: 'p', team_id: team }] },
    shape,
    meanings,
  )
  return Object.fromEntries(
    people.tables.map(({ name, categories, counts }) => {
      const found = [...counts].find(([, row]) => row.includes(1))
      return [name, `${found?.[0]}: ${categories[found?.[1].indexOf(1) ?? -1]}`]
    }),
  )
}

const all = (value: string) => ({
  grade: value,
  'role-family': value,
  terms: value,
  'working-time': value,
})

describe('a person counts', () => {
  it('in the top team, by the post they hold', () => {
    const posts = [post('1', { grade_id: 'g7', role_level: 'data' })]
    assert.deepEqual(homeOf({ posts, holdings: [held('p', '1', { terms: 'loan', fte: 60 })] }), {
      grade: 'a: g7',
      'role-family': 'a: data',
      terms: 'a: loan',
      'working-time': 'a: part-time',
    })
  })

  it('as unknown where nothing is recorded, or nothing that the series began with', () => {
    assert.deepEqual(homeOf({ posts: [], holdings: [] }), all('a: unknown'))
    assert.deepEqual(homeOf({ posts: [], holdings: [] }, null), all('unknown: unknown'))
    assert.deepEqual(homeOf({ posts: [], holdings: [] }, 'newer'), all('unknown: unknown'))
    const posts = [post('1', { grade_id: 'newer', role_level: 'newer' })]
    const { grade, 'role-family': family } = homeOf({ posts, holdings: [held('p', '1')] })
    assert.deepEqual([grade, family], ['a: unknown', 'a: unknown'])
  })

  it('once, by the post with the most hours and then the one held longest', () => {
    const posts = [post('1', { grade_id: 'g6' }), post('2', { grade_id: 'g7' })]
    const more = [held('p', '1', { fte: 40 }), held('p', '2', { fte: 60 })]
    const { grade, 'working-time': time } = homeOf({ posts, holdings: more })
    assert.deepEqual([grade, time], ['a: g7', 'a: full-time'])
    const longer = [held('p', '1', { from_day: '2025-01-01' }), held('p', '2')]
    assert.equal(homeOf({ posts, holdings: longer })['grade'], 'a: g6')
  })
})

const anyRows: fc.Arbitrary<ToCount> = fc.record(
  {
    people: fc
      .array(fc.constantFrom(null, 'a', 'a1', 'b', 'newer'), { maxLength: 30 })
      .map((teams) => teams.map((team, at) => ({ id: `${at}`, team_id: team }))),
    posts: fc
      .array(fc.tuple(fc.constantFrom(null, 'g6', 'g7', 'newer'), fc.constantFrom<0 | 1>(0, 1)), {
        maxLength: 30,
      })
      .map((each) => each.map(([grade, funded], at) => post(`${at}`, { grade_id: grade, funded }))),
    holdings: fc
      .array(fc.tuple(fc.nat(29), fc.nat(29), fc.integer({ min: 1, max: 100 })), { maxLength: 40 })
      .map((each) =>
        each.map(([person, on, fte], at) => held(`${person}`, `${on}`, { id: `${at}`, fte })),
      ),
  },
  { noNullPrototype: true },
)

function sumOf(table: CountTable): number {
  return [...table.counts.keys()].reduce((sum, id) => sum + directPeople(table, id), 0)
}

describe('whatever is recorded', () => {
  it('everyone is in every table once, and so is every post that nobody holds', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { people, vacancies } = countsOfStore(rows, shape, meanings)
        const taken = new Set(rows.holdings.map(({ post_id: id }) => id))
        for (const table of people.tables) assert.equal(sumOf(table), rows.people.length)
        for (const table of vacancies.tables) {
          assert.equal(sumOf(table), rows.posts.filter(({ id }) => !taken.has(id)).length)
        }
      }),
    )
  })

  it('the shape stays, and counts are read as they were kept', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const counts = countsOfStore(rows, shape, meanings)
        assert.deepEqual(shapeOf(counts), shape)
        assert.deepEqual(countsFrom(countsToKeep(counts)), counts)
        const { groups } = counts.people
        assert.deepEqual(
          groups.map(({ id }) => id),
          [everyone, ...shape.teams, unknown],
        )
      }),
    )
  })
})
