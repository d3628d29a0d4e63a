import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { finding } from '../framework/index.ts'
import { describeHealth } from './health.ts'
import { summaryOf } from './present-health.ts'

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
