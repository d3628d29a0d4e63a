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

async function answerTo(payload: string, parameters = 'boundary=b'): Promise<string> {
  const headers = { 'content-type': `multipart/form-data; ${parameters}` }
  return (await app.inject({ method: 'POST', url: '/', headers, payload })).body
}

function sent(parts: number, parameters?: string): Promise<string> {
  return answerTo(`${'--b\r\n\r\n\r\n'.repeat(parts)}--b--\r\n`, parameters)
}

const part = (name: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nvalue\r\n`

test('refuses more parts than a form has, before it reads any', async () => {
  assert.match(await sent(90_000), /form-too-large/)
  // As many as a form may have are read: that these are no parts is found then.
  assert.match(await sent(100), /form-not-valid/)
})

test('counts the parts by the boundary by which they are read', async () => {
  const hidden = [
    'xboundary=zzzz; boundary=b',
    'foo="boundary=zzzz"; boundary=b',
    String.raw`foo="\"; boundary=zzzz"; boundary=b`,
  ]
  for (const parameters of hidden) {
    assert.match(await sent(90_000, parameters), /form-too-large/)
    assert.equal(await answerTo(`${part('a')}--b--\r\n`, parameters), '["a"]')
  }
  assert.equal(await answerTo(`${part('a')}--b--\r\n`, 'BOUNDARY="b"'), '["a"]')
})

test('takes no form of which it is not plain what its boundary is', async () => {
  for (const parameters of [
    'boundary=b; boundary=zzzz',
    'boundary=zzzz; Boundary=b',
    'boundary=b; foo="',
    'boundary=b foo',
    'boundary="b" "c"',
    'boundary=',
    'boundary="b "',
    `boundary=${'b'.repeat(71)}`,
    'charset=utf-8',
  ]) {
    assert.match(await answerTo(`${part('a')}--b--\r\n`, parameters), /form-not-valid/, parameters)
  }
})

test('refuses parts with more above them than browsers write', async () => {
  const long = [
    `--b\r\n${'X-A: b\r\n'.repeat(90_000)}\r\n\r\n--b--\r\n`,
    `--b\r\n${'a:\r\n'.repeat(17)}${part('a').slice(5)}--b--\r\n`,
    `${part('%22'.repeat(200_000))}--b--\r\n`,
  ]
  for (const payload of long) assert.match(await answerTo(payload), /form-too-large/)
  assert.equal(await answerTo(`${part('a'.repeat(3000))}--b--\r\n`), `["${'a'.repeat(3000)}"]`)
})
