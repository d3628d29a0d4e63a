import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errorCatalogue } from './error-catalogue.ts'
import { errorEnvelope } from './errors.ts'

describe('errorCatalogue', () => {
  for (const [code, { status, message, action }] of Object.entries(errorCatalogue)) {
    it(`${code} has a status and says in sentences what happened and what to do`, () => {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/)
      assert.ok(status >= 400 && status < 600)
      assert.match(message, /^[A-Z].+\.$/)
      assert.match(action, /^[A-Z].+\.$/)
    })
  }

  it('makes the one envelope of errors', () => {
    assert.deepEqual(errorEnvelope('skill-not-found'), {
      error: { code: 'skill-not-found', ...errorCatalogue['skill-not-found'] },
    })
  })
})
