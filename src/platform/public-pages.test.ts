import assert from 'node:assert/strict'
import { get } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../app.ts'
import { openLibrary } from '../editions/index.ts'
import type { EditionLibrary } from '../editions/index.ts'
import { readConfig } from './index.ts'

const shipped = openLibrary({ dataDir: join(import.meta.dirname, '..', '..', 'build', 'no-data') })
const config = readConfig({ LOG_LEVEL: 'silent' })
const page = '/roles/software-developer'
const gzip = { 'accept-encoding': 'gzip' }

let editions = shipped.all()
let looks = 0
/** The editions can be changed, and it is counted how often pages are made from them. */
const library: EditionLibrary = {
  all: () => editions,
  newest(framework) {
    looks += 1
    return editions.find(({ edition }) => edition.framework.slug === framework)
  },
  get: (framework, edition) => shipped.get(framework, edition),
}

let app: FastifyInstance

before(async () => {
  app = await createApp({ library, config })
})
after(() => app.close())

async function rendered(url: string, headers = {}): Promise<boolean> {
  const seen = looks
  await app.inject({ url, headers })
  return looks > seen
}

describe('public pages', () => {
  it('are made once', async () => {
    await app.inject('/skills')
    assert.equal(await rendered('/skills', gzip), false)
    assert.equal(await rendered('/skills.json'), true)
    assert.equal(await rendered('/skills.json'), false)
  })

  it('are the same in every encoding, the first time and later', async () => {
    for (const url of [page, `${page}.json`, '/editions/2026-11-21/downloads/roles.csv']) {
      const plain = await app.inject(url)
      for (const round of ['first', 'later']) {
        const zipped = await app.inject({ url, headers: gzip })
        assert.equal(zipped.headers['content-encoding'], 'gzip', round)
        assert.deepEqual(gunzipSync(zipped.rawPayload), plain.rawPayload)
        const brotli = await app.inject({ url, headers: { 'accept-encoding': 'br' } })
        assert.deepEqual(brotliDecompressSync(brotli.rawPayload), plain.rawPayload)
        assert.notEqual(brotli.headers.etag, zipped.headers.etag)
        assert.equal(brotli.headers.vary, 'Accept-Encoding')
        assert.equal(brotli.headers['content-length'], String(brotli.rawPayload.length))
      }
    }
  })

  it('have the same headers the first time and later', async () => {
    const own = new Set(['x-request-id', 'date', 'connection'])
    const headersOf = async () =>
      Object.entries((await app.inject('/families/data')).headers)
        .filter(([name]) => !own.has(name))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
    const first = await headersOf()
    assert.deepEqual(await headersOf(), first)
    const names = new Set(first.map(([name]) => name))
    for (const name of ['content-security-policy', 'x-content-type-options', 'etag']) {
      assert.ok(names.has(name), name)
    }
  })

  it('are not sent again to those who have them', async () => {
    for (const url of ['/roles', '/roles.json', '/licence']) {
      const { headers } = await app.inject({ url, headers: gzip })
      const tag = String(headers.etag)
      const again = await app.inject({ url, headers: { ...gzip, 'if-none-match': tag } })
      assert.deepEqual([again.statusCode, again.body], [304, ''])
      assert.equal(again.headers.etag, tag)
      assert.notEqual(again.headers['content-security-policy'], undefined)
      const other = await app.inject({ url, headers: { 'if-none-match': tag } })
      assert.equal(other.statusCode, 200, 'another encoding is another thing')
    }
  })

  it('answer 304 on the first request too', async () => {
    const { headers } = await app.inject('/skills/prototyping')
    const tag = String(headers.etag)
    const fresh = await createApp({ library, config })
    const again = await fresh.inject({
      url: '/skills/prototyping',
      headers: { 'if-none-match': tag },
    })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
    assert.equal(again.headers['content-type'], undefined)
    await fresh.close()
  })

  it('answer HEAD with the headers of GET, first and later', async () => {
    for (const round of ['first', 'later']) {
      const head = await app.inject({ method: 'HEAD', url: '/maturity/rows/3', headers: gzip })
      assert.deepEqual([head.statusCode, head.body], [200, ''], round)
      const whole = await app.inject({ url: '/maturity/rows/3', headers: gzip })
      assert.equal(head.headers['content-length'], whole.headers['content-length'])
      assert.equal(head.headers.etag, whole.headers.etag)
    }
  })

  it('are made anew when an edition appears', async () => {
    await app.inject('/editions')
    editions = editions.filter(({ edition }) => edition.edition.name !== '2017-03-23')
    const { body } = await app.inject('/editions')
    assert.doesNotMatch(body, /2017-03-23/)
    editions = shipped.all()
    assert.match((await app.inject('/editions')).body, /2017-03-23/)
  })
})

