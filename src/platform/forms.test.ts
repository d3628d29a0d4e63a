import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf } from './forms.ts'

test('reads the fields of a form', () => {
  const form = formOf('name=Ada+Okafor&name=%C3%85sa&empty=', 3)
  assert.deepEqual(form.getAll('name'), ['Ada Okafor', 'Åsa'])
  assert.equal(form.get('empty'), '')
})

test('refuses more fields than a form has, before it reads any', () => {
  for (const text of ['a&'.repeat(1_500_000), 'a=b&'.repeat(101), '&'.repeat(100)]) {
    assert.throws(() => formOf(text, 100), { code: 'form-too-large' })
  }
})
