import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../app.ts'
import { openLibrary } from '../editions/index.ts'
import { readConfig, twinsOf } from '../platform/index.ts'
import { exampleOf, openApiDocument, twins } from './index.ts'

const dataDir = join(import.meta.dirname, '..', '..', 'build', 'no-data')
let app: FastifyInstance

before(async () => {
  const library = openLibrary({ dataDir })
  app = await createApp({ library, config: readConfig({ LOG_LEVEL: 'silent' }), strictViews: true })
})
after(() => app.close())

describe('the description of the API', () => {
  it('names every address that answers JSON, and no other', () => {
    const registered = twinsOf(app)
      .map((path) => path.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((path) => path !== '/api/openapi.json')
    assert.deepEqual(twins.map(({ path }) => path).toSorted(), registered.toSorted())
  })

  it('is served as it is', async () => {
    const response = await app.inject('/api/openapi.json')
    assert.deepEqual(response.json(), JSON.parse(JSON.stringify(openApiDocument(''))))
  })

  it('names the address of the site where that is set', () => {
    assert.deepEqual(openApiDocument('https://a.example').servers, [{ url: 'https://a.example' }])
  })

  it('gives each operation a name of its own and describes each parameter', () => {
    const { paths } = openApiDocument('')
    const names = Object.values(paths).map(({ get }) => get.operationId)
    assert.equal(new Set(names).size, names.length)
    for (const [path, { get }] of Object.entries(paths)) {
      const inPath = get.parameters.flatMap((one) => (one.in === 'path' ? [one.name] : []))
      const expected = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      assert.deepEqual(inPath, expected, path)
    }
  })

  it('refers to parts that it has', () => {
    const document: unknown = JSON.parse(JSON.stringify(openApiDocument('')))
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      let found: unknown = document
      for (const part of path.split('/')) {
        assert.ok(typeof found === 'object' && found !== null, path)
        found = Object.entries(found).find(([name]) => name === part)?.[1]
      }
      assert.notEqual(found, undefined, path)
    }
  })
})

describe('the examples', () => {
  for (const twin of twins) {
    // There is one framework of this kind only, and it stands at the root.
    if (twin.path.startsWith('/frameworks/')) continue
    it(`${exampleOf(twin)} answers as described`, async () => {
      // The past edition has roles only, under other names.
      const address = exampleOf(twin).replace('/editions/2017-03-23/', '/editions/2026-11-21/')
      const response = await app.inject(address)
      assert.equal(response.statusCode, 200)
      const { data, meta } = response.json<{ data: unknown; meta: unknown }>()
      const operation = openApiDocument('').paths[twin.path]?.get
      const schema = operation?.responses[200].content['application/json'].schema
      assert.equal(Array.isArray(data) ? 'array' : 'object', schema?.properties.data.type)
      assert.deepEqual(Object.keys(meta ?? {}).length, 6)
    })
  }
})

it('the page shows each of them with a command that works wherever the site is', async () => {
  const { body } = await app.inject('/api')
  for (const { path } of twins) assert.ok(body.includes(path), path)
  assert.match(body, /curl -s &quot;\$SITE\/roles\.json&quot;/)
  assert.match(body, /SITE=https:/)
  assert.doesNotMatch(body, /127\.0\.0\.1/)
})
