import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openLibrary } from '../../editions/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { isEmail } from '../form.ts'
import { isDay } from '../written-day.ts'
import { recognised } from '../people-files/fields.ts'
import { planImport } from '../people-files/plan.ts'
import { knownLevels } from '../people-files/role-levels.ts'
import type { State } from '../people-files/state.ts'
import { termsInWords } from '../person-rows.ts'
import { whyNoRelation } from '../relation-rules.ts'
import type { Relation } from '../relation-rules.ts'
import { inTreeOrder } from '../team-tree.ts'
import type { MadeUpOrganisation } from './content.ts'
import { generate } from './generate.ts'
import { rowsOf } from './rows.ts'
import type { DemonstrationRows } from './rows.ts'
import { mostSeed, seedOf } from './seed.ts'
import { madeUp } from './words.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const edition = newest()
const levels = knownLevels(edition)
const today = '2026-11-22'
const now = new Date(`${today}T09:00:00Z`)
const organisationId = '00000000-0000-4000-8000-000000000000'

function newest(): CapabilityFramework {
  const library = openLibrary({ dataDir: join(root, 'build', 'no-data') })
  const found = library.newest('uk-digital-data')?.edition
  assert.ok(found?.kind === 'capability-framework')
  return found
}

function rows(content: MadeUpOrganisation): DemonstrationRows {
  let count = 0
  const newId = (): string => `id ${(count += 1)}`
  return rowsOf(content, { organisationId, now, newId })
}

/** Holds for many seeds, with the shipped edition and without any. */
function always(check: (content: MadeUpOrganisation, made: DemonstrationRows) => void): void {
  const seeds = fc.integer({ min: 0, max: mostSeed })
  const editions = fc.constantFrom(edition, edition, undefined)
  const days = fc.constantFrom(today, '2024-02-29', '2027-04-01', '2027-03-31')
  fc.assert(
    fc.property(seeds, editions, days, (seed, from, day) => {
      const content = generate({ seed, today: day, edition: from })
      check(content, rows(content))
    }),
    { numRuns: 60 },
  )
}

