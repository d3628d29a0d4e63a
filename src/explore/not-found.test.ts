import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../app.ts'
import { openLibrary } from '../editions/index.ts'
import { wordsOf } from '../platform/error-replies.ts'
import { readConfig } from '../platform/index.ts'

let app: FastifyInstance

before(async () => {
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const library = openLibrary({ dataDir: 'build/no-data' })
  app = await createApp({ library, config, strictViews: true })
})
after(() => app.close())

describe('what is not here', () => {
  for (const [url, href, name] of [
    ['/roles/data-architct', '/roles/data-architect', 'Data architect'],
    ['/skills/protoyping', '/skills/prototyping', 'Prototyping'],
    ['/families/architecure', '/families/architecture', 'Architecture'],
    [
      '/roles/data-architect/seniorr-data-architect',
      '/roles/data-architect/senior-data-architect',
      'Senior data architect',
    ],
  ] as const) {
    it(`${url} leads to what is called nearly so`, async () => {
      const { statusCode, body } = await app.inject(url)
      assert.equal(statusCode, 404)
      assert.match(body, new RegExp(`Did you mean <a[^>]*href="${href}">${name}</a>`))
      const json = await app.inject(`${url}.json`)
      assert.deepEqual(Object.keys(json.json<{ error: object }>().error), [
        'code',
        'status',
        'message',
        'action',
      ])
    })
  }

  it('is searched for with the words of the address', async () => {
    const { body } = await app.inject('/roles/data-astronaut')
    assert.doesNotMatch(body, /Did you mean/)
    assert.match(body, /name="q"[^>]*value="data astronaut"/)
    assert.match((await app.inject('/nowhere')).body, /name="q"[^>]*value="nowhere"/)
  })

  it('is not searched for where the address was refused for another reason', async () => {
    const { statusCode, body } = await app.inject('/search?kind=nothing')
    assert.equal(statusCode, 400)
    assert.doesNotMatch(body, /id="look-for"/)
  })
})

it('only what reads like words is taken from an address', () => {
  assert.equal(wordsOf('/editions/2017-03-23/skills/user-focus.json'), 'user focus')
  assert.equal(wordsOf('/maturity/rows/900'), '900')
  assert.equal(wordsOf('/invitation/q8Zk2v0PbX7yT4'), '')
  assert.equal(wordsOf('/%E0%A4%A'), '')
  assert.equal(wordsOf('/<script>'), '')
})
