import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { keep } from '../../../test/imported.ts'
import { kiteFragment, kiteRole, kiteSkill, kitesInput, asks } from '../../../test/kites.ts'
import { testDatabase } from '../../../test/stores.ts'
import { createApp } from '../../app.ts'
import { writers } from '../../documents/index.ts'
import { openLibrary, prepareImport } from '../../editions/index.ts'
import type { OpenLibrary } from '../../editions/index.ts'
import { compileCapability } from '../../framework/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { readConfig } from '../../platform/index.ts'
import type { Store } from '../../platform/store/index.ts'
import { defaultFramework } from '../../site.ts'
import { feedAddresses } from './feed.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-history-'))
const config = { ...readConfig({ LOG_LEVEL: 'silent' }), baseUrl: 'https://skills.example.org' }
let store: Store
let library: OpenLibrary
let app: FastifyInstance

before(async () => {
  const database = await testDatabase('sqlite')
  store = database.open()
  library = openLibrary({ dataDir: database.dataDir, store })
  app = await createApp({ library, config, strictViews: true })
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

describe('addresses', () => {
  const moved: readonly (readonly [string, string])[] = [
    ['/role/data-engineer', '/roles/data-engineer'],
    ['/role/data-engineer.json', '/roles/data-engineer.json'],
    ['/role/development-operations', '/roles/development-operations-devops-engineer'],
    ['/role/data-and-artificial-intelligence-ai-ethicist', '/roles/data-ethicist'],
    ['/role/technical-specialist-architect', '/roles/technical-specialist-architect'],
    ['/skill/prototyping', '/skills/prototyping'],
    ['/download', '/downloads'],
    ['/roles/qat-analyst', '/roles/quality-assurance-test-analyst'],
    ['/roles/qat-analyst.json', '/roles/quality-assurance-test-analyst.json'],
    [
      '/roles/qat-analyst/lead-qat-analyst',
      '/roles/quality-assurance-test-analyst/lead-quality-assurance-test-analyst',
    ],
    ['/families/qat', '/families/quality-assurance-testing-qat'],
    ['/roles/qat-analyst/changes.atom', '/roles/quality-assurance-test-analyst/changes.atom'],
    [
      '/editions/2017-03-23/roles/application-operations-engineer',
      '/editions/2017-03-23/roles/engineer-application-operations',
    ],
  ]
  for (const [from, to] of moved) {
    it(`${from} leads to ${to}`, async () => {
      const { statusCode, headers } = await app.inject(from)
      assert.deepEqual([statusCode, headers.location], [301, to])
    })
  }

  const gone: readonly (readonly [string, string])[] = [
    ['/roles/technical-specialist-architect', 'role-retired'],
    ['/roles/quality-assurance-test-analyst/tester-qat', 'role-level-retired'],
    ['/families/technical', 'family-retired'],
  ]
  for (const [url, code] of gone) {
    it(`${url} is gone, keeps its history and links to it`, async () => {
      const page = await app.inject({ url, headers: { accept: 'text/html' } })
      assert.equal(page.statusCode, 410)
      assert.match(page.body, /The last edition that has it is 2017-03-23/)
      const link = /href="(\/editions\/2017-03-23\/[^"]+)"/.exec(page.body)?.[1] ?? ''
      assert.equal((await app.inject(link)).statusCode, 200)
      const twin = await app.inject(`${url}.json`)
      assert.equal(twin.statusCode, 410)
      const { error } = twin.json<{ error: { code: string; details: Record<string, unknown> } }>()
      assert.equal(error.code, code)
      assert.deepEqual([error.details['lastEdition'], error.details['page']], ['2017-03-23', link])
    })
  }

  for (const url of ['/role/nobody', '/skill/%3Cb%3E', '/role/..%2Fx', '/roles/x/changes.atom']) {
    it(`${url} stays unknown`, async () => {
      assert.equal((await app.inject(url)).statusCode, 404)
    })
  }

  it('lead to every skill on the page of all skills', async () => {
    const { body } = await app.inject('/skills')
    const edition = library.newest(defaultFramework)?.edition
    assert.ok(edition?.kind === 'capability-framework')
    for (const { slug } of edition.skills) assert.ok(body.includes(`id="${slug}"`), slug)
  })

  it('list former names on the new page', async () => {
    const { body } = await app.inject('/roles/quality-assurance-test-analyst')
    assert.match(body, /Formerly: QAT analyst\./)
  })
})

