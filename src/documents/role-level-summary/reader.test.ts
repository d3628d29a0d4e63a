import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RoleLevelSummary } from '../../framework/index.ts'
import { roleLevelSummaryReader } from './reader.ts'

const summary = `Kites role: Kite maker
- A kite maker makes kites.

In this role, you will:
- cut paper
- tie knots

Role level: Lead kite maker
- A lead kite maker leads.

At this role level, you will:
- lead
There are 2 different roles at this level - a technical role and a management role.

Skill: Flying
- fly kites
- mend kites

Skill: Knots (kites)
- tie knots`

function read(text: string): readonly RoleLevelSummary[] {
  const [fragment] = roleLevelSummaryReader.read({ name: 'a.txt', text }).fragments
  assert.ok(fragment?.kind === 'capability')
  return fragment.summaries ?? []
}

test('a summary has a role, a level and skills with statements', () => {
  const [first, ...others] = read(summary)
  assert.deepEqual(others, [])
  assert.deepEqual(
    [first?.family, first?.role, first?.roleLevel],
    ['Kites', 'Kite maker', 'Lead kite maker'],
  )
  assert.deepEqual(
    first?.skills.map((skill) => [
      skill.skillAsNamed,
      skill.line,
      skill.statements.map((s) => s.text),
    ]),
    [
      ['Flying', 15, ['fly kites', 'mend kites']],
      ['Knots (kites)', 19, ['tie knots']],
    ],
  )
})

test('descriptions come in the prose convention of the official downloads', () => {
  const [first] = read(summary)
  assert.equal(
    first?.roleDescription,
    'A kite maker makes kites.\n\nIn this role, you will:\n- cut paper\n- tie knots',
  )
  assert.equal(
    first?.roleLevelDescription,
    'A lead kite maker leads.\n\nAt this role level, you will:\n- lead\n\nThere are 2 different roles at this level - a technical role and a management role.',
  )
})

test('a level that is not in use is no level, a skill that is not in use has no statements', () => {
  const [first] = read(
    'Chiefs role: Chief\n- x\n\nRole level: NOT IN USE\n- NOT IN USE\n\nSkill: Steering\n- NOT IN USE\n',
  )
  assert.equal(first?.roleLevel, undefined)
  assert.deepEqual(first?.skills[0]?.statements, [])
})

test('several summaries in one file are several', () => {
  assert.equal(read(`${summary}\n\n${summary.replace('Lead', 'Head')}`).length, 2)
})

test('a summary is recognised by its first line and what follows', () => {
  assert.ok(roleLevelSummaryReader.recognises({ name: 'a', text: summary }))
  assert.ok(!roleLevelSummaryReader.recognises({ name: 'a', text: 'Some role: of no kind\n' }))
})
