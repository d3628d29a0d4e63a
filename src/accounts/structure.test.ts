import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fteFrom, penceFrom, postState, poundsInWords } from './post-state.ts'
import { whyNoRelation } from './relation-rules.ts'
import type { Relation } from './relation-rules.ts'
import { countedWith, inTreeOrder, teamOptions, withAllBelow, wouldCircle } from './team-tree.ts'
import type { TreeTeam } from './team-tree.ts'

const team = (id: string, parent: string | null): TreeTeam => ({
  id,
  parent_id: parent,
  name: id.toUpperCase(),
})
const teams = [team('c', 'b'), team('b', 'a'), team('a', null), team('d', null), team('e', 'gone')]

const groups = (of: readonly TreeTeam[]) => Object.fromEntries(countedWith(inTreeOrder(of)))

describe('teams in a tree', () => {
  it('stand below the team they are part of, by name', () => {
    assert.deepEqual(
      inTreeOrder(teams).map(({ path }) => path.join('/')),
      ['A', 'A/B', 'A/B/C', 'D', 'E'],
    )
    assert.equal(teamOptions(teams)[2]?.text, 'A › B › C')
  })

  it('are counted with the one at the top, or below the only one there', () => {
    assert.deepEqual(groups(teams), { a: 'a', b: 'a', c: 'a', d: 'd', e: 'e' })
    const under = [...teams.slice(0, 3), team('d', 'a'), team('e', 'd')]
    assert.deepEqual(groups(under), { a: 'a', b: 'b', c: 'b', d: 'd', e: 'd' })
    assert.deepEqual(groups([team('a', null)]), { a: 'a' })
  })

  it('cannot be part of themselves or of what is below them', () => {
    assert.deepEqual([...withAllBelow(teams, 'a')].toSorted(), ['a', 'b', 'c'])
    assert.equal(wouldCircle(teams, 'a', 'c'), true)
    assert.equal(wouldCircle(teams, 'a', 'a'), true)
    assert.equal(wouldCircle(teams, 'c', 'd'), false)
    assert.equal(wouldCircle(teams, 'c', null), false)
  })

  it('are all listed once, whatever is kept', () => {
    const ids = ['a', 'b', 'c', 'd']
    const parents = fc.tuple(...ids.map(() => fc.constantFrom(null, ...ids)))
    fc.assert(
      fc.property(parents, (chosen) => {
        const kept = ids.map((id, at) => team(id, chosen[at] ?? null))
        const listed = inTreeOrder(kept).map(({ team: { id } }) => id)
        assert.deepEqual(listed.toSorted(), ids)
      }),
    )
  })
})

const line = (person: string, other: string, parts: Partial<Relation> = {}): Relation => ({
  person_id: person,
  other_id: other,
  kind: 'line-manager',
  from_day: '2026-01-01',
  until_day: null,
  ...parts,
})

describe('a reporting line', () => {
  it('is to somebody else', () => {
    assert.equal(whyNoRelation([], line('a', 'a'))?.message, 'Nobody is their own line manager')
    const assessor = line('a', 'a', { kind: 'professional-assessor' })
    assert.match(whyNoRelation([], assessor)?.message ?? '', /own professional assessor/)
  })

  it('ends after it begins', () => {
    assert.equal(whyNoRelation([], line('a', 'b', { until_day: '2026-01-01' }))?.field, 'until')
  })

  it('is there once, but may come again and may be several', () => {
    assert.match(whyNoRelation([line('a', 'b')], line('a', 'b'))?.message ?? '', /so already/)
    const ended = line('a', 'b', { until_day: '2026-03-01' })
    assert.equal(whyNoRelation([ended], line('a', 'b', { from_day: '2026-03-01' })), undefined)
    assert.equal(whyNoRelation([line('a', 'b')], line('a', 'c')), undefined)
    const assessor = line('a', 'b', { kind: 'professional-assessor' })
    assert.equal(whyNoRelation([line('a', 'b')], assessor), undefined)
  })

  it('of management leads in no circle on any day', () => {
    const above = [line('a', 'b'), line('b', 'c')]
    assert.match(whyNoRelation(above, line('c', 'a'))?.message ?? '', /manage each other/)
    const early = [line('a', 'b', { until_day: '2026-03-01' }), line('b', 'c')]
    assert.equal(whyNoRelation(early, line('c', 'a', { from_day: '2026-03-01' })), undefined)
    // Each two of the three meet on some day, all three on none.
    const apart = [
      line('a', 'b', { until_day: '2026-02-01' }),
      line('b', 'c', { from_day: '2026-02-01' }),
    ]
    assert.equal(whyNoRelation(apart, line('c', 'a')), undefined)
    const counter = line('c', 'a', { kind: 'countersigner' })
    assert.equal(whyNoRelation(above, counter), undefined)
  })
})

const held = (fte: number, from: string, until: string | null) => ({
  fte,
  from_day: from,
  until_day: until,
})

describe('a post', () => {
  const states: readonly (readonly [string, ReturnType<typeof held>[], string])[] = [
    ['nobody', [], 'Vacant'],
    ['somebody who left that day', [held(100, '2026-01-01', '2026-11-02')], 'Vacant'],
    ['somebody who comes later', [held(100, '2026-11-03', null)], 'Vacant'],
    ['one person', [held(100, '2026-11-02', null)], 'Filled'],
    [
      'two who share it',
      [held(60, '2026-01-01', null), held(40, '2026-01-01', '2026-12-01')],
      'Filled',
    ],
    ['one who works part of the week', [held(60, '2026-01-01', null)], 'Partly filled: 0.6 of 1'],
    [
      'two who overlap',
      [held(100, '2026-01-01', null), held(100, '2026-01-01', null)],
      'Filled: 2 of 1, more than planned',
    ],
  ]
  for (const [who, holdings, state] of states) {
    it(`held by ${who} is: ${state}`, () => {
      assert.equal(postState({ fte: 100 }, holdings, '2026-11-02'), state)
    })
  }
})

describe('amounts', () => {
  it('of full time are above 0 and at most 1, in hundredths', () => {
    const written = ['1', '0.6', '.5', '1.00', '0', '1.01', '2', '-1', '0,6', '', '0.333']
    assert.deepEqual(written.map(fteFrom), [
      100,
      60,
      50,
      100,
      ...Array.from({ length: 7 }, () => undefined),
    ])
  })

  it('of pay are pounds, with or without pence, commas and the sign', () => {
    assert.deepEqual(['£32,500', '32500.50', '32.5', 'much'].map(penceFrom), [
      3_250_000,
      3_250_050,
      undefined,
      undefined,
    ])
    assert.deepEqual([3_250_000, 3_250_050].map(poundsInWords), ['£32,500', '£32,500.50'])
  })
})
