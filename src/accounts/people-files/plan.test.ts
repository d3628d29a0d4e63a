import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { recognised } from './fields.ts'
import { planImport } from './plan.ts'
import type { Plan } from './plan.ts'
import type { Table } from './readers/table.ts'
import type { KnownLevel, KnownLevels } from './role-levels.ts'
import { afterwards } from './state.ts'
import type { State } from './state.ts'

const organisationId = 'org'
const grades = ['AO', 'EO', 'HEO', 'SEO'].map((name) => ({ id: `grade-${name}`, name }))
const nothing: State = {
  people: [],
  administrators: [],
  teams: [],
  grades,
  posts: [],
  holdings: [],
  relations: [],
}

const level: KnownLevel = {
  framework: 'kites',
  edition: '2026-01-01',
  path: 'maker/lead',
  name: 'Lead maker',
  title: 'Maker: Lead maker',
}
const levels: KnownLevels = {
  all: [level],
  find: (text) =>
    text === level.path || text === level.name ? level : { wrong: 'No such role level.' },
}

let count = 0
const newId = (): string => `id-${(count += 1)}`

function tableOf(rows: readonly (readonly string[])[], headers: readonly string[]): Table {
  return { headers, rows: rows.map((cells, at) => ({ number: at + 2, cells })) }
}

function plan(table: Table, state: State = nothing, day = '2026-11-22'): Plan {
  const now = new Date(`${day}T09:00:00Z`)
  const mapping = recognised(table.headers)
  return planImport({ organisationId, table, mapping, state, levels, now, newId })
}

function faultsOf(
  rows: readonly (readonly string[])[],
  headers: readonly string[],
  state = nothing,
) {
  return plan(tableOf(rows, headers), state).faults.map(
    ({ row, column, message }) => `${row} ${column}: ${message}`,
  )
}

function loaded(rows: readonly (readonly string[])[], headers: readonly string[], state = nothing) {
  const made = plan(tableOf(rows, headers), state)
  assert.deepEqual(made.faults, [])
  return { made, state: afterwards(state, made.writes) }
}

/** What an organisation holds without identifiers, so that two can be compared. */
function inWords(state: State): Readonly<Record<string, readonly string[]>> {
  const named = [...state.people, ...state.teams, ...state.posts]
  const names = new Map<unknown, string>(named.map(({ id, reference }) => [id, reference]))
  const plain = (row: object): string =>
    JSON.stringify(row, (key, value: unknown) =>
      key === 'id' ? undefined : (names.get(value) ?? value),
    )
  return Object.fromEntries(
    Object.entries(state).map(([table, rows]: [string, readonly object[]]) => [
      table,
      rows.map(plain).toSorted(),
    ]),
  )
}

const isNothing = ({ writes }: Plan): boolean =>
  Object.values(writes).every((rows) => rows.length === 0)

const everything = [
  'Reference',
  'Name',
  'E-mail',
  'Team',
  'Parent team',
  'Line manager',
  'Professional assessor',
  'Countersigner',
  'Grade',
  'Post reference',
  'Job title',
  'Role level',
  'Terms',
  'FTE',
  'Started',
  'Left',
]

/** Quin manages Ros, who leaves and manages Sam. */
const managed = (left: string): string[][] => [
  ['1', 'Quin', '', ''],
  ['2', 'Ros', '1', left],
  ['3', 'Sam', '2', ''],
]

const linesEnd = (state: State): readonly (string | null)[] =>
  state.relations.map(({ until_day: until }) => until)

