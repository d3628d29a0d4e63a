import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { finding } from '../framework/index.ts'
import { subjectLinks } from './finding-subjects.ts'
import { describeHealth } from './health.ts'
import { presentHealth, summaryOf } from './present-health.ts'
import { indexed, role, roleLevel, skill, text } from './test-edition.ts'

const details = { line: 1, subject: 'x', message: 'A sentence.', action: 'kept' } as const
const findings = [
  finding('skill-without-description', { ...details, source: 'a.txt' }),
  finding('skill-without-description', { ...details, source: 'b.txt' }),
  finding('duplicate-skill', { ...details, source: 'b.txt' }),
]

describe('describeHealth', () => {
  it('shows every finding by kind, the gravest first', () => {
    const { kinds, shown, totals } = describeHealth(findings, {})
    assert.deepEqual(
      kinds.map(({ code, total }) => [code, total]),
      [
        ['duplicate-skill', 1],
        ['skill-without-description', 2],
      ],
    )
    assert.equal(shown, 3)
    assert.deepEqual(totals, { error: 1, warning: 0, notice: 2 })
  })

  it('filters by severity, kind and document together', () => {
    const query = { severity: 'notice', code: 'skill-without-description', source: 'b.txt' }
    const { kinds, shown } = describeHealth(findings, query)
    assert.equal(shown, 1)
    assert.equal(kinds[0]?.total, 2)
  })

  it('takes an empty value, as a form sends it, for no filter', () => {
    assert.equal(describeHealth(findings, { severity: '', code: '', source: '' }).shown, 3)
  })

  const refused = [
    [{ severity: 'grave' }, 'severity-not-valid'],
    [{ code: 'toString' }, 'finding-code-not-valid'],
    [{ source: '../../etc/passwd' }, 'source-not-valid'],
    [{ severity: ['error', 'notice'] }, 'query-not-valid'],
    [{ source: 'x'.repeat(300) }, 'query-not-valid'],
  ] as const
  for (const [query, code] of refused) {
    it(`refuses ${JSON.stringify(query).slice(0, 40)} as ${code}`, () => {
      assert.throws(() => describeHealth(findings, query), { code })
    })
  }

  it('sums up in a sentence', () => {
    assert.equal(
      summaryOf({ error: 1, warning: 0, notice: 2 }),
      '3 findings: 1 error and 2 notices.',
    )
    assert.equal(summaryOf({ error: 0, warning: 0, notice: 0 }), 'Nothing was found to be wrong.')
  })
})

describe('the filter of findings', () => {
  const frame = {
    title: '',
    section: undefined,
    breadcrumbs: [],
    address: '',
    twin: undefined,
    pastEdition: undefined,
    footer: undefined,
  }
  const parts = { frame, heading: '', action: '', elsewhere: undefined, documents: [] }
  const severitiesOffered = (query: object): string[] => {
    const health = describeHealth(findings, query)
    const { filters } = presentHealth(health, { ...parts, subjects: () => [] })
    const options = filters.find(({ name }) => name === 'severity')?.options ?? []
    return options.map(({ value }) => value)
  }

  it('offers no severity that nothing has', () => {
    assert.deepEqual(severitiesOffered({}), ['', 'error', 'notice'])
  })

  it('offers the severity that was asked for', () => {
    assert.deepEqual(severitiesOffered({ severity: 'warning' }), ['', 'error', 'warning', 'notice'])
  })
})

describe('what a finding is about', () => {
  const index = indexed({
    roles: [
      role('kite-maker', { name: text('Kite maker'), levels: [named('kite-maker', 'Kite maker')] }),
      role('box-builder', { name: text('Box builder'), levels: [named('senior', 'Senior')] }),
      role('rigger', { name: text('Rigger'), levels: [named('senior', 'Senior')] }),
    ],
    skills: [
      skill('knots', { name: text('Knots'), provenance: [{ source: 'a.txt', line: 3 }] }),
      skill('wind-and-rain', {
        name: text('Wind and rain'),
        provenance: [{ source: 'a.txt', line: 20 }],
        statements: [{ id: 'x', text: text('do Knots at working') }],
      }),
    ],
  })
  const place = { index, base: '/editions/x' }

  const subjects: readonly (readonly [string, readonly string[]])[] = [
    ['Knots', ['/skills/knots']],
    ['knots', ['/skills/knots']],
    ['Kite maker', ['/roles/kite-maker']],
    ['Knots; Wind and rain', ['/skills/knots', '/skills/wind-and-rain']],
    ['Wind and rain and Kite maker', ['/skills/wind-and-rain', '/roles/kite-maker']],
    ['Kite maker: Knots', ['/roles/kite-maker/kite-maker', '/skills/knots']],
    ['Rigger / Senior / Knots', ['/roles/rigger/senior', '/skills/knots']],
    ['Knots / Working', ['/skills/knots']],
    // Two roles have such a level.
    ['Senior', []],
    ['roles.csv', []],
  ]
  for (const [subject, links] of subjects) {
    it(`“${subject}” leads to ${links.join(' and ') || 'no page'}`, () => {
      const about = finding('duplicate-row', { ...details, source: 'roles.csv', subject })
      assert.deepEqual(
        subjectLinks(place, about).map(({ href }) => href),
        links.map((link) => `/editions/x${link}`),
      )
    })
  }

  it('is the skill in which a repaired line stands', () => {
    const repaired = finding('mis-encoded-punctuation', {
      ...details,
      source: 'a.txt',
      line: 25,
      subject: 'do Kn…',
      after: '- do Knots at working',
    })
    assert.deepEqual(
      subjectLinks(place, repaired).map(({ href }) => href),
      ['/editions/x/skills/wind-and-rain'],
    )
  })
})

function named(slug: string, name: string) {
  return roleLevel(slug, { name: text(name) })
}
