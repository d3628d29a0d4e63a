import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesBetween } from './changes.ts'
import { ladderOf, nextLevels, previousLevels, stepOf } from './ladder.ts'
import { counted, leadOfRole } from './leads.ts'
import { describeRole, describeRoleLevel, describeRoles } from './roles.ts'
import { describeSkill, describeSkills, requirersOfSkill } from './skills.ts'
import { edition, indexed, requirement, role, roleLevel, skill, text } from './test-edition.ts'

const noLeads = { older: [], formerNames: new Map<string, readonly string[]>() }
const junior = roleLevel('junior', { rank: 1 })
const senior = roleLevel('senior', { rank: 2, track: 'technical' })
const seniorManager = roleLevel('senior-manager', { rank: 2, track: 'management' })
const lead = roleLevel('lead', { rank: 5, track: 'technical' })
const dev = role('dev', { family: 'build', levels: [lead, junior, seniorManager, senior] })

describe('ladder', () => {
  it('orders levels by rank, whatever their published order', () => {
    const { steps } = ladderOf(dev)
    assert.deepEqual(
      steps.map(({ position, levels }) => [position, levels.map(({ slug }) => slug)]),
      [
        [1, ['junior']],
        [2, ['senior-manager', 'senior']],
        [3, ['lead']],
      ],
    )
  })

  it('leads to the next rank on the same track', () => {
    assert.deepEqual(nextLevels(dev, senior), [lead])
    assert.deepEqual(nextLevels(dev, seniorManager), [])
    assert.deepEqual(new Set(nextLevels(dev, junior)), new Set([senior, seniorManager]))
    assert.deepEqual(previousLevels(dev, lead), [senior])
  })

  it('knows no step for a level without a rank', () => {
    const loose = roleLevel('loose')
    const mixed = role('mixed', { levels: [loose] })
    assert.equal(stepOf(mixed, loose), undefined)
    assert.deepEqual(ladderOf(mixed).unranked, [loose])
    assert.deepEqual(nextLevels(mixed, loose), [])
  })
})

function from(name: string, level: string | null) {
  return requirement(['dev', 'junior'], name, level)
}

describe('changesBetween', () => {
  const scale = ['awareness', 'working', 'practitioner', 'expert']

  it('sorts skills by how they change', () => {
    const changes = changesBetween(
      [from('a', 'working'), from('b', 'expert'), from('c', 'working'), from('d', 'working')],
      [from('a', 'expert'), from('b', 'working'), from('c', 'working'), from('e', 'awareness')],
      scale,
    )
    assert.deepEqual(changes, {
      raised: [{ skill: 'a', from: 'working', to: 'expert' }],
      lowered: [{ skill: 'b', from: 'expert', to: 'working' }],
      same: [{ skill: 'c', from: 'working', to: 'working' }],
      dropped: [{ skill: 'd', from: 'working', to: null }],
      added: [{ skill: 'e', from: null, to: 'awareness' }],
      undecided: [],
    })
  })

  it('does not guess where a level is not decided', () => {
    const changes = changesBetween([from('a', null)], [from('a', 'expert')], scale)
    assert.equal(changes.undecided.length, 1)
    assert.equal(changes.raised.length, 0)
  })
})

describe('leadOfRole', () => {
  it('takes the first paragraph of the published text', () => {
    const described = role('dev', { description: text('Builds things.\n\nYou will:\n- build') })
    const index = indexed({ roles: [described] })
    assert.deepEqual(leadOfRole(index, described, noLeads), {
      kind: 'published',
      text: text('Builds things.'),
    })
  })

  it('falls back on an older edition, also under a former name', () => {
    const older = edition({
      edition: {
        name: '2017-03-23',
        title: '',
        published: '2017-03-23',
        compiled: '2026-01-01',
        about: '',
      },
      roles: [role('developer', { description: text('a developer builds') })],
    })
    const index = indexed({ roles: [dev] })
    const formerNames = new Map([['dev', ['coder', 'developer']]])
    assert.deepEqual(leadOfRole(index, dev, { older: [older], formerNames }), {
      kind: 'earlier-wording',
      text: text('a developer builds'),
      edition: '2017-03-23',
      year: '2017',
    })
  })

  it('works a sentence out from the data where nothing is published', () => {
    const families = [{ id: 'build', slug: 'build', name: text('Build') }]
    const index = indexed({ roles: [dev], families })
    assert.deepEqual(leadOfRole(index, dev, noLeads), {
      kind: 'worked-out',
      text: {
        lang: 'en',
        value: 'dev is a role in the Build family with 4 role levels, from junior to lead.',
      },
    })
  })

  it('says of a Senior Civil Service role how many skills it asks for', () => {
    const chief = role('chief', { kind: 'senior-civil-service' })
    const index = indexed({
      roles: [chief],
      requirements: [requirement(['chief', null], 'vision', null)],
    })
    assert.equal(
      leadOfRole(index, chief, noLeads).text.value,
      'chief is a Senior Civil Service role that asks for 1 skill.',
    )
  })

  it('counts with the right form of the noun', () => {
    assert.equal(counted(1, 'family'), '1 family')
    assert.equal(counted(1703, 'requirement'), '1,703 requirements')
    assert.equal(counted(0, 'family'), '0 families')
  })
})

