import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import type { CountTable, Group, ProtectedFigure, ProtectedRelease, Release } from './index.ts'
import { defaultRules, percentageOf, protect } from './index.ts'
import { countedFrom, organisationFrom } from './test-organisations.ts'

const categories = ['awareness', 'working', 'practitioner', 'expert']
const hidden = 'hidden'

function organisationOf(rows: Readonly<Record<string, readonly number[]>>): Release {
  const teams = Object.keys(rows).map((id): Group => ({ id, within: 'all', dimension: 'team' }))
  const groups: Group[] = [{ id: 'all', dimension: 'organisation' }, ...teams]
  return { groups, tables: [levelsOf(rows)] }
}

function levelsOf(rows: Readonly<Record<string, readonly number[]>>): CountTable {
  return {
    name: 'python',
    item: { dimension: 'skill', value: 'python' },
    attribute: 'level',
    categories,
    counts: new Map(Object.entries(rows)),
  }
}

function shownOf(release: Release, earlier: readonly Release[] = []): ProtectedRelease {
  const protection = protect(release, { earlier })
  if (protection.outcome === 'refused') assert.fail(protection.words)
  return protection.release
}

function markOf({ mark }: ProtectedFigure): number | string {
  return 'shown' in mark ? mark.shown : hidden
}

function row(release: ProtectedRelease, group: string): (number | string)[] {
  return release.table('python').row(group).map(markOf)
}

const large = { c: [22, 31, 18, 12], d: [25, 30, 41, 19] }

test('rounds what is shown to 5', () => {
  const release = shownOf(organisationOf({ a: [12, 23, 38, 41], ...large }))
  assert.deepEqual(row(release, 'a'), [10, 25, 40, 40])
  assert.equal(release.headcount('a').words, '115')
  assert.equal(release.table('python').figure('all', 'expert').words, '70')
})

test('shows zero as it is, in tables that single nobody out', () => {
  const release = shownOf(organisationOf({ a: [12, 23, 38, 0], ...large }))
  assert.deepEqual(row(release, 'a'), [10, 25, 40, 0])
})

test('hides a small count and a second one in its row', () => {
  const release = shownOf(organisationOf({ a: [3, 23, 38, 41], ...large }))
  assert.deepEqual(row(release, 'a'), [hidden, hidden, 40, 40])
})

test('says why a figure is hidden in words and as a code', () => {
  const figure = shownOf(organisationOf({ a: [3, 23, 38, 41], ...large }))
    .table('python')
    .figure('a', 'awareness')
  assert.equal(figure.words, 'Fewer than 5, or hidden so that a small number cannot be worked out')
  assert.equal(JSON.stringify(figure), '{"hidden":"small-or-linked","threshold":5}')
})

test('does not show that everyone in a team is at one level', () => {
  const release = shownOf(organisationOf({ a: [8, 0, 0, 0], b: [6, 7, 0, 9], ...large }))
  const figures = row(release, 'a')
  assert.equal(figures[0], hidden)
  assert.ok(figures.filter((each) => each === hidden).length >= 2)
})

test('does not show that all but a few in a team are at one level', () => {
  const release = shownOf(organisationOf({ a: [18, 2, 0, 0], b: [16, 17, 0, 9], ...large }))
  assert.deepEqual(row(release, 'a').slice(0, 2), [hidden, hidden])
})

test('shows that nothing is recorded of anyone in a team', () => {
  const release = organisationOf({ a: [0, 0, 0, 20], ...large })
  const tables = release.tables.map((table) => ({ ...table, notRecorded: 'expert' }))
  assert.deepEqual(row(shownOf({ ...release, tables }), 'a'), [0, 0, 0, 20])
})

test('withdraws a small team with the smallest beside it', () => {
  const release = shownOf(
    organisationOf({ a: [1, 1, 1, 0], b: [6, 7, 0, 9], e: [20, 20, 20, 20], ...large }),
  )
  const headcounts = ['a', 'b', 'e'].map((id) => markOf(release.headcount(id)))
  assert.deepEqual(headcounts, [hidden, hidden, 80])
  assert.deepEqual(row(release, 'b'), [hidden, hidden, hidden, hidden])
})

