import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { openLibrary } from './editions/index.ts'
import type { EditionLibrary } from './editions/index.ts'
import { show } from './explore/index.ts'
import { showMaturity } from './maturity/index.ts'
import { readConfig } from './platform/index.ts'
import { defaultFramework, defaultMaturityModel } from './site.ts'

const config = readConfig({ LOG_LEVEL: 'silent' })
const root = join(import.meta.dirname, '..')
const shipped = openLibrary({
  frameworksDir: join(root, 'frameworks'),
  dataDir: join(root, 'build', 'no-data'),
})

/** The shipped editions, and the newest one once more as another framework. */
const library: EditionLibrary = withCopy(shipped)
let app: FastifyInstance

before(async () => {
  app = await createApp({ library, config, strictViews: true })
})
after(() => app.close())

/** Address and what its first heading says. */
const pages: readonly (readonly [string, RegExp])[] = [
  ['/', /roles and skills/],
  ['/roles', /Roles/],
  ['/roles/software-developer', /Software developer/],
  ['/roles/software-developer/senior-developer', /Senior developer/],
  ['/roles/software-developer/developer', /Developer/],
  ['/roles/chief-data-officer', /Chief data officer/],
  ['/families/data', /Data roles/],
  ['/skills', /Skills A to Z/],
  ['/skills/prototyping', /Prototyping/],
  ['/skills/user-focus', /User focus/],
  ['/framework-health', /Framework health/],
  ['/framework-health?severity=warning', /Framework health/],
  ['/search', /Search/],
  ['/search?q=devops', /Search/],
  ['/editions/2017-03-23/search?q=devops', /Search/],
  ['/editions', /Editions/],
  ['/editions/2017-03-23', /Framework/],
  ['/editions/2017-03-23/roles', /Roles/],
  ['/editions/2017-03-23/roles/data-engineer', /Data engineer/],
  ['/editions/2017-03-23/families/data', /Data roles/],
  ['/editions/2017-03-23/skills', /Skills/],
  ['/editions/2017-03-23/framework-health', /Framework health/],
  ['/frameworks/other', /Framework/],
  ['/frameworks/other/roles/software-developer/developer', /Developer/],
  ['/frameworks/other/editions', /Editions/],
  ['/frameworks/other/editions/2026-11-21/skills/prototyping', /Prototyping/],
  ['/compare', /Compare role levels/],
  [
    '/compare?levels=software-developer/developer,software-developer/senior-developer',
    /Developer compared with Senior developer/,
  ],
  ['/compare?skills=user-focus,user-focus-content-design', /compared with/],
  ['/frameworks/other/compare', /Compare role levels/],
  ['/roles/software-developer/developer/nearest', /Roles near Developer/],
  ['/route', /Find a route/],
  ['/families/software-development/heat-map', /skills by role level/],
  ['/map?family=data', /Which Data roles share skills/],
  ['/editions/2017-03-23/map', /Which roles share skills/],
  ['/licence', /Licence/],
  ['/maturity', /Data Maturity/],
  ['/maturity/topics/1-engaging-with-others', /Engaging/],
  ['/maturity/themes/uses', /Uses/],
  ['/maturity/rows/9', /Recognising/],
  ['/maturity/framework-health', /Health/],
]