describe('roles and role levels', () => {
  const index = indexed({
    roles: [dev],
    skills: [skill('coding'), skill('talking')],
    requirements: [
      requirement(['dev', 'junior'], 'coding', 'awareness'),
      requirement(['dev', 'senior'], 'coding', 'working'),
      requirement(['dev', 'senior'], 'talking', 'working'),
      requirement(['dev', 'senior'], 'unheard-of', 'working'),
    ],
  })

  it('lists roles without a family apart', () => {
    assert.deepEqual(
      describeRoles(indexed({ roles: [role('x')] }), noLeads).map(({ family }) => family),
      [null],
    )
  })

  it('describes what a level asks for, with statements and where that stands', () => {
    const level = describeRoleLevel(index, 'dev', 'senior')
    assert.deepEqual(level.step, { position: 2, of: 3 })
    assert.deepEqual(level.totals, [{ level: 'working', skills: 3 }])
    assert.deepEqual(level.required[0]?.statements, [text('do coding at working')])
    assert.equal(level.required[0]?.evidence[0]?.line, 7)
    assert.equal(level.required[2]?.state, 'absent')
  })

  it('describes what changes at each next level', () => {
    const { next } = describeRoleLevel(index, 'dev', 'junior')
    const toSenior = next.find(({ level }) => level.slug === 'senior')
    assert.deepEqual(
      toSenior?.raised.map(({ skill: raised }) => raised.slug),
      ['coding'],
    )
    assert.deepEqual(
      toSenior?.added.map(({ skill: added }) => added.slug),
      ['talking', 'unheard-of'],
    )
  })

  it('sets every skill of a role against every level', () => {
    const coding = describeRole(index, 'dev', noLeads).skillsByLevel.find(
      (row) => row.skill.slug === 'coding',
    )
    assert.deepEqual(
      coding?.levels.map(({ asked, level }) => [asked, level]),
      [
        [false, null],
        [true, 'awareness'],
        [false, null],
        [true, 'working'],
      ],
    )
  })

  it('refuses what is not there with a code', () => {
    const chief = role('chief', { kind: 'senior-civil-service' })
    const withChief = indexed({ roles: [chief, dev] })
    assert.throws(() => describeRole(index, 'nobody', noLeads), { code: 'role-not-found' })
    assert.throws(() => describeRoleLevel(index, 'dev', 'x'), { code: 'role-level-not-found' })
    assert.throws(() => describeRoleLevel(withChief, 'chief', 'x'), { code: 'role-has-no-levels' })
  })
})

describe('skills', () => {
  const index = indexed({
    roles: [dev, role('tester', { levels: [roleLevel('tester')] })],
    skills: [skill('talking'), skill('Coding'), skill('idle')],
    requirements: [
      requirement(['dev', 'senior'], 'talking', 'working'),
      requirement(['dev', 'lead'], 'talking', 'working'),
      requirement(['dev', 'junior'], 'talking', 'awareness'),
    ],
    roleLinks: [
      { skill: 'talking', role: 'tester', roleAsNamed: 'Tester', source: 'a.txt', line: 1 },
    ],
  })

  it('lists skills from A to Z whatever their case', () => {
    assert.deepEqual(
      describeSkills(index).map(({ slug, roles }) => [slug, roles]),
      [
        ['Coding', 0],
        ['idle', 0],
        ['talking', 1],
      ],
    )
  })

  it('groups role levels by role and by level of the scale', () => {
    const [only] = requirersOfSkill(index, 'talking')
    assert.deepEqual(
      only?.levels.map(({ level, roleLevels }) => [level, roleLevels.map(({ slug }) => slug)]),
      [
        ['awareness', ['junior']],
        ['working', ['lead', 'senior']],
      ],
    )
  })

  it('says where skill and roles contradict each other', () => {
    const { namedButNotRequiring, requiringButNotNamed } = describeSkill(index, 'talking')
    assert.deepEqual(
      namedButNotRequiring.map(({ slug }) => slug),
      ['tester'],
    )
    assert.deepEqual(
      requiringButNotNamed.map(({ slug }) => slug),
      ['dev'],
    )
  })

  it('finds no contradiction where the source names no roles at all', () => {
    const silent = indexed({
      roles: [dev],
      skills: [skill('talking')],
      requirements: [requirement(['dev', 'lead'], 'talking', 'working')],
    })
    assert.deepEqual(describeSkill(silent, 'talking').requiringButNotNamed, [])
  })

  it('refuses an unknown skill', () => {
    assert.throws(() => describeSkill(index, 'constructor'), { code: 'skill-not-found' })
  })
})