test('shows no part of a unit whose parts are all small', () => {
  const release = shownOf(organisationOf({ a: [1, 1, 1, 1], b: [2, 1, 0, 1], c: [2, 1, 0, 1] }))
  assert.equal(release.headcount('all').words, '10')
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => markOf(release.headcount(id))),
    [hidden, hidden, hidden],
  )
})

test('protects people who are directly in a unit like a team of their own', () => {
  const { groups } = organisationOf({ a: [], ...large })
  const rows = { all: [0, 0, 0, 1], a: [12, 13, 14, 15], ...large }
  const release = shownOf({ groups, tables: [levelsOf(rows)] })
  const headcounts = ['a', 'c', 'd'].map((id) => markOf(release.headcount(id)))
  assert.deepEqual(headcounts, [hidden, 85, 115])
})

test('holds tables by sex to 10 and does not tell zero from small', () => {
  const sexes: CountTable = {
    name: 'sexes',
    attribute: 'sex',
    categories: ['women', 'men'],
    counts: new Map([
      ['a', [0, 30]],
      ['b', [9, 31]],
      ['c', [44, 39]],
    ]),
  }
  const { groups } = organisationOf({ a: [], b: [], c: [] })
  const table = shownOf({ groups, tables: [sexes] }).table('sexes')
  const marks = ['a', 'b'].map((id) => table.row(id).map(markOf))
  assert.deepEqual(marks, [
    [hidden, hidden],
    [hidden, hidden],
  ])
  assert.match(table.figure('a', 'women').words, /^Fewer than 10,/)
})

test('holds every table by level of women and men to 10', () => {
  const { groups, tables } = organisationOf({ women: [6, 22, 23, 24], men: [20, 22, 33, 24] })
  const bySex = groups.map((group) => (group.id === 'all' ? group : { ...group, dimension: 'sex' }))
  assert.equal(row(shownOf({ groups: bySex, tables }), 'women')[0], hidden)
  assert.equal(row(shownOf({ groups, tables }), 'women')[0], 5)
})

const refusals: readonly (readonly [string, Release, string])[] = [
  ['fewer than 5 people', organisationOf({ a: [1, 1, 1, 0], b: [1, 0, 0, 0] }), 'too-few-people'],
  [
    'a filter that is not declared',
    { ...organisationOf(large), tables: [{ ...levelsOf(large), attribute: 'shoe-size' }] },
    'dimensions-not-allowed',
  ],
  [
    'an attribute in two tables',
    {
      ...organisationOf(large),
      tables: [levelsOf(large), { ...levelsOf(large), name: 'python again' }],
    },
    'attribute-counted-twice',
  ],
]

for (const [what, release, code] of refusals) {
  test(`refuses ${what}`, () => {
    const protection = protect(release)
    assert.equal(protection.outcome === 'refused' && protection.code, code)
  })
}

const unsound: readonly (readonly [string, (release: Release) => Release])[] = [
  ['a count that is no whole number', (release) => withRow(release, [1.5, 2, 3, 4])],
  ['a count below 0', (release) => withRow(release, [-1, 2, 3, 4])],
  ['a row that is too short', (release) => withRow(release, [1, 2])],
  ['no table', (release) => ({ ...release, tables: [] })],
  ['groups in two trees', ({ groups, tables }) => ({ groups: groups.slice(1), tables })],
  ['a group listed twice', ({ groups, tables }) => ({ groups: [...groups, ...groups], tables })],
  [
    'tables of different people',
    ({ groups, tables }) => {
      const grades = {
        ...levelsOf({ ...large, c: [1, 1, 1, 1] }),
        name: 'grades',
        attribute: 'grade',
      }
      const { item: _, ...table } = grades
      return { groups, tables: [...tables, table] }
    },
  ],
]

function withRow({ groups }: Release, counts: readonly number[]): Release {
  return { groups, tables: [levelsOf({ ...large, c: counts })] }
}

for (const [what, spoilt] of unsound) {
  test(`throws on ${what}`, () => {
    assert.throws(() => protect(spoilt(organisationOf(large))), RangeError)
  })
}