describe('pages', () => {
  for (const [url, heading] of pages) {
    it(`${url} is a page with one first heading`, async () => {
      const response = await app.inject(url)
      assert.equal(response.statusCode, 200)
      assert.match(String(response.headers['content-type']), /^text\/html/)
      const headings = [...response.body.matchAll(/<h1[^>]*>([^]*?)<\/h1>/g)]
      assert.equal(headings.length, 1)
      assert.match(headings[0]?.[1] ?? '', heading)
      assert.match(response.body, /Not a government service\./)
      assert.match(response.body, /may have changed since/)
      assert.doesNotMatch(
        response.body,
        /undefined|\[object|<script(?! type="module" src=")|style=/,
      )
    })

    it(`${url} has a JSON twin in the one envelope`, async () => {
      const [path = '', query] = url.split('?')
      const twin = `${path === '/' ? '/index' : path}.json${query === undefined ? '' : `?${query}`}`
      const response = await app.inject(twin)
      assert.equal(response.statusCode, 200)
      assert.match(String(response.headers['content-type']), /^application\/json/)
      const body = response.json<{ data: unknown; meta: Record<string, unknown> }>()
      assert.deepEqual(Object.keys(body), ['data', 'meta'])
      const { meta } = body
      assert.deepEqual(Object.keys(meta), [
        'framework',
        'edition',
        'self',
        'page',
        'licence',
        'attribution',
      ])
      assert.equal(meta['self'], twin)
      assert.equal(meta['page'], url)
    })

    it(`${url} answers HEAD like GET, without a body`, async () => {
      const response = await app.inject({ method: 'HEAD', url })
      assert.equal(response.statusCode, 200)
      assert.equal(response.body, '')
    })

    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'] as const) {
      it(`${url} refuses ${method} and says what it allows`, async () => {
        const response = await app.inject({ method, url, payload: 'x=1' })
        assert.equal(response.statusCode, 405)
        assert.equal(response.headers.allow, 'GET, HEAD')
      })
    }
  }

  it('says of a role which wording its lead is', async () => {
    const { body } = await app.inject('/roles')
    assert.match(body, /2017 wording/)
    assert.match(body, /Worked out from the data/)
  })

  it('finds the lead of a role under its former name', async () => {
    const { body } = await app.inject('/roles/application-operations-engineer')
    assert.match(body, /2017 wording/)
  })

  it('says where responsibilities are not held and how to load them', async () => {
    const without = await app.inject('/roles/software-developer/senior-developer')
    assert.match(without.body, /We hold none of the published responsibilities/)
    assert.match(without.body, /node bin\/capable\.mjs import roles\.csv skills\.csv --into/)
    const held = await app.inject('/roles/software-developer/developer')
    assert.doesNotMatch(held.body, /We hold none/)
  })

  it('shows the level of each skill as word and place, with basis and source line', async () => {
    const { body } = await app.inject('/roles/software-developer/senior-developer')
    assert.match(body, /Practitioner<\/span> <span class="level__of">3 of 4/)
    assert.match(body, /Derived\. Where this comes from/)
    assert.match(body, /<p class="quiet">“Which skill each role level asks for[^<]*”, line \d+/)
    assert.match(body, /Fourth of six steps of Software developer, technical track\./)
  })

  it('says which 27 cells are not part of the maturity model', async () => {
    const { body } = await app.inject('/maturity')
    assert.equal([...body.matchAll(/Not part of the model/g)].length, 27)
  })

  it('shows the licence of the model on each of its pages', async () => {
    for (const url of ['/maturity', '/maturity/rows/9', '/maturity/themes/uses']) {
      assert.match((await app.inject(url)).body, /Licence of this model[^]*CC BY-NC-SA/)
    }
  })

  it('puts a banner on a past edition and none on the newest', async () => {
    const past = await app.inject('/editions/2017-03-23/roles')
    assert.match(past.body, /This is the edition of 23 March 2017\./)
    const newest = await app.inject('/editions/2026-11-21/roles')
    assert.doesNotMatch(newest.body, /This is the edition of/)
  })

  it('keeps links of a past edition in that edition', async () => {
    const { body } = await app.inject('/editions/2017-03-23/families/data')
    assert.match(body, /href="\/editions\/2017-03-23\/roles\/data-engineer"/)
  })

  it('shows before and after of a repair', async () => {
    const { body } = await app.inject('/framework-health?code=mis-encoded-punctuation')
    assert.match(body, /<dt>Before<\/dt><dd>[^<]*â€™/)
    assert.match(body, /<dt>After<\/dt>/)
    assert.match(body, /, line \d+\. Repaired\./)
  })

  it('links every page of the site to pages that exist', async () => {
    const links = new Set<string>()
    for (const [url] of pages) {
      const { body } = await app.inject(url)
      for (const [, href = ''] of body.matchAll(/href="(\/[^"#]*)/g)) {
        links.add(href.replaceAll('&amp;', '&'))
      }
    }
    for (const link of links) {
      assert.equal((await app.inject(link)).statusCode, 200, link)
    }
  })
})

describe('every role, role level and skill', () => {
  it('has a page', async () => {
    const roles = await app.inject('/index.json')
    assert.equal(roles.statusCode, 200)
    for (const { edition } of shipped.all()) {
      if (edition.kind !== 'capability-framework') continue
      const base = `/editions/${edition.edition.name}`
      const paths = [
        ...edition.roles.map(({ slug }) => `/roles/${slug}`),
        ...edition.roles.flatMap(({ slug, levels }) =>
          levels.map((level) => `/roles/${slug}/${level.slug}`),
        ),
        ...edition.skills.map(({ slug }) => `/skills/${slug}`),
        ...edition.families.map(({ slug }) => `/families/${slug}`),
      ]
      for (const path of paths) {
        assert.equal((await app.inject(`${base}${path}`)).statusCode, 200, `${base}${path}`)
      }
    }
  })
})

describe('errors', () => {
  const refused: readonly (readonly [string, number, string])[] = [
    ['/nowhere', 404, 'page-not-found'],
    ['/roles/nobody', 404, 'role-not-found'],
    ['/roles/constructor', 404, 'role-not-found'],
    ['/roles/__proto__/toString', 404, 'role-not-found'],
    ['/roles/%3Cscript%3Ealert(1)%3C%2Fscript%3E', 404, 'role-not-found'],
    ['/roles/..%2F..%2Fetc%2Fpasswd', 404, 'role-not-found'],
    ['/roles/%00', 404, 'role-not-found'],
    ['/roles/software-developer/nobody', 404, 'role-level-not-found'],
    ['/roles/chief-data-officer/x', 404, 'role-has-no-levels'],
    ['/skills/nothing', 404, 'skill-not-found'],
    ['/families/none', 404, 'family-not-found'],
    ['/editions/1999-01-01', 404, 'edition-not-found'],
    ['/editions/1999-01-01/roles', 404, 'edition-not-found'],
    ['/editions/2017-03-23/roles/nobody', 404, 'role-not-found'],
    ['/frameworks/none/roles', 404, 'framework-not-found'],
    ['/frameworks/uk-data-maturity/roles', 404, 'framework-not-found'],
    ['/maturity/topics/none', 404, 'topic-not-found'],
    ['/maturity/themes/none', 404, 'theme-not-found'],
    ['/maturity/rows/0', 404, 'row-not-found'],
    ['/maturity/rows/9e0', 404, 'row-not-found'],
    ['/framework-health?severity=bogus', 400, 'severity-not-valid'],
    ['/search?kind=bogus', 400, 'search-kind-not-valid'],
    ['/search?family=bogus', 400, 'search-family-not-valid'],
    ['/search?level=bogus', 400, 'search-level-not-valid'],
    ['/search?edition=bogus', 404, 'edition-not-found'],
    ['/search?q=a&q=b', 400, 'query-not-valid'],
    [`/search?q=${'a'.repeat(201)}`, 400, 'search-too-long'],
    ['/search/suggestions', 404, 'page-not-found'],
    ['/framework-health?code=bogus', 400, 'finding-code-not-valid'],
    ['/framework-health?source=bogus', 400, 'source-not-valid'],
    ['/framework-health?code=a&code=b', 400, 'query-not-valid'],
    ['/editions/2017-03-23/framework-health?severity=%FF', 400, 'severity-not-valid'],
    ['/roles/%E0%A4%A', 400, 'address-not-valid'],
    [`/roles/${'a'.repeat(300)}`, 414, 'address-too-long'],
    [`/roles?${'a'.repeat(3000)}`, 414, 'address-too-long'],
    ['/assets/manifest.json', 404, 'page-not-found'],
    ['/assets/..%2f..%2fpackage.json', 404, 'page-not-found'],
  ]
  for (const [url, status, code] of refused) {
    it(`${url.slice(0, 60)} answers ${status} ${code}, as a page and as JSON`, async () => {
      const json = await app.inject({ url, headers: { accept: 'application/json' } })
      assert.equal(json.statusCode, status)
      const { error } = json.json<{ error: Record<string, unknown> }>()
      assert.deepEqual(Object.keys(error), ['code', 'status', 'message', 'action'])
      assert.equal(error['code'], code)
      if (url.endsWith('.json')) return
      const page = await app.inject({ url, headers: { accept: 'text/html' } })
      assert.equal(page.statusCode, status)
      assert.match(page.body, /<h1/)
      assert.match(page.body, new RegExp(String(error['action']).slice(0, 20)))
      assert.doesNotMatch(
        page.body,
        /<script(?! type="module" src=")|alert\(1\)|node_modules|at .+:\d+:\d+/,
      )
    })
  }

  it('hides what went wrong inside and gives a reference', async () => {
    const broken: EditionLibrary = {
      ...library,
      newest: () => {
        throw new Error('secret detail')
      },
    }
    const faulty = await createApp({ library: broken, config })
    const page = await faulty.inject('/roles')
    assert.equal(page.statusCode, 500)
    assert.doesNotMatch(page.body, /secret detail|stack/)
    assert.match(page.body, new RegExp(`Reference: ${String(page.headers['x-request-id'])}`))
    const json = await faulty.inject('/roles.json')
    assert.doesNotMatch(json.body, /secret detail/)
    await faulty.close()
  })

  it('answers an unknown address with a body of any kind', async () => {
    const headers = { 'content-type': 'application/x-strange' }
    const response = await app.inject({ method: 'POST', url: '/nowhere', headers, payload: 'x' })
    assert.equal(response.statusCode, 404)
  })

  it('says so when there is no edition to serve', async () => {
    const nothing: EditionLibrary = { all: () => [], newest: () => undefined, get: () => undefined }
    const empty = await createApp({ library: nothing, config })
    assert.equal((await empty.inject('/healthz')).statusCode, 200)
    assert.equal((await empty.inject('/readyz')).statusCode, 503)
    assert.equal((await empty.inject('/')).statusCode, 503)
    await empty.close()
  })
})

describe('addresses', () => {
  it('leads an address with a closing slash to the page, on this host only', async () => {
    assert.equal((await app.inject('/roles/?a=1')).headers.location, '/roles?a=1')
    assert.equal((await app.inject('//example.org/')).headers.location, '/example.org')
  })

  it('serves the default framework at the root only', async () => {
    const moved = {
      '': '/',
      '.json': '/index.json',
      '/roles/x?y=1': '/roles/x?y=1',
      '//example.org': '/example.org',
    }
    for (const [rest, target] of Object.entries(moved)) {
      const { statusCode, headers } = await app.inject(`/frameworks/${defaultFramework}${rest}`)
      assert.deepEqual([statusCode, headers.location], [301, target])
    }
  })

  it('starts addresses in JSON with BASE_URL where it is set', async () => {
    const baseUrl = 'https://skills.example.org'
    const other = await createApp({ library, config: { ...config, baseUrl } })
    const body = (await other.inject('/roles.json')).json<{ meta: { self: string } }>()
    assert.equal(body.meta.self, `${baseUrl}/roles.json`)
    await other.close()
  })
})

describe('headers', () => {
  it('allow no scripts but our own, no frames and nothing from elsewhere', async () => {
    const { headers } = await app.inject('/')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.match(policy, /base-uri 'none'/)
    assert.match(policy, /script-src 'self';/)
    assert.doesNotMatch(policy, /unsafe|https?:/)
    assert.equal(headers['x-powered-by'], undefined)
    assert.equal(headers['x-content-type-options'], 'nosniff')
  })

  it('let styles and fonts be kept for good', async () => {
    const page = await app.inject('/')
    const css = /href="(\/assets\/site\.[0-9a-f]+\.css)"/.exec(page.body)?.[1] ?? ''
    const styles = await app.inject(css)
    assert.equal(styles.statusCode, 200)
    assert.match(String(styles.headers['cache-control']), /immutable/)
    const font = /url\(([a-z0-9.]+\.woff2)\)/.exec(styles.body)?.[1] ?? ''
    assert.equal((await app.inject(`/assets/${font}`)).statusCode, 200)
    const addresses = [...styles.body.matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address)
    assert.equal(addresses.length, 2)
    for (const address of addresses) assert.match(address ?? '', /^[a-z]+\.[0-9a-f]{10}\.woff2$/)
    assert.equal(/GDS Transport|crown|crest/i.exec(styles.body), null)
  })

  it('nothing on a page looks like an official service', async () => {
    for (const [url] of pages) {
      const { body } = await app.inject(url)
      assert.doesNotMatch(body, /govuk-header|govuk-footer|govuk-logo|crest/i, url)
    }
  })
})

describe('show', () => {
  const options = {
    library,
    framework: defaultFramework,
    maturityModel: defaultMaturityModel,
    baseUrl: '',
  }

  it('gives what the JSON twin of a page gives', async () => {
    for (const path of ['roles', 'roles/software-developer', 'skills/prototyping', 'index']) {
      const twin = await app.inject(`/${path}.json`)
      assert.deepEqual(JSON.parse(JSON.stringify(show(options, { path }))), twin.json())
    }
    const past = show(options, { path: 'roles/data-engineer', edition: '2017-03-23' })
    const twin = await app.inject('/editions/2017-03-23/roles/data-engineer.json')
    assert.deepEqual(JSON.parse(JSON.stringify(past)), twin.json())
  })

  it('takes the slug path of a role or role level', () => {
    const { meta } = show(options, { path: 'software-developer/developer' })
    assert.equal(meta.page, '/roles/software-developer/developer')
  })

  it('gives the pages of the maturity model', async () => {
    const model = { library, framework: defaultMaturityModel, baseUrl: '' }
    for (const path of ['', 'rows/9', 'themes/uses']) {
      const twin = await app.inject(`/maturity${path === '' ? '' : `/${path}`}.json`)
      assert.deepEqual(JSON.parse(JSON.stringify(showMaturity(model, path))), twin.json())
    }
    assert.throws(() => showMaturity(model, 'rows/9/x'), { code: 'page-not-found' })
  })

  it('refuses what is not there', () => {
    assert.throws(() => show(options, { path: 'skills/none' }), { code: 'skill-not-found' })
    assert.throws(() => show(options, { path: 'a/b/c/d' }), { code: 'page-not-found' })
  })
})

function withCopy(original: EditionLibrary): EditionLibrary {
  const newest = original.newest(defaultFramework)
  if (newest?.edition.kind !== 'capability-framework') throw new Error('No edition is shipped')
  const copy = {
    ...newest,
    edition: {
      ...newest.edition,
      framework: { ...newest.edition.framework, slug: 'other' },
    },
  }
  return {
    all: () => [...original.all(), copy],
    newest: (framework) => (framework === 'other' ? copy : original.newest(framework)),
    get: (framework, edition) =>
      framework === 'other'
        ? edition === copy.edition.edition.name
          ? copy
          : undefined
        : original.get(framework, edition),
  }
}