describe('a plan', () => {
  it('adds people with teams, posts and reporting lines', () => {
    const { state } = loaded(
      [
        [
          '1',
          'Ada Ash',
          'ada@example.org',
          'Data',
          'Digital',
          '',
          '',
          '',
          'SEO',
          'P1',
          'Lead',
          level.name,
          'Loan',
          '60%',
          '1/4/2025',
          '',
        ],
        [
          '2',
          'Ben Oak',
          '',
          'Digital',
          '',
          'ADA@example.org',
          '1',
          '',
          'EO',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
        ],
      ],
      everything,
    )
    assert.deepEqual(
      state.people.map(({ reference, email }) => [reference, email]),
      [
        ['1', 'ada@example.org'],
        ['2', null],
      ],
    )
    const digital = state.teams.find(({ name }) => name === 'Digital')
    assert.equal(state.teams.find(({ name }) => name === 'Data')?.parent_id, digital?.id)
    const [first, second] = state.posts
    assert.deepEqual(
      [first?.title, first?.grade_id, first?.role_level, first?.edition],
      ['Lead', 'grade-SEO', 'maker/lead', '2026-01-01'],
    )
    assert.equal(second?.reference, 'Post of 2')
    assert.deepEqual(
      state.holdings.map(({ terms, fte, from_day: from }) => [terms, fte, from]),
      [
        ['loan', 60, '2025-04-01'],
        ['permanent', 100, '2026-11-22'],
      ],
    )
    assert.deepEqual(
      state.relations.map(({ kind, other_id: other }) => [kind, other === state.people[0]?.id]),
      [
        ['line-manager', true],
        ['professional-assessor', true],
      ],
    )
  })

  it('finds people by reference, then by e-mail address, and says what changes', () => {
    const headers = ['Reference', 'Name', 'E-mail', 'Team']
    const before = loaded(
      [
        ['1', 'Ada Ash', 'ada@example.org', 'Data'],
        ['2', 'Ben Oak', 'ben@example.org', 'Data'],
        ['3', 'Cy Elm', '', ''],
      ],
      headers,
    ).state
    const { made, state } = loaded(
      [
        ['9', 'Ben Oak', 'BEN@example.org', ''],
        ['1', 'Ada Birch', 'ada@example.org', 'Data'],
      ],
      headers,
      before,
    )
    assert.deepEqual(
      made.rows.map(({ row, kind, differences }) => [row, kind, differences]),
      [
        [
          2,
          'changed',
          [
            { what: 'Reference', from: '2', to: '9' },
            { what: 'Team', from: 'Data', to: 'None' },
          ],
        ],
        [3, 'changed', [{ what: 'Name', from: 'Ada Ash', to: 'Ada Birch' }]],
      ],
    )
    assert.deepEqual(made.notInFile, [{ name: 'Cy Elm', reference: '3' }])
    assert.equal(state.people.length, 3)
    assert.equal(state.people.find(({ reference }) => reference === '9')?.email, 'ben@example.org')
  })

  it('leaves alone what the file has no column for', () => {
    const { state } = loaded(
      [['1', 'Ada', 'a@example.org', 'Data', 'Lead']],
      ['ID', 'Name', 'E-mail', 'Team', 'Job title'],
    )
    const { made } = loaded([['1', 'Ada']], ['ID', 'Name'], state)
    assert.ok(isNothing(made))
  })

  it('ends what the file says otherwise, and takes back what began today', () => {
    const headers = ['ID', 'Name', 'Line manager', 'Post reference']
    const first = loaded(
      [
        ['1', 'Ada', '', 'P1'],
        ['2', 'Ben', '1', 'P2'],
        ['3', 'Cy', '', 'P3'],
      ],
      headers,
    ).state
    const next = plan(
      tableOf(
        [
          ['1', 'Ada', '', 'P1'],
          ['2', 'Ben', '3', ''],
          ['3', 'Cy', '', 'P3'],
        ],
        headers,
      ),
      first,
      '2026-12-01',
    )
    const state = afterwards(first, next.writes)
    const line = state.relations.map(({ until_day: until, from_day: from }) => [from, until])
    assert.deepEqual(line, [
      ['2026-11-22', '2026-12-01'],
      ['2026-12-01', null],
    ])
    assert.equal(state.holdings.filter(({ until_day: until }) => until === '2026-12-01').length, 1)
    const undone = plan(tableOf([['2', 'Ben', '', '']], headers), first)
    assert.deepEqual(
      undone.writes.relations.map(({ from_day: from, until_day: until }) => [from, until]),
      [['2026-11-22', '2026-11-22']],
    )
    const again = plan(tableOf([['2', 'Ben', '', '']], headers), afterwards(first, undone.writes))
    assert.ok(isNothing(again))
  })

  it('ends the posts of somebody who left, also a second time', () => {
    const headers = ['ID', 'Name', 'Job title', 'Left']
    const { state } = loaded([['1', 'Ada', 'Lead', '2026-10-01']], headers)
    assert.equal(state.holdings[0]?.until_day, '2026-10-01')
    assert.ok(isNothing(plan(tableOf([['1', 'Ada', 'Lead', '2026-10-01']], headers), state)))
    const back = loaded([['1', 'Ada', 'Lead', '']], headers, state)
    assert.equal(back.state.holdings.length, 1)
    assert.equal(back.state.holdings[0]?.until_day, null)
  })

  it('ends the reporting lines of somebody who left, in both directions', () => {
    const headers = ['ID', 'Name', 'Line manager', 'Left']
    const began = '2026-11-22'
    // Who is new and has left is nobody's manager and has none.
    const { state: gone } = loaded(managed('2026-10-01'), headers)
    assert.deepEqual(linesEnd(gone), [])
    const { state: soon } = loaded(managed('2026-11-30'), headers)
    assert.deepEqual(linesEnd(soon), ['2026-11-30', '2026-11-30'])
    const { state: here } = loaded(managed(''), headers)
    assert.deepEqual(linesEnd(here), [null, null])
    const leaving = loaded(managed('2026-11-30'), headers, here)
    assert.deepEqual(linesEnd(leaving.state), ['2026-11-30', '2026-11-30'])
    assert.ok(isNothing(plan(tableOf(managed('2026-11-30'), headers), leaving.state)))
    assert.ok(isNothing(plan(tableOf(managed('2026-11-30'), headers), leaving.state, '2026-12-01')))
    assert.match(JSON.stringify(leaving.made.rows[2]), /Ros, from .* until 30 November 2026/)
    const moved = loaded(managed('2026-12-24'), headers, leaving.state)
    assert.deepEqual(linesEnd(moved.state), ['2026-12-24', '2026-12-24'])
    assert.deepEqual(linesEnd(loaded(managed(''), headers, moved.state).state), [null, null])
    // Also where the file has only the day, and where only the leaver is in it.
    const alone = loaded([['2', 'Ros', '2026-11-30']], ['ID', 'Name', 'Left'], here)
    assert.deepEqual(linesEnd(alone.state), ['2026-11-30', '2026-11-30'])
    assert.equal(alone.made.touched.length, 3)
    const back = loaded([['2', 'Ros', '']], ['ID', 'Name', 'Left'], alone.state)
    assert.deepEqual(linesEnd(back.state), [null, null])
    assert.ok(here.relations.every(({ from_day: from }) => from === began))
  })

  it('moves a post along with the leaving date, where the file says nothing of posts', () => {
    const { state } = loaded([['1', 'Ada', 'Lead']], ['ID', 'Name', 'Job title'])
    const headers = ['ID', 'Name', 'Left']
    const leaving = loaded([['1', 'Ada', '2026-11-30']], headers, state)
    assert.equal(leaving.state.holdings[0]?.until_day, '2026-11-30')
    const later = loaded([['1', 'Ada', '2026-12-24']], headers, leaving.state)
    assert.equal(later.state.holdings[0]?.until_day, '2026-12-24')
    const back = loaded([['1', 'Ada', '']], headers, later.state)
    assert.equal(back.state.holdings[0]?.until_day, null)
  })

  it('lets two people share a post, when they agree', () => {
    const headers = ['ID', 'Name', 'Post reference', 'Job title']
    const { state } = loaded(
      [
        ['1', 'Ada', 'P', 'Lead'],
        ['2', 'Ben', 'P', ''],
      ],
      headers,
    )
    assert.equal(state.posts.length, 1)
    assert.match(
      faultsOf(
        [
          ['1', 'Ada', 'P', 'Lead'],
          ['2', 'Ben', 'P', 'Deputy'],
        ],
        headers,
      ).join(),
      /3 Job title: Row 2 says otherwise/,
    )
  })
})

