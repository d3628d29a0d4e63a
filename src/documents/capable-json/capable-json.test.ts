import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import {
  arbitraryCapabilityFramework,
  arbitraryMaturityModel,
  propertyRuns,
} from '../../../test/arbitrary-edition.ts'
import type {
  CapabilityFramework,
  MaturityModel,
  Requirement,
  Role,
  RoleLevel,
  Skill,
} from '../../framework/index.ts'
import { capableJsonReader, capableJsonWriter, enveloped } from './capable-json.ts'

const text = (value: string) => ({ lang: 'en-GB', value })

const start = {
  framework: {
    slug: 'wind',
    kind: 'maturity-model',
    uri: 'https://capable.invalid/frameworks/wind',
    id: 'f',
    title: text('Wind maturity'),
    publisher: 'Kite Office',
    lang: 'en-GB',
    scale: [],
    licence: { name: 'MIT', url: '', attribution: '' },
  },
  edition: { name: '2020-02-29', title: '', published: null, compiled: '2020-03-01', about: '' },
  sources: [],
} as const

const model: MaturityModel = {
  ...start,
  kind: 'maturity-model',
  levels: [{ number: 1, name: 'Calm' }],
  topics: [{ id: 't', number: 1, slug: 'wind', name: text('Wind') }],
  themes: [{ id: 'h', slug: 'tools', name: text('Tools') }],
  rows: [],
  descriptors: [],
}

const level: RoleLevel = {
  id: 'l1',
  slug: 'lead',
  name: text('Lead'),
  number: 1,
  rank: 1,
  track: null,
  provenance: [],
}

const role: Role = {
  id: 'r1',
  slug: 'kite-maker',
  name: text('Kite maker'),
  family: 'flight',
  kind: 'levelled',
  levels: [level],
  provenance: [],
}

const skill: Skill = {
  id: 's1',
  slug: 'knots',
  name: text('Knots'),
  kind: 'levelled',
  levels: [
    { level: 'working', state: 'defined', statements: [{ id: 'a', text: text('tie knots') }] },
  ],
  statements: [],
  leadershipExamples: [],
  provenance: [],
}

const requirement: Requirement = {
  role: 'kite-maker',
  roleLevel: 'lead',
  skill: 'knots',
  level: 'working',
  basis: 'stated',
  evidence: [],
}

const kites: CapabilityFramework = {
  ...start,
  kind: 'capability-framework',
  framework: { ...start.framework, kind: 'capability-framework', scale: ['working', 'expert'] },
  introduction: [],
  purposes: [],
  families: [{ id: 'f1', slug: 'flight', name: text('Flight') }],
  roles: [role],
  skills: [skill],
  requirements: [requirement],
  roleLinks: [],
  changeNotes: [],
}

const read = (value: unknown) =>
  capableJsonReader.read({ name: 'kites.json', text: JSON.stringify(value) })

