import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../app.ts'
import { openLibrary } from '../../editions/index.ts'
import { readConfig } from '../../platform/index.ts'

const root = join(import.meta.dirname, '..', '..', '..')
let app: FastifyInstance

before(async () => {
  const library = openLibrary({
    frameworksDir: join(root, 'frameworks'),
    dataDir: join(root, 'build', 'no-data'),
  })
  const config = readConfig({ LOG_LEVEL: 'silent' })
  app = await createApp({ library, config, strictViews: true })
})
after(() => app.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }

function post(payload: string, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url: '/my-skills/result',
    headers: { ...form, ...headers },
    payload,
  })
}

describe('My skills on the server', () => {
  it('starts with every role level, grouped by role', async () => {
    const { body } = await app.inject('/my-skills')
    assert.ok([...body.matchAll(/<optgroup/g)].length > 30)
    assert.ok([...body.matchAll(/<option value="[^"]/g)].length > 190)
  })

  it('asks about the skills of a role level, or about all', async () => {
    const one = await app.inject('/my-skills/form?level=software-developer/developer')
    assert.equal([...one.body.matchAll(/<section class="own-skill"/g)].length, 10)
    assert.match(one.body, /is sent once to work out the result and is not kept/)
    const all = await app.inject('/my-skills/form')
    assert.ok([...all.body.matchAll(/<section class="own-skill"/g)].length > 150)
  })

  for (const [query, status] of [
    ['level=nothing', 404],
    ['level=__proto__', 404],
    ['level=a&level=b', 400],
  ] as const) {
    it(`answers ${query} with ${status} and a way out`, async () => {
      const response = await app.inject(`/my-skills/form?${query}`)
      assert.equal(response.statusCode, status)
      assert.match(response.body, /href="\/my-skills"/)
    })
  }

  it('works out the result and keeps nothing', async () => {
    const response = await post(
      'target=software-developer/developer&level-prototyping=working&note-prototyping=<script>x',
    )
    assert.equal(response.statusCode, 200)
    assert.equal(response.headers['cache-control'], 'no-store')
    assert.equal(response.headers['set-cookie'], undefined)
    assert.match(response.body, /You have not assessed 9 of 10 skills/)
    assert.match(response.body, /was sent once to work out this page and is not kept/)
    assert.match(response.body, /Evidence: &lt;script&gt;x/)
  })

  it('has something to say to an empty form', async () => {
    const { statusCode, body } = await post('target=&rule=75')
    assert.equal(statusCode, 200)
    assert.match(body, /You have not assessed any skill yet/)
  })

  const refused: readonly (readonly [string, string, Record<string, string>, number])[] = [
    ['a huge body', `ticked=${'x'.repeat(65 * 1024)}`, {}, 413],
    ['an unknown skill', 'level-nothing=working', {}, 400],
    ['a field that stands twice', 'rule=75&rule=50', {}, 400],
    ['__proto__', '__proto__=1&constructor=2', {}, 400],
    ['JSON', '{}', { 'content-type': 'application/json' }, 400],
    ['another site', 'rule=75', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site', 'rule=75', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', 'rule=75', { origin: 'https://example.org' }, 403],
    ['no origin at all', 'rule=75', { origin: 'null' }, 403],
  ]
  for (const [what, payload, headers, status] of refused) {
    it(`refuses ${what}`, async () => {
      assert.equal((await post(payload, headers)).statusCode, status)
    })
  }

  it('takes the form from its own pages', async () => {
    assert.equal((await post('rule=75', { 'sec-fetch-site': 'same-origin' })).statusCode, 200)
    const host = 'capable.example:3000'
    const own = await post('rule=75', { host, origin: `http://${host}` })
    assert.equal(own.statusCode, 200)
  })

  it('takes forms at no other address', async () => {
    for (const url of ['/my-skills', '/my-skills/form', '/team-from-files']) {
      const { statusCode } = await app.inject({
        method: 'POST',
        url,
        headers: form,
        payload: 'a=1',
      })
      assert.equal(statusCode, 405)
    }
  })

  it('leads back from the address of a result to the start', async () => {
    const { statusCode, headers } = await app.inject('/my-skills/result')
    assert.deepEqual([statusCode, headers.location], [302, '/my-skills'])
  })
})
