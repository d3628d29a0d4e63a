import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asks, kiteFragment, kiteRole, kitesInput, kiteSkill } from '../../../test/kites.ts'
import { compileCapability } from '../compile/capability.ts'
import type { Finding } from '../finding.ts'
import type { CapabilityFragment } from '../fragment.ts'

function found(code: string, fragment: Partial<CapabilityFragment>): Finding[] {
  const { findings } = compileCapability(kitesInput, [kiteFragment(fragment)])
  return findings.filter((finding) => finding.code === code)
}

const flying = kiteSkill(
  'Flying',
  [['watch'], ['fly'], ['fly far'], ['teach']],
  'Flying is flying.',
)
const maker = kiteRole('Kite maker', ['Junior', 'Senior'])

test('a skill and a role that do not name each other are one finding each, naming both', () => {
  const fragment = {
    roles: [maker],
    skills: [flying, kiteSkill('Knots', [['tie']], 'Knots hold.')],
    requirements: asks('Kite maker', 'Junior', { Knots: 'awareness' }),
    roleLinks: [{ skill: 'Flying', role: 'Kite maker', line: 7 }],
  }
  assert.deepEqual(
    found('skill-names-role-that-does-not-require-it', fragment).map((each) => [
      each.subject,
      each.line,
    ]),
    [['Flying and Kite maker', 7]],
  )
  assert.deepEqual(
    found('role-requires-skill-that-does-not-name-it', fragment).map((each) => each.subject),
    ['Kite maker and Knots'],
  )
  assert.deepEqual(
    found('skill-not-required', fragment).map((each) => each.subject),
    ['Flying'],
  )
})

test('a role that the edition does not have is still one finding', () => {
  const [finding] = found('skill-names-role-that-does-not-require-it', {
    roles: [maker],
    skills: [flying],
    requirements: asks('Kite maker', 'Junior', { Flying: 'working' }),
    roleLinks: [
      { skill: 'Flying', role: 'Kite maker', line: 7 },
      { skill: 'Flying', role: 'Pilot', line: 8 },
    ],
  })
  assert.match(finding?.message ?? '', /the role Pilot, which this edition does not have/)
})

test('a requirement that falls or is dropped at the next rank is found', () => {
  const fragment = {
    roles: [maker],
    skills: [flying, kiteSkill('Knots', [['tie']], 'Knots hold.')],
    requirements: [
      ...asks('Kite maker', 'Junior', { Flying: 'expert', Knots: 'awareness' }),
      ...asks('Kite maker', 'Senior', { Flying: 'working' }),
    ],
  }
  assert.deepEqual(
    found('requirement-falls', fragment).map((each) => each.message),
    ['Junior asks for Flying at expert, Senior at working.'],
  )
  assert.deepEqual(
    found('requirement-dropped', fragment).map((each) => each.subject),
    ['Senior: Knots'],
  )
})

test('one description for several skills is one finding', () => {
  const skills = ['Flying', 'Steering', 'Landing'].map((name) => kiteSkill(name, [], 'The same.'))
  const [finding, ...others] = found('shared-description', { skills })
  assert.deepEqual(others, [])
  assert.match(
    finding?.message ?? '',
    /^3 skills have the same description, word for word: Flying, Landing and Steering\.$/,
  )
})

test('two levels that say the same, and a required level without statements, are found', () => {
  const odd = kiteSkill('Flying', [['fly'], ['Fly.'], null, ['teach']])
  const fragment = {
    roles: [maker],
    skills: [odd],
    requirements: asks('Kite maker', 'Junior', { Flying: 'practitioner' }),
  }
  assert.equal(found('identical-skill-levels', fragment).length, 1)
  assert.equal(found('required-level-not-defined', fragment).length, 1)
})

const long = [
  ['watch others fly kites in the park', 'name all the parts of a kite'],
  ['fly small kites in a light wind', 'mend torn kites with paper and glue'],
]
const alike = [
  ['watch others fly kites in the park', 'name all the parts of a kite and string'],
  ['fly small kites in a light wind', 'bake bread for the whole village'],
]

test('skills that say nearly the same are found, with the measure', () => {
  const skills = [kiteSkill('Flying', long), kiteSkill('Kiting', alike)]
  assert.deepEqual(
    found('near-duplicate-skills', { skills }).map((each) => each.message),
    ['3 of 4 statements (75%) of Flying and Kiting are nearly the same at the same level.'],
  )
})

test('a family of qualified names is one finding, not one a pair', () => {
  const skills = ['Flying', 'Flying (kites)', 'Flying (planes)', 'Flying (birds)'].map((name) =>
    kiteSkill(name, long),
  )
  const findings = found('near-duplicate-skills', { skills })
  assert.equal(findings.length, 1)
  assert.match(findings[0]?.message ?? '', /^4 skills of one name share 100% of their statements/)
})

test('skills that have little in common are not found', () => {
  const skills = [kiteSkill('Flying', long), kiteSkill('Baking', [['bake bread'], ['bake cakes']])]
  assert.deepEqual(found('near-duplicate-skills', { skills }), [])
})