describe('a made-up organisation', () => {
  it('is the same for the same seed, and another for another', () => {
    const parts = { today, edition }
    fc.assert(
      fc.property(fc.nat(mostSeed), fc.nat(mostSeed), (one, other) => {
        assert.deepEqual(generate({ ...parts, seed: one }), generate({ ...parts, seed: one }))
        if (one === other) return
        assert.notDeepEqual(generate({ ...parts, seed: one }), generate({ ...parts, seed: other }))
      }),
      { numRuns: 30 },
    )
  })

  it('is made alike by every version: seed 7 stays what it was', () => {
    const { name, people } = generate({ seed: 7, today, edition })
    assert.equal(name, 'Department for Kites (demonstration)')
    assert.equal(people[0]?.name, 'Mellow Funnel (made up)')
  })

  it('has 60 people whose names cannot be taken for real, each once, at addresses of nobody', () => {
    always(({ name, people }, { writes }) => {
      assert.match(name, /\(demonstration\)$/)
      assert.equal(people.length, 60)
      assert.equal(new Set(people.map((person) => person.name)).size, 60)
      for (const person of people) assert.ok(person.name.endsWith(madeUp), person.name)
      const emails = writes.people.map(({ email }) => email ?? '')
      assert.equal(new Set(emails).size, 60)
      for (const email of emails) {
        assert.ok(isEmail(email) && email.endsWith('.example.org'), email)
      }
    })
  })

  it('has no reference that leads nowhere or stands twice', () => {
    always((content, made) => {
      const ids = [
        ...made.grades,
        ...made.writes.teams,
        ...made.writes.people,
        ...made.writes.posts,
      ].map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length)
      for (const list of [content.teams, content.people, content.posts]) {
        const references = list.map(({ reference }) => reference)
        assert.equal(new Set(references).size, references.length)
      }
      for (const { framework, edition: name, role_level: path } of made.writes.posts) {
        if (path === null) continue
        const found = levels.find(path)
        assert.ok(!('wrong' in found), path)
        assert.deepEqual([framework, name], [found.framework, found.edition])
      }
    })
  })

  it('has one tree of teams', () => {
    always((_content, { writes }) => {
      const placed = inTreeOrder(writes.teams)
      assert.equal(placed.length, writes.teams.length)
      assert.equal(placed.filter(({ depth }) => depth === 0).length, 1)
      assert.equal(Math.max(...placed.map(({ depth }) => depth)), 2)
    })
  })

  it('has reporting lines that its pages would take, one after the other', () => {
    always((_content, { writes }) => {
      const before: Relation[] = []
      for (const line of writes.relations) {
        assert.equal(whyNoRelation(before, line), undefined)
        before.push(line)
      }
    })
  })

  it('has days and shares of full time that are real', () => {
    always(({ people, holdings, lines, posts, grades }) => {
      const spans = [...holdings, ...lines]
      for (const { from_day: from, until_day: until } of spans) {
        assert.ok(isDay(from) && (until === null || (isDay(until) && from < until)))
      }
      const left = people.flatMap(({ leftOn }) => leftOn ?? [])
      assert.ok(left.every((day) => isDay(day)))
      assert.ok([...holdings, ...posts].every(({ fte }) => fte > 0 && fte <= 100))
      for (const { pay } of grades) {
        assert.deepEqual(
          pay.map(({ from_day: from }) => from).toSorted(),
          pay.map((p) => p.from_day),
        )
        assert.ok(pay.every(({ least_pence: least, most_pence: most }) => least < most))
        assert.ok(pay.every(({ from_day: from }) => isDay(from)))
      }
    })
  })

  it('shows what happens in organisations', () => {
    always(({ people, posts, holdings, lines, duties }) => {
      const terms = new Set(holdings.map((holding) => holding.terms))
      assert.deepEqual([...terms].toSorted(), Object.keys(termsInWords).toSorted())
      const held = new Set(holdings.map(({ post }) => post))
      const vacant = posts.filter(({ reference }) => !held.has(reference))
      assert.ok(vacant.some(({ isFunded }) => isFunded))
      assert.ok(vacant.some(({ isFunded }) => !isFunded))
      assert.ok(posts.some(({ fte }) => fte < 100))
      const managers = Map.groupBy(
        lines.filter(({ kind }) => kind === 'line-manager'),
        ({ person }) => person,
      )
      assert.equal([...managers.values()].filter((all) => all.length === 2).length, 1)
      const kinds = new Set(lines.map(({ kind }) => kind))
      assert.equal(kinds.size, 3)
      assert.equal(people.filter(({ leftOn }) => leftOn !== null).length, 4)
      assert.deepEqual(duties.map(({ duty }) => duty).toSorted(), [
        'administrator',
        'head-of-profession',
        'hiring-manager',
        'planner',
      ])
    })
  })

  it('is a file of people that could be loaded without a fault', () => {
    always((content, { grades }) => {
      const state: State = {
        people: [],
        administrators: [],
        teams: [],
        grades,
        posts: [],
        holdings: [],
        relations: [],
      }
      const table = tableOf(content)
      const mapping = recognised(table.headers)
      const { faults } = planImport({
        organisationId,
        table,
        mapping,
        state,
        levels,
        now,
        newId: () => crypto.randomUUID(),
      })
      assert.deepEqual(faults, [])
    })
  })
})

/** Everybody as a row of a file, with the first post and the first manager they have. */
function tableOf({ people, posts, holdings, lines, teams }: MadeUpOrganisation) {
  const headers = [
    'Reference',
    'Name',
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
  const cells = people.map((person): readonly string[] => {
    const team = teams.find(({ reference }) => reference === person.team)
    const above = teams.find(({ reference }) => reference === team?.above)
    const holding = holdings.find((each) => each.person === person.reference)
    const post = posts.find(({ reference }) => reference === holding?.post)
    assert.ok(team !== undefined && holding !== undefined && post !== undefined)
    const to = (kind: string): string =>
      lines.find((line) => line.person === person.reference && line.kind === kind)?.other ?? ''
    return [
      person.reference,
      person.name,
      team.name,
      above?.name ?? '',
      to('line-manager'),
      to('professional-assessor'),
      to('countersigner'),
      post.grade,
      post.reference,
      post.title,
      post.level?.path ?? '',
      termsInWords[holding.terms],
      String(holding.fte / 100),
      holding.from_day,
      person.leftOn ?? '',
    ]
  })
  return { headers, rows: cells.map((row, at) => ({ number: at + 2, cells: row })) }
}

describe('the number a demonstration is made from', () => {
  it('is a whole number that fits', () => {
    assert.deepEqual(['0', '7', '999999999', '1000000000', '-1', '1.5', '', 'seven'].map(seedOf), [
      0,
      7,
      999_999_999,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