describe('a fault', () => {
  const cases: readonly (readonly [
    string,
    readonly string[],
    readonly (readonly string[])[],
    readonly RegExp[],
  ])[] = [
    [
      'a reference twice',
      ['ID', 'Name'],
      [
        ['1', 'Ada'],
        ['1', 'Ben'],
      ],
      [/^3 ID: Row 2 has the same reference/],
    ],
    [
      'an address twice',
      ['ID', 'Name', 'E-mail'],
      [
        ['1', 'A', 'a@example.org'],
        ['2', 'B', 'A@example.org'],
      ],
      [/^3 E-mail: Row 2 has the same e-mail/],
    ],
    [
      'nobody by this name as manager',
      ['ID', 'Name', 'Manager'],
      [['1', 'Ada', '77']],
      [/^2 Manager: Nobody in the file or the organisation/],
    ],
    [
      'one’s own manager',
      ['ID', 'Name', 'Manager'],
      [['1', 'Ada', '1']],
      [/^2 Manager: Ada cannot be their own line manager/],
    ],
    [
      'a circle',
      ['ID', 'Name', 'Manager'],
      [
        ['1', 'Ada', '3'],
        ['2', 'Ben', '1'],
        ['3', 'Cy', '2'],
        ['4', 'Di', '1'],
      ],
      [
        /^2 Manager: Reporting lines go round in a circle: (Ada → Cy → Ben → Ada|Cy → Ben → Ada → Cy|Ben → Ada → Cy → Ben)\. .*: 2, 3, 4\.$/,
      ],
    ],
    [
      'a circle of teams',
      ['ID', 'Name', 'Team', 'Parent team'],
      [
        ['1', 'A', 'X', 'Y'],
        ['2', 'B', 'Y', 'X'],
      ],
      [/^2 Parent team: The teams stand above each other in a circle/],
    ],
    [
      'a team in two places',
      ['ID', 'Name', 'Team', 'Parent team'],
      [
        ['1', 'A', 'X', 'Y'],
        ['2', 'B', 'X', 'Z'],
      ],
      [/^3 Parent team: Row 2 puts the team X below Y/],
    ],
    [
      'an unknown grade',
      ['ID', 'Name', 'Grade'],
      [['1', 'A', 'HE0']],
      [/^2 Grade: .*Did you mean HEO/],
    ],
    [
      'an unknown role level',
      ['ID', 'Name', 'Role level'],
      [['1', 'A', 'wizard']],
      [/^2 Role level: No such role level/],
    ],
    [
      'a bad address',
      ['ID', 'Name', 'E-mail'],
      [['1', 'A', 'a at example']],
      [/^2 E-mail: Enter an e-mail address/],
    ],
    ['a bad share', ['ID', 'Name', 'FTE'], [['1', 'A', '37 hours']], [/^2 FTE: Enter a share/]],
    [
      'a bad date',
      ['ID', 'Name', 'Started'],
      [['1', 'A', '31/02/2026']],
      [/^2 Started: Enter a real date/],
    ],
    [
      'leaving before starting',
      ['ID', 'Name', 'Started', 'Left'],
      [['1', 'A', '2026-02-01', '2026-01-01']],
      [/^2 Left: The person cannot leave before/],
    ],
    ['no name', ['ID', 'Name'], [['1', '']], [/^2 Name: Enter the name/]],
    [
      'no reference',
      ['ID', 'Name', 'E-mail'],
      [['', 'A', 'a@example.org']],
      [/^2 ID: Enter a reference\. Nobody/],
    ],
    [
      'a fault of the spreadsheet',
      ['ID', 'Name', 'Team'],
      [['1', 'A', '#REF!']],
      [/^2 Team: It is a fault of the spreadsheet/],
    ],
    [
      'a character that cannot be seen',
      ['ID', 'Name'],
      [['1', 'A\u0000']],
      [/^2 Name: Take out/, /^2 Name: Enter/],
    ],
    [
      'a name that hides a character, or says nothing',
      ['ID', 'Name'],
      [
        ['1', 'A\u2060'],
        ['2', '–'],
      ],
      [/^2 Name: Take out/, /^2 Name: Enter/, /^3 Name: Write at least/, /^3 Name: Enter/],
    ],
  ]
  for (const [what, headers, rows, expected] of cases) {
    it(`is told for ${what}`, () => {
      const found = faultsOf(rows, headers)
      assert.equal(found.length, expected.length, found.join('\n'))
      for (const [at, pattern] of expected.entries()) assert.match(found[at] ?? '', pattern)
      assert.ok(isNothing(plan(tableOf(rows, headers))))
    })
  }

  it('is told where somebody who is not in the file has the address', () => {
    const headers = ['ID', 'Name', 'E-mail']
    const { state } = loaded(
      [
        ['1', 'Ada', 'a@example.org'],
        ['2', 'Ben', 'b@example.org'],
      ],
      headers,
    )
    assert.match(
      faultsOf([['1', 'Ada', 'b@example.org']], headers, state).join(),
      /^2 E-mail: Ben \(reference 2\)/,
    )
  })

  it('is told for a circle that the organisation and the file make together', () => {
    const headers = ['ID', 'Name', 'Manager']
    const { state } = loaded(
      [
        ['1', 'Ada', ''],
        ['2', 'Ben', '1'],
      ],
      headers,
    )
    assert.match(
      faultsOf([['1', 'Ada', '2']], headers, state).join(),
      /^2 Manager: Reporting lines go round/,
    )
  })

  it('is not told for a chain as long as the file', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [
      `${at}`,
      'A',
      at === 0 ? '' : `${at - 1}`,
      `T${at}`,
      at === 0 ? '' : `T${at - 1}`,
    ])
    assert.deepEqual(faultsOf(rows, ['ID', 'Name', 'Manager', 'Team', 'Parent team']), [])
  })
})

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '2',
    '3',
    'AO',
    'SEO',
    'Data',
    'Digital',
    'a@example.org',
    '2026-01-01',
    '2027-01-01',
    '0.5',
    'Lead maker',
    'loan',
    '=1+1',
    '\u0000',
    '#REF!',
  ),
  fc.string({ maxLength: 12 }),
)