describe('differences', () => {
  const url = '/editions/difference?from=2017-03-23&to=2026-11-21'

  it('tell the difference in sentences, with renames by the register', async () => {
    const { statusCode, body } = await app.inject(url)
    assert.equal(statusCode, 200)
    assert.match(body, /1 family, 5 roles and 9 role levels are renamed\./)
    assert.match(body, /Development operations is now <a/)
    assert.match(body, /holds no skills, so every skill of the other edition counts as new/)
    assert.doesNotMatch(body, /undefined|\[object/)
  })

  it('are the same as JSON', async () => {
    const twin = await app.inject(url.replace('difference', 'difference.json'))
    const { data } = twin.json<{ data: { from: string; difference: { counts: unknown } } }>()
    assert.equal(data.from, '2017-03-23')
    assert.ok(data.difference.counts !== undefined)
  })

  it('link to pages that exist', async () => {
    const { body } = await app.inject(url)
    const links = new Set([...body.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href))
    for (const link of links) {
      assert.equal((await app.inject(link.replaceAll('&amp;', '&'))).statusCode, 200, link)
    }
  })

  const refused: readonly (readonly [string, number, string])[] = [
    ['from=1999&to=2026-11-21', 404, 'edition-not-found'],
    ['from=2017-03-23', 400, 'two-editions-needed'],
    ['from=&to=2017-03-23', 400, 'two-editions-needed'],
    ['from=a&from=b&to=c', 400, 'query-not-valid'],
    [`from=${'x'.repeat(300)}&to=c`, 400, 'query-not-valid'],
  ]
  for (const [query, status, code] of refused) {
    it(`refuse ${query.slice(0, 40)}`, async () => {
      const response = await app.inject(`/editions/difference.json?${query}`)
      assert.equal(response.statusCode, status)
      assert.equal(response.json<{ error: { code: string } }>().error.code, code)
    })
  }

  it('are asked for with a form', async () => {
    const { body } = await app.inject('/editions/difference')
    assert.match(body, /Choose two editions to see/)
    assert.match(body, /<select[^>]*name="from"[^]*<option value="2017-03-23" selected/)
  })

  it('of an edition from itself are none', async () => {
    const { body } = await app.inject('/editions/difference?from=2017-03-23&to=2017-03-23')
    assert.match(body, /Nothing differs\./)
  })
})

describe('changes', () => {
  it('say that no notes are held and how to load them', async () => {
    const { body } = await app.inject('/changes')
    assert.match(body, /We hold no change notes/)
    assert.match(body, /import roles\.csv skills\.csv changelog\.csv --into uk-digital-data@/)
  })

  it('of every role and skill have a feed', async () => {
    const addresses = feedAddresses(library, defaultFramework)
    assert.equal(addresses.length, 1 + 52 + 188)
    for (const url of addresses) {
      const { statusCode, headers, body } = await app.inject(url)
      assert.equal(statusCode, 200, url)
      assert.match(String(headers['content-type']), /^application\/atom\+xml/)
      assertWellFormed(body)
    }
  })

  it('are announced in the head of pages', async () => {
    for (const url of ['/changes', '/roles/data-engineer', '/skills/prototyping']) {
      const { body } = await app.inject(url)
      const href = /<link rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]+)"/.exec(
        body,
      )
      assert.equal((await app.inject(href?.[1] ?? '')).statusCode, 200, url)
    }
    const past = await app.inject('/editions/2017-03-23/roles/data-engineer')
    assert.doesNotMatch(past.body, /atom\+xml/)
  })

  it('refuse to be written', async () => {
    const { statusCode, headers } = await app.inject({ method: 'POST', url: '/changes.atom' })
    assert.deepEqual([statusCode, headers.allow], [405, 'GET, HEAD'])
  })
})

