import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fastify from 'fastify'
import { formOf, readForms } from './forms.ts'

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

const app = fastify()
readForms(app, { mostFields: 100, bodyLimit: 1_000_000 })
app.post('/', ({ body }) => (body instanceof FormData ? [...body.keys()] : []))
after(() => app.close())

async function sent(parts: number): Promise<string> {
  const payload = `${'--b\r\n\r\n\r\n'.repeat(parts)}--b--\r\n`
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return (await app.inject({ method: 'POST', url: '/', headers, payload })).body
}

test('refuses more parts than a form has, before it reads any', async () => {
  assert.match(await sent(90_000), /form-too-large/)
  // As many as a form may have are read: that these are no parts is found then.
  assert.match(await sent(100), /form-not-valid/)
})