/** Files that are mostly right. */
const goodRows = fc
  .array(
    fc.record({
      team: fc.constantFrom('', 'A', 'B', 'C', 'D'),
      manager: fc.nat(20),
      grade: fc.constantFrom('', 'AO', 'EO'),
      post: fc.constantFrom('', '', 'P1', 'P2', 'P3'),
      role: fc.constantFrom('', level.path),
      terms: fc.constantFrom('', 'Loan', 'Permanent'),
      fte: fc.constantFrom('', '0.5', '1'),
      started: fc.constantFrom('', '2020-05-01', '2025-06-01'),
      left: fc.constantFrom('', '', '', '2026-03-01', '2027-03-01'),
      email: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((people) => {
    const above: Readonly<Record<string, string>> = { B: 'A', C: 'A', D: 'B' }
    const gradeOf: Readonly<Record<string, string>> = { P1: 'AO', P2: 'EO', P3: '' }
    const roleOf: Readonly<Record<string, string>> = { P1: level.path, P2: '', P3: '' }
    return people.map((person, at) => [
      `r${at}`,
      `Person ${at}`,
      person.email ? `p${at}@example.org` : '',
      person.team,
      above[person.team] ?? '',
      person.manager < at ? `r${person.manager}` : '',
      person.manager < at && person.email ? 'r0' : '',
      '',
      gradeOf[person.post] ?? person.grade,
      person.post,
      person.post,
      roleOf[person.post] ?? person.role,
      person.terms,
      person.fte,
      person.started,
      person.left,
    ])
  })

const some = fc.record({
  rows: goodRows,
  before: goodRows,
  columns: fc.subarray(everything.slice(2)),
})

function chosen(rows: readonly (readonly string[])[], columns: readonly string[]): Table {
  const headers = [
    'Reference',
    'Name',
    ...columns.filter((name) => name !== 'Parent team' || columns.includes('Team')),
  ]
  const at = headers.map((header) => everything.indexOf(header))
  return tableOf(
    rows.map((cells) => at.map((index) => cells[index] ?? '')),
    headers,
  )
}

describe('any file', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(some, ({ rows, before, columns }) => {
        const first = afterwards(
          nothing,
          plan(tableOf(before, everything), nothing, '2026-01-15').writes,
        )
        const table = chosen(rows, columns)
        const made = plan(table, first)
        fc.pre(made.faultCount === 0)
        const state = afterwards(first, made.writes)
        const again = plan(table, state)
        assert.deepEqual(again.faults, [])
        assert.ok(isNothing(again), JSON.stringify(again.writes, null, 1))
        assert.ok(again.rows.every(({ kind }) => kind === 'same'))
        // Nor the day after.
        assert.ok(isNothing(plan(table, state, '2026-11-23')))
      }),
      { numRuns: 300 },
    )
  })

  it('comes to the same in any order of its rows', () => {
    const shuffled = some.chain((each) =>
      fc.record({
        each: fc.constant(each),
        order: fc.shuffledSubarray(each.rows, { minLength: each.rows.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ each: { rows, before, columns }, order }) => {
        const first = afterwards(
          nothing,
          plan(tableOf(before, everything), nothing, '2026-01-15').writes,
        )
        const [one, other] = [
          plan(chosen(rows, columns), first),
          plan(chosen(order, columns), first),
        ]
        assert.equal(one.faultCount > 0, other.faultCount > 0)
        assert.deepEqual(
          inWords(afterwards(first, one.writes)),
          inWords(afterwards(first, other.writes)),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('gives rows or faults that name its rows, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 17 }), { minLength: 1, maxLength: 8 }),
        goodRows,
        fc.shuffledSubarray(everything, { minLength: 3 }),
        (wild, before, headers) => {
          const first = afterwards(nothing, plan(tableOf(before, everything)).writes)
          const made = plan(tableOf(wild, headers), first)
          const rows = new Set(wild.map((_, at) => at + 2))
          for (const { row, message } of made.faults) {
            assert.ok(rows.has(row), String(row))
            assert.match(message, /[.?]$/)
          }
          if (made.faultCount > 0) assert.ok(isNothing(made))
          else assert.ok(isNothing(plan(tableOf(wild, headers), afterwards(first, made.writes))))
          const { people, posts } = afterwards(first, made.writes)
          assert.equal(new Set(people.map(({ reference }) => reference)).size, people.length)
          assert.equal(new Set(posts.map(({ reference }) => reference)).size, posts.length)
        },
      ),
      { numRuns: 300 },
    )
  })
})