describe('what is not kept', () => {
  it('errors', async () => {
    for (const url of ['/roles/nobody', '/nowhere.json']) {
      for (const round of ['first', 'later']) {
        const { statusCode, headers } = await app.inject(url)
        assert.equal(statusCode, 404, round)
        assert.equal(headers['cache-control'], 'no-store')
        assert.equal(headers.etag, undefined)
      }
    }
  })

  it('pages with a query, which are compressed all the same', async () => {
    const url = '/framework-health?severity=warning'
    await app.inject(url)
    assert.equal(await rendered(url), true)
    const { headers, rawPayload } = await app.inject({ url, headers: gzip })
    assert.equal(headers['content-encoding'], 'gzip')
    assert.match(gunzipSync(rawPayload).toString(), /Framework health/)
    assert.equal((await app.inject({ url, headers: {} })).headers['content-encoding'], undefined)
  })

  it('other ways to write an address', async () => {
    await app.inject('/roles/%73oftware-developer')
    assert.equal(await rendered('/roles/%73oftware-developer'), true)
  })
})

describe('a listening server', () => {
  it('answers kept pages, errors and health alike', async () => {
    const server = await createApp({ library, config })
    const address = await server.listen({ port: 0, host: '127.0.0.1' })
    for (const round of ['first', 'later']) {
      const { status, headers, body } = await fetched(`${address}${page}`)
      assert.equal(status, 200, round)
      assert.match(gunzipSync(body).toString(), /Software developer/)
      assert.equal(headers['x-frame-options'], 'DENY')
    }
    assert.equal((await fetched(`${address}/nowhere`)).status, 404)
    assert.equal((await fetched(`${address}/healthz`)).status, 200)
    await server.close()
  })
})

interface Fetched {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function fetched(address: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get(address, { headers: gzip, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { statusCode: status, headers } = response
        resolve({ status, headers, body: Buffer.concat(chunks) })
      })
    }).on('error', reject)
  })
}

describe('open data', () => {
  const open = ['/roles.json', '/api/openapi.json', '/editions/2026-11-21/downloads/skills.csv']

  it('can be read by other sites, without credentials', async () => {
    for (const url of open) {
      for (const round of ['first', 'later']) {
        const { headers } = await app.inject({ url, headers: { origin: 'https://example.org' } })
        assert.equal(headers['access-control-allow-origin'], '*', `${url} ${round}`)
        assert.equal(headers['access-control-allow-credentials'], undefined)
        assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
      }
    }
  })

  it('answers what a browser asks beforehand', async () => {
    for (const url of open) {
      const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url })
      assert.equal(statusCode, 204, url)
      assert.equal(headers['access-control-allow-methods'], 'GET, HEAD')
    }
    assert.equal((await app.inject({ method: 'OPTIONS', url: '/nowhere.json' })).statusCode, 404)
  })

  it('says what is wrong to other sites too', async () => {
    const { statusCode, headers } = await app.inject('/roles/nobody.json')
    assert.deepEqual([statusCode, headers['access-control-allow-origin']], [404, '*'])
  })

  it('does not extend to pages', async () => {
    for (const url of ['/', '/roles', '/downloads']) {
      const { headers } = await app.inject(url)
      assert.equal(headers['access-control-allow-origin'], undefined)
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
    }
  })
})
