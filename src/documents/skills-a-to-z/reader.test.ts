import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CapabilityFragment, Finding, FragmentSkill } from '../../framework/index.ts'
import { skillsAToZReader } from './reader.ts'

interface Read {
  readonly fragment: CapabilityFragment
  readonly skill: FragmentSkill
  readonly findings: readonly Finding[]
  readonly codes: readonly string[]
}

function read(text: string): Read {
  const { fragments, findings } = skillsAToZReader.read({ name: 'a-z.txt', text })
  const [fragment] = fragments
  assert.ok(fragment?.kind === 'capability')
  const [skill] = fragment.skills ?? []
  assert.ok(skill !== undefined)
  return { fragment, skill, findings, codes: findings.map((finding) => finding.code) }
}

const flying = `## Flying

Flying involves kites.

1. Awareness

  - watch kites

2. Working

  - This skill level is currently not defined.

3. Practitioner

  - fly kites

  - mend kites

4. Expert

  - teach others

Roles that require this skill:

- [Kite maker](/role/kite-maker)
`

test('a skill has a description, four levels and the roles that require it', () => {
  const { skill, fragment, codes } = read(flying)
  assert.equal(skill.description, 'Flying involves kites.')
  assert.deepEqual(
    skill.levels.map(({ level, state, statements }) => [
      level,
      state,
      statements.map((s) => s.text),
    ]),
    [
      ['awareness', 'defined', ['watch kites']],
      ['working', 'not-defined', []],
      ['practitioner', 'defined', ['fly kites', 'mend kites']],
      ['expert', 'defined', ['teach others']],
    ],
  )
  assert.deepEqual(fragment.roleLinks, [
    { skill: 'Flying', role: 'Kite maker', address: 'kite-maker', line: 25 },
  ])
  assert.deepEqual(codes, ['skill-level-not-defined'])
})

test('a statement knows its line', () => {
  assert.equal(read(flying).skill.levels[2]?.statements[1]?.line, 17)
})

test('a heading that fell into the middle of a skill is put back', () => {
  const { skill, fragment, findings } = read(
    flying.replace('3. Practitioner\n', '3. Practitioner\n\n##     You can\n'),
  )
  assert.equal(fragment.skills?.length, 1)
  assert.equal(skill.levels[2]?.statements.length, 2)
  const stray = findings.find((finding) => finding.code === 'stray-heading')
  assert.deepEqual(
    [stray?.line, stray?.action, stray?.before, stray?.after],
    [15, 'repaired', '##     You can', 'You can:'],
  )
})

test('a lead-in on a line of its own is taken as a lead-in', () => {
  const { skill, codes } = read(
    flying.replace('3. Practitioner\n', '3. Practitioner\n\nYou can:\n'),
  )
  assert.equal(skill.levels[2]?.statements.length, 2)
  assert.ok(codes.includes('bare-you-can-line'))
})

test('mis-encoded punctuation is repaired, with before and after', () => {
  const { skill, findings } = read(flying.replace('fly kites', 'fly peopleâ€™s kites'))
  assert.equal(skill.levels[2]?.statements[0]?.text, 'fly people’s kites')
  const repair = findings.find((finding) => finding.code === 'mis-encoded-punctuation')
  assert.deepEqual(
    [repair?.line, repair?.before, repair?.after],
    [15, '  - fly peopleâ€™s kites', '  - fly people’s kites'],
  )
})

test('a Senior Civil Service skill has statements, leadership examples and no levels', () => {
  const { skill, findings } = read(`## Steering

Senior Civil Service.

You can:

  - steer

  - decideExamples of leadership using this skill:

  - steering in a storm

Roles that require this skill:

- [Chief kite officer](/role/chief-kite-officer)
`)
  assert.equal(skill.kind, 'senior-civil-service')
  assert.deepEqual(skill.levels, [])
  assert.deepEqual(
    skill.statements.map((s) => s.text),
    ['steer', 'decide'],
  )
  assert.deepEqual(
    skill.leadershipExamples.map((s) => s.text),
    ['steering in a storm'],
  )
  assert.deepEqual(
    findings.map((finding) => [finding.code, finding.after]),
    [['glued-leadership-examples', 'decide']],
  )
})

test('a level that is not there is absent, not undefined', () => {
  const { skill, codes } = read('## Flying\n\n1. Awareness\n\n  - watch kites\n')
  assert.deepEqual(
    skill.levels.map((level) => level.state),
    ['defined', 'absent', 'absent', 'absent'],
  )
  assert.equal(codes.filter((code) => code === 'skill-level-missing').length, 3)
})

test('a repeated statement is kept once, with a finding', () => {
  const { skill, codes } = read(flying.replace('mend kites', 'fly kites'))
  assert.equal(skill.levels[2]?.statements.length, 1)
  assert.ok(codes.includes('statement-repeated'))
})

test('a line that fits nowhere is left out and said', () => {
  const { findings } = read(flying.replace('- [Kite maker](/role/kite-maker)', 'see elsewhere'))
  const lost = findings.find((finding) => finding.code === 'text-outside-structure')
  assert.deepEqual(
    [lost?.severity, lost?.action, lost?.before],
    ['error', 'left-out', 'see elsewhere'],
  )
})

test('Windows line ends, other bullets and bracketed numbers make no difference', () => {
  const same = read(flying)
  const other = read(
    flying
      .replaceAll('  - ', '* ')
      .replaceAll(/^(\d)\. /gm, '$1) ')
      .replaceAll('\n', '\r\n'),
  )
  assert.deepEqual(other.skill, same.skill)
})
