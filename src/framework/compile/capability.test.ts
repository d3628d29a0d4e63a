import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asks, kiteFragment, kiteRole, kitesInput, kiteSkill } from '../../../test/kites.ts'
import type { CapabilityFragment } from '../fragment.ts'
import { compileCapability } from './capability.ts'
import type { CompiledCapability } from './capability.ts'

function compile(
  ...fragments: Partial<CapabilityFragment>[]
): CompiledCapability & { codes: string[] } {
  const compiled = compileCapability(
    kitesInput,
    fragments.map((each, index) => kiteFragment({ source: `${index + 1}.txt`, ...each })),
  )
  return { ...compiled, codes: compiled.findings.map((finding) => finding.code) }
}

const flying = kiteSkill(
  'Flying',
  [['watch'], ['fly'], ['fly far'], ['teach']],
  'Flying is flying.',
)
const maker = kiteRole('Kite maker', ['Junior', 'Senior'])

test('what documents say of one thing becomes one thing', () => {
  const { edition } = compile(
    { roles: [{ name: 'Kite maker', levels: [], line: 1, description: 'Makes kites.' }] },
    { roles: [maker] },
    { skills: [flying] },
  )
  assert.equal(edition.roles.length, 1)
  assert.deepEqual(
    [
      edition.roles[0]?.description?.value,
      edition.roles[0]?.family,
      edition.roles[0]?.levels.length,
    ],
    ['Makes kites.', 'making', 2],
  )
  assert.deepEqual(edition.roles[0]?.provenance, [
    { source: '1.txt', line: 1 },
    { source: '2.txt', line: 1 },
  ])
})

test('another spelling of a name leads to the same thing, with a finding', () => {
  const { edition, findings } = compile(
    { roles: [maker] },
    { roles: [kiteRole('kite  Maker', [])] },
  )
  assert.equal(edition.roles.length, 1)
  assert.deepEqual(
    findings.map(({ code, before, after }) => [code, before, after]),
    [['name-spelt-differently', 'kite  Maker', 'Kite maker']],
  )
})

test('where documents differ the first stands', () => {
  const other = kiteSkill('Flying', [['watch'], ['fly fast']], 'Flying is moving.')
  const { edition, findings } = compile({ skills: [flying] }, { skills: [other] })
  assert.equal(edition.skills[0]?.description?.value, 'Flying is flying.')
  assert.equal(edition.skills[0]?.levels[1]?.statements[0]?.text.value, 'fly')
  const contradictions = findings.filter((finding) => finding.code === 'rows-contradict')
  assert.deepEqual(
    contradictions.map((each) => each.before),
    ['Flying is moving.', 'fly fast'],
  )
})

test('levels are matched within their role, not across roles', () => {
  const { edition } = compile({
    roles: [maker, kiteRole('Kite flyer', ['Junior'])],
    skills: [flying],
    requirements: [
      ...asks('Kite maker', 'Junior', { Flying: 'working' }),
      ...asks('Kite flyer', 'Junior', { Flying: 'expert' }),
    ],
  })
  assert.deepEqual(
    edition.requirements.map(({ role, roleLevel, level }) => [role, roleLevel, level]),
    [
      ['kite-maker', 'junior', 'working'],
      ['kite-flyer', 'junior', 'expert'],
    ],
  )
})

test('a skill that is required but not described stays, its levels unknown', () => {
  const { edition, codes } = compile({
    roles: [maker],
    requirements: asks('Kite maker', 'Junior', { Steering: 'working' }),
  })
  assert.deepEqual(
    edition.skills.map((skill) => [skill.slug, skill.levels.map((l) => l.state)]),
    [['steering', ['absent', 'absent', 'absent', 'absent']]],
  )
  assert.ok(codes.includes('requirement-names-unknown-skill'))
})

test('a role that no document lists is known from the skills that name it', () => {
  const { edition } = compile({
    skills: [flying],
    roleLinks: [{ skill: 'Flying', role: 'Kite maker', line: 9 }],
  })
  assert.deepEqual(
    edition.roles.map((role) => [role.slug, role.family]),
    [['kite-maker', null]],
  )
})

const summary = {
  family: 'Making',
  role: 'Kite maker',
  roleLevel: 'Senior',
  roleLevelDescription: 'A senior kite maker.',
  line: 1,
}

function quoted(skillAsNamed: string, ...texts: string[]) {
  return { skillAsNamed, statements: texts.map((text) => ({ text, line: 3 })), line: 2 }
}

test('a summary that agrees with the table makes the level exact', () => {
  const { edition, codes } = compile(
    {
      roles: [maker],
      skills: [flying],
      requirements: asks('Kite maker', 'Senior', { Flying: 'working' }),
    },
    { summaries: [{ ...summary, skills: [quoted('Flying', 'fly')] }] },
  )
  const [requirement] = edition.requirements
  assert.deepEqual([requirement?.level, requirement?.basis], ['working', 'exact'])
  assert.deepEqual(
    requirement?.evidence.map((each) => each.basis),
    ['exact', 'derived'],
  )
  assert.equal(edition.roles[0]?.levels[1]?.description?.value, 'A senior kite maker.')
  assert.ok(!codes.includes('sources-disagree-on-level'))
})

test('a summary that disagrees with the table is a finding', () => {
  const { codes, findings } = compile(
    {
      roles: [maker],
      skills: [flying],
      requirements: asks('Kite maker', 'Senior', { Flying: 'expert', Knots: 'working' }),
    },
    { summaries: [{ ...summary, skills: [quoted('Flying', 'fly')] }] },
  )
  assert.ok(codes.includes('sources-disagree-on-level'))
  const lonely = findings.find((each) => each.code === 'requirement-in-one-source-only')
  assert.match(lonely?.message ?? '', /Senior: Knots stands in 1\.txt, but not in 2\.txt/)
})

test('two headings for one skill are merged, and a misprinted one is recognised', () => {
  const two = kiteSkill('Knots', [null, ['tie knots', 'untie knots']])
  const { edition, findings, inferred } = compile(
    { roles: [maker], skills: [flying, two] },
    {
      summaries: [
        {
          ...summary,
          skills: [
            quoted('Knots', 'tie knots'),
            quoted('Knots', 'untie knots'),
            quoted('Flyng', 'fly'),
          ],
        },
      ],
    },
  )
  assert.deepEqual(
    inferred.map(({ skillAsNamed, inference }) => [
      skillAsNamed,
      inference.skill,
      inference.level,
      inference.basis,
    ]),
    [
      ['Knots', 'knots', 'working', 'exact'],
      ['Flyng', 'flying', 'working', 'exact'],
    ],
  )
  assert.equal(edition.requirements.length, 2)
  const codes = new Set(findings.map((finding) => finding.code))
  assert.ok(codes.has('skill-heading-repeated'))
  assert.ok(codes.has('skill-heading-unknown'))
})