test('one joiner changes nothing until as many as the threshold have changed', () => {
  const first = organisationOf({ a: [7, 23, 38, 41], ...large })
  const joined = organisationOf({ a: [8, 23, 38, 41], ...large })
  const five = organisationOf({ a: [8, 26, 39, 41], ...large })
  assert.deepEqual(row(shownOf(joined), 'a'), [10, 25, 40, 40])
  assert.deepEqual(row(shownOf(joined, [first]), 'a'), [5, 25, 40, 40])
  assert.deepEqual(row(shownOf(five, [first, joined]), 'a'), [10, 25, 40, 40])
})

test('shows what changed in a team that outgrows another', () => {
  const first = organisationOf({ a: [7, 23, 38, 41], b: [20, 30, 30, 30], ...large })
  const grown = organisationOf({ a: [27, 23, 38, 41], b: [20, 30, 30, 30], ...large })
  assert.deepEqual(row(shownOf(grown, [first]), 'a'), [25, 25, 40, 40])
  assert.deepEqual(row(shownOf(grown, [first]), 'b'), row(shownOf(first), 'b'))
})

test('refuses a release of other groups beside an earlier one', () => {
  const first = organisationOf({ a: [7, 23, 38, 41], ...large })
  const protection = protect(organisationOf(large), { earlier: [first] })
  assert.equal(protection.outcome === 'refused' && protection.code, 'differs-from-earlier')
})

test('passes over earlier releases that were refused', () => {
  const refused = organisationOf({ a: [1, 0, 0, 0] })
  const release = organisationOf({ a: [7, 23, 38, 41], ...large })
  assert.deepEqual(row(shownOf(release, [refused]), 'a'), row(shownOf(release), 'a'))
})

test('works out percentages from rounded counts of at least 30', () => {
  const release = shownOf(organisationOf({ a: [12, 23, 38, 41], b: [3, 7, 7, 7], ...large }))
  const share = (group: string, category: string): string => {
    const part = release.table('python').figure(group, category)
    return percentageOf(part, release.headcount(group), defaultRules).words
  }
  assert.equal(share('a', 'expert'), String(Math.round((100 * 40) / 115)))
  assert.match(share('b', 'awareness'), /^Fewer than 5,/)
  assert.equal(share('b', 'expert'), 'Not worked out for fewer than 30 people')
})

test('throws on a group, table or category that is not in the release', () => {
  const release = shownOf(organisationOf(large))
  assert.throws(() => release.headcount('x'), RangeError)
  assert.throws(() => release.table('x'), RangeError)
  assert.throws(() => release.table('python').row('x'), RangeError)
  assert.throws(() => release.table('python').figure('c', 'x'), RangeError)
})

const anySeed = fc.integer({ min: 1, max: 100_000 })

test('shows multiples of 5, hides none alone in its row, and holds no other number', () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const release = countedFrom(organisationFrom(seed))
      const protection = protect(release)
      if (protection.outcome === 'refused') return
      for (const table of protection.release.tables) {
        for (const group of protection.release.groups) {
          const marks = table.row(group).map(markOf)
          assert.notEqual(marks.filter((mark) => mark === hidden).length, 1)
          assert.ok(marks.every((mark) => typeof mark === 'string' || mark % 5 === 0))
        }
      }
      const inside = inspect(protection.release, { depth: null, showHidden: true })
      assert.ok(!inside.includes('counts'))
    }),
    { numRuns: 30 },
  )
})

test('gives the same figures whatever the order of the groups', () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const release = countedFrom(organisationFrom(seed))
      const turned = { ...release, groups: release.groups.toReversed() }
      assert.deepEqual(figuresOf(turned), figuresOf(release))
    }),
    { numRuns: 30 },
  )
})

function figuresOf(release: Release): readonly unknown[] {
  const protection = protect(release)
  if (protection.outcome === 'refused') return [protection.code]
  return protection.release.groups
    .toSorted()
    .map((id) => [
      id,
      markOf(protection.release.headcount(id)),
      ...protection.release.tables.map((table) => table.row(id).map(markOf)),
    ])
}