describe('capable-json', () => {
  test('is named by framework and edition, and recognised by its content', () => {
    const [file] = capableJsonWriter.write(kites)
    assert.equal(file?.name, 'wind@2020-02-29.json')
    const document = { name: 'any.txt', text: file.text }
    assert.equal(capableJsonReader.recognises(document), true)
    assert.deepEqual(capableJsonReader.read(document).edition, kites)
    assert.deepEqual(
      capableJsonReader.read({ ...document, text: `\ufeff${file.text}` }).findings,
      [],
    )
    assert.equal(
      capableJsonReader.recognises({ name: 'a.json', text: '{"format":"other"}' }),
      false,
    )
  })

  const invalid: [string, unknown, RegExp][] = [
    ['a list', [], /The whole must be object/],
    ['null', null, /The whole/],
    [
      'a number for a name',
      { ...enveloped(model), levels: [{ number: 'x', name: 1 }] },
      /\/levels\/0\/number/,
    ],
    ['another version', { ...enveloped(model), version: 2 }, /\/version/],
    ['an unknown property', { ...enveloped(model), extra: 1 }, /extra/],
    ['an unknown kind', { ...enveloped(model), kind: 'kite' }, /\/kind/],
    ['a level without a slug', { ...enveloped(kites), families: [{ id: 'x' }] }, /\/families\/0/],
  ]
  for (const [title, value, message] of invalid) {
    test(`refuses ${title} and says where`, () => {
      const { edition, findings } = read(value)
      assert.equal(edition, undefined)
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['edition-invalid'],
      )
      assert.match(findings[0]?.message ?? '', message)
    })
  }

  const hostile: [string, string][] = [
    ['a text that is not JSON', '{"format": "capable-edition"'],
    ['nothing', ''],
    ['ten thousand nested lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    [
      'nested lists inside an edition',
      `{"format":"capable-edition","version":1,"kind":"maturity-model","rows":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    ],
    [
      'a __proto__ key',
      JSON.stringify(enveloped(model)).replace('{', '{"__proto__":{"kind":"maturity-model"},'),
    ],
    ['a constructor key', JSON.stringify(enveloped(model)).replace('{', '{"constructor":1,')],
    [
      'a list of faults without end',
      JSON.stringify({ ...enveloped(model), rows: Array.from({ length: 50_000 }, () => 0) }),
    ],
  ]
  for (const [title, hostileText] of hostile) {
    test(`answers ${title} with one finding`, () => {
      const { edition, findings } = capableJsonReader.read({ name: 'x.json', text: hostileText })
      assert.equal(edition, undefined)
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['edition-invalid'],
      )
      assert.ok((findings[0]?.message.length ?? 0) < 3_000)
      assert.equal(Object.hasOwn(Object.prototype, 'kind'), false)
    })
  }

  const contradictory: [string, Partial<CapabilityFramework>, RegExp][] = [
    ['an unknown family', { families: [] }, /names the family flight/],
    [
      'two roles with one slug',
      { roles: [role, { ...role, id: 'r2', levels: [] }] },
      /roles with the slug: kite-maker/,
    ],
    [
      'two things with one identifier',
      { families: [{ id: 'r1', slug: 'flight', name: text('F') }] },
      /identifier: r1/,
    ],
    [
      'two levels with one slug',
      { roles: [{ ...role, levels: [...role.levels, ...role.levels] }] },
      /levels of the role/,
    ],
    [
      'a requirement of an unknown role',
      { requirements: [{ ...requirement, role: 'x' }] },
      /the role x/,
    ],
    [
      'a requirement of an unknown level',
      { requirements: [{ ...requirement, roleLevel: 'x' }] },
      /role level x/,
    ],
    [
      'a requirement of no level',
      { requirements: [{ ...requirement, roleLevel: null }] },
      /none of its levels/,
    ],
    [
      'a requirement for an unknown skill',
      { requirements: [{ ...requirement, skill: 'x' }] },
      /the skill x/,
    ],
    [
      'a skill level off the scale',
      { requirements: [{ ...requirement, level: 'x' }] },
      /skill level x/,
    ],
    [
      'a requirement given twice',
      { requirements: [requirement, requirement] },
      /one role level for one skill/,
    ],
    [
      'a skill with a level off the scale',
      { skills: [{ ...skill, levels: [{ level: 'x', state: 'absent', statements: [] }] }] },
      /has the level x/,
    ],
    [
      'one identifier for two statements',
      {
        skills: [
          {
            ...skill,
            levels: [
              {
                level: 'working',
                state: 'defined',
                statements: [
                  { id: 'a', text: text('tie knots') },
                  { id: 'a', text: text('cut') },
                ],
              },
            ],
          },
        ],
      },
      /identifier a/,
    ],
    [
      'a Senior Civil Service role with levels',
      { roles: [{ ...role, kind: 'senior-civil-service' }] },
      /has levels/,
    ],
    [
      'a link from an unknown skill',
      { roleLinks: [{ skill: 'x', role: 'y', roleAsNamed: 'Y', source: 'a', line: 1 }] },
      /the skill x/,
    ],
    [
      'another kind of framework',
      { framework: model.framework },
      /The framework is a maturity-model/,
    ],
  ]
  for (const [title, change, message] of contradictory) {
    test(`refuses ${title}`, () => {
      const { edition, findings } = read(enveloped({ ...kites, ...change }))
      assert.equal(edition, undefined)
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['edition-inconsistent'],
      )
      assert.match(findings[0]?.message ?? '', message)
    })
  }

  test('refuses a maturity row of an unknown topic and theme, and a descriptor of an unknown row', () => {
    const provenance = { source: 'a', line: 1 }
    const rows = [{ id: 'x', number: 1, topic: 9, theme: 'x', title: text('x'), provenance }]
    const descriptors = [{ id: 'y', row: 5, level: 7, text: text('x'), provenance }]
    const { findings } = read(enveloped({ ...model, rows, descriptors }))
    assert.match(findings[0]?.message ?? '', /topic 9.*theme x.*row 5.*level 7/)
  })

  test('reads back any edition that it wrote', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryCapabilityFramework, arbitraryMaturityModel), (edition) => {
        const [file] = capableJsonWriter.write(edition)
        const { edition: again, findings } = capableJsonReader.read({ name: '', text: '', ...file })
        assert.deepEqual(findings, [])
        assert.deepEqual(again, edition)
      }),
      { numRuns: propertyRuns },
    )
  })

  test('never throws, whatever the text', () => {
    const whole = JSON.stringify(enveloped(kites))
    const mutated = fc
      .tuple(fc.nat({ max: whole.length }), fc.nat({ max: 20 }), fc.string())
      .map(([at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), mutated), (anything) => {
        const document = { name: 'x.json', text: anything }
        capableJsonReader.recognises(document)
        const { edition, findings } = capableJsonReader.read(document)
        assert.equal(edition === undefined, findings.length > 0)
      }),
      { numRuns: propertyRuns },
    )
  })
})
