import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { siteToWrite } from '../app.ts'
import { openLibrary } from '../editions/index.ts'
import { writeSite } from './index.ts'
import type { Answer, SiteSource, WrittenSite } from './index.ts'

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

  it('has every link, style, font and icon that its pages name, below its address', () => {
    const files = new Set(filesIn(out))
    for (const name of files) {
      if (!name.endsWith('.html')) continue
      const html = readFileSync(join(out, name), 'utf8')
      for (const [, link = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
        if (/^(https?:|mailto:|#)/.test(link)) continue
        assert.match(link, /^\/capable\//, `${name} links to ${link}`)
        const path = decodeURIComponent(link.slice('/capable/'.length).replace(/#.*$/, ''))
        const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
        assert.ok(files.has(file), `${name} links to ${link}`)
      }
    }
  })

  it('asks no server for anything, and says so', () => {
    for (const name of filesIn(out)) {
      if (!name.endsWith('.html')) continue
      assert.doesNotMatch(readFileSync(join(out, name), 'utf8'), /<form|<script/, name)
    }
    for (const page of ['search', 'framework-health']) {
      assert.match(readFileSync(join(out, page, 'index.html'), 'utf8'), /without a server/)
    }
  })

  it('gives whole addresses in data and in the sitemap', () => {
    const data: unknown = JSON.parse(readFileSync(join(out, 'roles.json'), 'utf8'))
    assert.match(JSON.stringify(data), /"self":"https:\/\/example\.org\/capable\/roles\.json"/)
    const sitemap = readFileSync(join(out, 'sitemap.xml'), 'utf8')
    assert.match(
      sitemap,
      /<loc>https:\/\/example\.org\/capable\/roles\/software-developer\/<\/loc>/,
    )
    assert.doesNotMatch(sitemap, /404|\/search/)
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

/** A site of a few made-up pages. */
function sourceOf(pages: Readonly<Record<string, string>>): SiteSource {
  return {
    addresses: ['/'],
    aliases: [],
    title: 'Kites',
    get: async (address): Promise<Answer> => ({
      status: address in pages ? 200 : 404,
      type: 'text/html',
      location: undefined,
      body: Buffer.from(pages[address] ?? 'Not found'),
    }),
    close: async () => {},
  }
}

describe('writing', () => {
  it('refuses a site with a link or an anchor that leads nowhere, and writes nothing', async () => {
    const broken = join(folder, 'broken')
    const lost = sourceOf({ '/': '<a href="/gone">', '/a': '' })
    await assert.rejects(writeSite(lost, { out: broken, baseUrl }), /links to \/gone/)
    const anchor = sourceOf({ '/': '<a href="/a#b">', '/a': '<p id="c">' })
    await assert.rejects(writeSite(anchor, { out: broken, baseUrl }), /\/a#b/)
    assert.equal(existsSync(broken), false)
  })

  it('refuses a folder with files of somebody else', async () => {
    const other = mkdtempSync(join(folder, 'full-'))
    writeFileSync(join(other, 'thesis.txt'), 'mine')
    const source = sourceOf({ '/': '' })
    await assert.rejects(writeSite(source, { out: other, baseUrl }), /did not write/)
    await assert.rejects(
      writeSite(source, { out: join(other, 'thesis.txt'), baseUrl }),
      /is a file/,
    )
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
    const source = sourceOf({ '/': '<a href="/a?x=1#b">', '/a': '<p id="b"><a href="/">' })
    const { needsServer } = await writeSite(source, { out: place, baseUrl: 'https://example.org' })
    assert.equal(readFileSync(join(place, 'index.html'), 'utf8'), '<a href="/a/#b">')
    assert.deepEqual(needsServer, ['/a'])
  })
})