describe('an official download with change notes', () => {
  it('appears in a running site once it is noticed, and hostile notes do no harm', async () => {
    const first = kites('2020-02-29', { requirement: 'working' })
    await keep(store, { edition: first, findings: [] })
    await library.refresh()
    assert.match((await app.inject('/frameworks/kites/changes')).body, /We hold no change notes/)

    const notes = [
      [
        '2020-05-01',
        'Kite maker',
        'See [Knots](/skill/knots) and [x](javascript:alert)\n- <script>alert(1)</script> & "more" ]]> \u0007',
      ],
      ['2020-06-01', 'Knots', 'Reworded.'],
    ] as const
    const second = {
      ...kites('2020-07-01', { requirement: 'expert' }),
      changeNotes: notes.map(([date, page, note], at) => ({
        date,
        page,
        note: { lang: 'en', value: note },
        source: 'changelog.csv',
        line: at + 2,
      })),
    }
    const writer = writers.find(({ format }) => format === 'official-csv')
    assert.ok(writer !== undefined)
    const paths = writer.write(second).map(({ name, text }) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    })
    const into = { framework: 'kites', edition: '2020-07-01' }
    const [only] = prepareImport(paths, { library, into, today: '2020-07-02' }).editions
    assert.ok(only !== undefined)
    await keep(store, only)
    await library.refresh()
    assert.match((await app.inject('/frameworks/kites/changes')).body, /Reworded/)
    const page = await app.inject('/frameworks/kites/roles/kite-maker')
    assert.match(
      page.body,
      /<a class="govuk-link" href="\/frameworks\/kites\/skills\/knots">Knots<\/a>/,
    )
    assert.match(page.body, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
    assert.doesNotMatch(page.body, /javascript:/)
    assert.match(page.body, /raised to Expert, was Working/)
    const feed = await app.inject('/frameworks/kites/roles/kite-maker/changes.atom')
    assertWellFormed(feed.body)
    assert.match(feed.body, /&lt;script&gt;/)
    assert.match(
      feed.body,
      /href="https:\/\/skills\.example\.org\/frameworks\/kites\/roles\/kite-maker"/,
    )
    assert.doesNotMatch(feed.body, /Reworded/)
    const all = await app.inject('/frameworks/kites/changes.atom')
    assertWellFormed(all.body)
    assert.match(all.body, /Reworded/)
  })
})

function kites(name: string, { requirement }: { requirement: string }): CapabilityFramework {
  const input = { ...kitesInput, edition: { ...kitesInput.edition, name } }
  return compileCapability(input, [
    kiteFragment({
      roles: [kiteRole('Kite maker', ['Senior'])],
      skills: [kiteSkill('Knots', [['tie'], ['splice'], ['teach'], ['invent']])],
      requirements: asks('Kite maker', 'Senior', { Knots: requirement }),
    }),
  ]).edition
}

/** Every tag is closed in turn, and nothing stands that XML forbids. */
function assertWellFormed(xml: string): void {
  const open: string[] = []
  for (const [, closing, name = '', rest = ''] of xml
    .replace(/^<\?xml[^?]*\?>/, '')
    .matchAll(/<(\/?)([a-z]+)((?:\s+[a-z:]+="[^"<]*")*\s*\/?)>/g)) {
    if (closing === '/') assert.equal(open.pop(), name)
    else if (!rest.endsWith('/')) open.push(name)
  }
  assert.deepEqual(open, [])
  const outside = xml.replaceAll(/<\/?[a-z]+(?:\s+[a-z:]+="[^"<]*")*\s*\/?>|<\?xml[^?]*\?>/g, '')
  assert.doesNotMatch(outside, /[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/)
  assert.doesNotMatch(xml, /[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u)
}
