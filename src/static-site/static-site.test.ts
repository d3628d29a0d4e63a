import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { siteToWrite } from '../site-files.ts'
import { openLibrary } from '../editions/index.ts'
import { writeSite } from './index.ts'
import type { Answer, SiteSource, WrittenSite } from './index.ts'
import { answerTo } from './questions.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-site-'))
const out = join(folder, 'site')
const baseUrl = 'https://example.org/capable'
let written: WrittenSite
let addresses: readonly string[]

async function writeShipped(to: string): Promise<WrittenSite> {
  const dataDir = join(import.meta.dirname, '..', '..', 'build', 'no-data')
  const source = await siteToWrite(openLibrary({ dataDir }), baseUrl)
  try {
    addresses = source.addresses
    return await writeSite(source, { out: to, baseUrl })
  } finally {
    await source.close()
  }
}

before(async () => {
  written = await writeShipped(out)
})
after(() => rmSync(folder, { recursive: true }))

function readPage(path: string): string {
  return readFileSync(join(out, path, 'index.html'), 'utf8')
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted()
}

describe('the site as files', () => {
  it('has a page for every public address', () => {
    assert.ok(written.pages >= 600, String(written.pages))
    for (const address of addresses) {
      assert.ok(existsSync(join(out, address, 'index.html')), address)
    }
  })

  it('has the data, the downloads and what programs look for', () => {
    const expected = [
      'index.json',
      'roles.json',
      'roles/software-developer/developer.json',
      'editions/2017-03-23/roles.json',
      'maturity/rows/9.json',
      'api/openapi.json',
      'editions/2026-11-21/downloads/roles.csv',
      'maturity/downloads/findings.json',
      '404.html',
      'sitemap.xml',
      'robots.txt',
      'llms.txt',
    ]
    for (const file of expected) assert.ok(existsSync(join(out, file)), file)
  })

  it('has no link of a page that leads out of its address or nowhere', () => {
    const files = new Set(filesIn(out))
    for (const name of files) {
      if (!name.endsWith('.html')) continue
      const html = readFileSync(join(out, name), 'utf8')
      for (const [, link = ''] of html.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
        if (/^(https?:|mailto:|#)/.test(link)) continue
        assert.match(link, /^\/capable\//, `${name} links to ${link}`)
        const path = decodeURIComponent(link.slice('/capable/'.length).replace(/[?#].*$/, ''))
        const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
        assert.ok(files.has(file), `${name} links to ${link}`)
      }
    }
  })

  it('has no form or script but those of its search, and says what needs a server', () => {
    for (const name of filesIn(out)) {
      if (!name.endsWith('.html')) continue
      const html = readFileSync(join(out, name), 'utf8')
      for (const [tag] of html.matchAll(/<(?:form|script)\b[^>]*>/g)) {
        assert.match(tag, /data-in-files/, name)
      }
    }
    assert.match(readPage(''), /href="\/capable\/my-skills\/"[^>]*>[^<]*\(needs a server\)<\/a>/)
    assert.doesNotMatch(readPage(''), /href="\/capable\/roles\/"[^>]*>[^<]*needs a server/)
    for (const page of ['about', 'compare', 'route', 'my-skills', 'framework-health']) {
      assert.match(readPage(page), /server/, page)
    }
    assert.match(readPage('search'), /<noscript>.*needs JavaScript/)
    assert.match(
      readPage('roles/software-developer/developer'),
      /href="\/capable\/about\/#without-a-server">Find a route \(needs a server\)<\/a>/,
    )
  })

  it('lists the comparisons that are there, and names its own address of data', () => {
    const compare = readPage('compare')
    assert.match(
      compare,
      /href="\/capable\/compare\/levels\/software-developer\/developer\/senior-developer\/"/,
    )
    assert.doesNotMatch(compare, /This page answers what you ask it/)
    assert.doesNotMatch(readPage(''), /href="\/capable\/compare\/"[^>]*>[^<]*needs a server/)
    assert.match(readPage('about'), /href="\/capable\/index\.json"/)
  })

  it('has what can be found in each edition, with the addresses of its pages', () => {
    assert.match(
      readFileSync(join(out, 'search', 'documents.json'), 'utf8'),
      /"href":"\/capable\/skills\/prototyping\/#working"/,
    )
    assert.match(
      readFileSync(join(out, 'editions', '2017-03-23', 'search', 'documents.json'), 'utf8'),
      /"href":"\/capable\/editions\/2017-03-23\/roles\/[\w-]+\/"/,
    )
  })

  it('has the answers to questions that are asked often', () => {
    for (const page of [
      'editions/difference/2017-03-23/2026-11-21',
      'compare/levels/software-developer/developer/senior-developer',
      'compare/skills/analysis-and-synthesis/data-analysis-and-synthesis',
      'map/data',
    ]) {
      assert.ok(existsSync(join(out, page, 'index.html')), page)
      assert.ok(existsSync(join(out, `${page}.json`)), page)
    }
    assert.match(readPage('editions'), /href="\/capable\/editions\/difference\/2017-03-23\/2026/)
  })

  it('sends readers on from former, official and long addresses', () => {
    for (const [from, to] of [
      ['roles/development-operations', 'roles/development-operations-devops-engineer'],
      ['role/software-developer', 'roles/software-developer'],
      ['download', 'downloads'],
      ['editions/2026-11-21/skills/prototyping', 'skills/prototyping'],
    ] as const) {
      const html = readPage(from)
      assert.ok(html.includes(`<meta http-equiv="refresh" content="0; url=/capable/${to}/">`), from)
      assert.ok(html.includes(`rel="canonical" href="https://example.org/capable/${to}/"`), from)
      assert.ok(html.includes(`<a href="/capable/${to}/">`), from)
    }
  })

  it('says what is gone', () => {
    assert.match(readPage('families/technical'), /is not in the edition 2026-11-21/)
  })

  it('gives whole addresses in data and in the sitemap', () => {
    const data: unknown = JSON.parse(readFileSync(join(out, 'roles.json'), 'utf8'))
    assert.match(JSON.stringify(data), /"self":"https:\/\/example\.org\/capable\/roles\.json"/)
    const sitemap = readFileSync(join(out, 'sitemap.xml'), 'utf8')
    assert.match(
      sitemap,
      /<loc>https:\/\/example\.org\/capable\/roles\/software-developer\/<\/loc>/,
    )
    assert.doesNotMatch(
      sitemap,
      /404|\/search\/<|capable\/families\/technical\/|capable\/roles\/development-operations\//,
    )
    const feed = readFileSync(join(out, 'changes.atom'), 'utf8')
    assert.match(feed, /"https:\/\/example\.org\/capable\/editions\/difference\/[\d-]+\/[\d-]+\/"/)
    assert.doesNotMatch(feed, /href="[^"]*\?/)
  })

  it('gives addresses in data below its own', () => {
    assert.match(
      readFileSync(join(out, 'downloads.json'), 'utf8'),
      /"href":"\/capable\/editions\/2026-11-21\/downloads\/roles\.csv"/,
    )
    const api = readFileSync(join(out, 'api', 'openapi.json'), 'utf8')
    assert.match(api, /"url":"https:\/\/example\.org\/capable"/)
    assert.match(api, /"\/roles\/\{role\}\.json"/)
    assert.doesNotMatch(api, /"in":"query"|"\/search\.json"/)
    assert.match(
      readFileSync(join(out, 'llms.txt'), 'utf8'),
      /\(https:\/\/example\.org\/capable\/roles\/\)/,
    )
  })

  it('has the same bytes when it is written again, over it or elsewhere', async () => {
    const hashes = hashesOf(out)
    await writeShipped(out)
    assert.deepEqual(hashesOf(out), hashes)
    const other = join(folder, 'other')
    await writeShipped(other)
    assert.deepEqual(hashesOf(other), hashes)
  })
})

function hashesOf(path: string): string[] {
  return filesIn(path).map(
    (name) =>
      `${name} ${createHash('sha256')
        .update(readFileSync(join(path, name)))
        .digest('hex')}`,
  )
}

/** A site of a few made-up pages and files; what starts with `>` leads elsewhere. */
function sourceOf(pages: Readonly<Record<string, string>>): SiteSource {
  return {
    addresses: ['/'],
    former: Object.keys(pages).filter((address) => pages[address]?.startsWith('>')),
    aliases: [],
    needsServer: '/#server',
    title: 'Kites',
    get: async (address): Promise<Answer> => {
      const body = pages[address] ?? 'Not found'
      return {
        status: address in pages ? (body.startsWith('>') ? 301 : 200) : 404,
        type: address.endsWith('.json') ? 'application/json' : 'text/html',
        location: body.startsWith('>') ? body.slice(1) : undefined,
        body: Buffer.from(body),
      }
    },
    close: async () => {},
  }
}

describe('writing', () => {
  const lost: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['a link', { '/': '<a href="/gone">' }, /links to \/gone/],
    ['a place', { '/': '<a href="/a#b">', '/a': '<p id="c">' }, /\/a\/#b/],
    ['a place on the same page', { '/': '<a href="#b">' }, /links to #b/],
    ['an address in data', { '/': '<a href="/a.json">', '/a.json': '{"href":"/gone"}' }, /\/gone/],
    ['a former address', { '/': '', '/old': '>/gone' }, /\/gone/],
    ['a question', { '/': '<a href="/map?family=x">', '/map': '' }, /\/map\?family=x/],
    ['the words about servers', { '/': '<a href="/a?x=1">', '/a': '' }, /\/#server/],
  ]
  for (const where of ['https://example.org', baseUrl]) {
    for (const [what, pages, reason] of lost) {
      it(`refuses a site at ${where} where ${what} leads nowhere, and writes nothing`, async () => {
        const broken = join(folder, 'broken')
        const target = { out: broken, baseUrl: where }
        await assert.rejects(writeSite(sourceOf(pages), target), reason)
        assert.equal(existsSync(broken), false)
      })
    }
  }

  it('refuses a folder with files of somebody else', async () => {
    const other = mkdtempSync(join(folder, 'full-'))
    writeFileSync(join(other, 'thesis.txt'), 'mine')
    const source = sourceOf({ '/': '' })
    await assert.rejects(writeSite(source, { out: other, baseUrl }), /did not write/)
    await assert.rejects(
      writeSite(source, { out: join(other, 'thesis.txt'), baseUrl }),
      /is a file/,
    )
    await assert.rejects(writeSite(source, { out: '', baseUrl }), /Name a folder/)
    const damaged = mkdtempSync(join(folder, 'damaged-'))
    writeFileSync(join(damaged, '.capable-site.json'), '{')
    await assert.rejects(writeSite(source, { out: damaged, baseUrl }), /is damaged/)
  })

  it('takes away what an earlier run wrote, and nothing else', async () => {
    const place = join(folder, 'again')
    await writeSite(sourceOf({ '/': '<a href="/a">', '/a': '' }), { out: place, baseUrl })
    writeFileSync(join(place, 'CNAME'), 'example.org')
    await writeSite(sourceOf({ '/': '' }), { out: place, baseUrl })
    assert.equal(existsSync(join(place, 'a', 'index.html')), false)
    assert.equal(readFileSync(join(place, 'CNAME'), 'utf8'), 'example.org')
  })

  it('works at the root of a host too', async () => {
    const place = join(folder, 'root')
    const source = sourceOf({
      '/': '<p id="server"><a href="/a#b">A</a> <a href="/c?x=1">C</a> <a href="/old">',
      '/a': '<p id="b"><a href="/">',
      '/old': '>/a',
    })
    const { needsServer } = await writeSite(source, { out: place, baseUrl: 'https://example.org' })
    assert.equal(
      readFileSync(join(place, 'index.html'), 'utf8'),
      '<p id="server"><a href="/a/#b">A</a> <a href="/#server">C (needs a server)</a> <a href="/a/">',
    )
    assert.match(readFileSync(join(place, 'old', 'index.html'), 'utf8'), /url=\/a\/"/)
    assert.deepEqual(needsServer, ['/'])
  })
})

describe('the answer to a question', () => {
  for (const [path, query, file] of [
    ['/editions/difference', 'from=a&to=b', '/editions/difference/a/b'],
    ['/editions/difference', 'from=a', undefined],
    ['/compare', 'levels=r/a,r/b', '/compare/levels/r/a/b'],
    ['/compare.csv', 'levels=r/a,r/b', '/compare/levels/r/a/b.csv'],
    ['/compare', 'levels=r/a,s/b', undefined],
    ['/compare', 'levels=r/a,r/b&change=yes', undefined],
    ['/compare', 'skills=a,b', '/compare/skills/a/b'],
    ['/editions/x/map', 'family=f', '/editions/x/map/f'],
    ['/framework-health', 'code=c', '/framework-health#c'],
    ['/framework-health', 'code=c&severity=error', undefined],
    ['/framework-health.json', 'code=c', undefined],
    ['/route', 'from=a&to=b', undefined],
  ] as const) {
    it(`${path}?${query} ${file === undefined ? 'needs a server' : 'is a file'}`, () => {
      assert.equal(answerTo(path, query), file)
    })
  }
})
