import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../app.ts'
import { readDocuments, writers } from '../../documents/index.ts'
import { openLibrary } from '../../editions/index.ts'
import { readConfig } from '../../platform/index.ts'
import { saveAs } from './files.ts'
import { sizeInWords } from './words.ts'

const dataDir = join(import.meta.dirname, '..', '..', '..', 'build', 'no-data')
const library = openLibrary({ dataDir })
let app: FastifyInstance

before(async () => {
  app = await createApp({ library, config: readConfig({ LOG_LEVEL: 'silent' }), strictViews: true })
})
after(() => app.close())

interface Listed {
  readonly name: string
  readonly href: string
  readonly saveAs: string
  readonly bytes: number
  readonly description: string
  readonly example: string
}

async function listed(address = '/downloads.json'): Promise<Listed[]> {
  const response = await app.inject(address)
  return response
    .json<{ data: { editions: { files: Listed[] }[] } }>()
    .data.editions.flatMap(({ files }) => files)
}

describe('downloads', () => {
  for (const { edition } of library.all()) {
    const { framework } = edition
    const base =
      edition.kind === 'maturity-model' ? '/maturity' : `/editions/${edition.edition.name}`
    it(`of ${framework.slug}@${edition.edition.name} are what the writers write`, async () => {
      for (const file of writers.flatMap((writer) => writer.write(edition))) {
        const response = await app.inject(`${base}/downloads/${file.name}`)
        assert.equal(response.statusCode, 200, file.name)
        assert.ok(response.rawPayload.equals(Buffer.from(file.text)), file.name)
        const type = file.name.endsWith('.json') ? 'application/json' : 'text/csv'
        assert.equal(response.headers['content-type'], `${type}; charset=utf-8`)
        assert.equal(response.headers['x-content-type-options'], 'nosniff')
        const disposition = String(response.headers['content-disposition'])
        assert.match(disposition, /^attachment; filename="[\w.-]+"$/)
        assert.ok(disposition.includes(edition.edition.name))
      }
    })
  }

  it('are listed with their size, a sentence and their first lines', async () => {
    const files = await listed()
    assert.ok(files.length > 20)
    for (const { name, href, bytes, example, description, saveAs: saved } of files) {
      const response = await app.inject(href)
      assert.equal(response.rawPayload.length, bytes, name)
      assert.ok(String(response.headers['content-disposition']).includes(saved))
      assert.notEqual(description, '', name)
      const start = example.split(/[…\n]/, 1)[0] ?? ''
      assert.ok(start !== '' && response.body.replace(/^\ufeff/, '').startsWith(start), name)
    }
  })

  it('of past editions are listed under those', async () => {
    const files = await listed('/editions/2017-03-23/downloads.json')
    assert.ok(files.every(({ href }) => href.startsWith('/editions/2017-03-23/downloads/')))
  })

  it('name the licence and the attribution on their page', async () => {
    const { body } = await app.inject('/downloads')
    assert.match(body, /Open Government Licence v3\.0/)
    assert.match(body, /Contains public sector information/)
    assert.match(body, /<pre class="sample"[^>]*>[^<]*Role/)
  })

  it('give an edition that can be read back', async () => {
    const { body } = await app.inject(
      '/editions/2026-11-21/downloads/uk-digital-data@2026-11-21.json',
    )
    const [read] = readDocuments([{ name: 'edition.json', text: body }])
    assert.deepEqual(read?.edition, library.get('uk-digital-data', '2026-11-21')?.edition)
  })

  it('hold the findings', async () => {
    const response = await app.inject('/editions/2026-11-21/downloads/findings.json')
    const { findings } = response.json<{ findings: unknown[] }>()
    const loaded = library.get('uk-digital-data', '2026-11-21')
    assert.deepEqual(findings, JSON.parse(JSON.stringify(loaded?.findings)))
  })

  it('refuse other names and other methods', async () => {
    for (const name of ['nothing.csv', '..%2Fpackage.json', 'roles.csv%00', '__proto__']) {
      const { statusCode } = await app.inject(`/editions/2026-11-21/downloads/${name}`)
      assert.equal(statusCode, 404, name)
    }
    const url = '/editions/2026-11-21/downloads/roles.csv'
    assert.equal((await app.inject({ method: 'POST', url })).statusCode, 405)
  })
})

it('names of saved files hold plain characters only', () => {
  assert.equal(saveAs('kites-2020', 'roles.csv'), 'kites-2020-roles.csv')
  assert.equal(saveAs('kites-2020', 'kites@2020.json'), 'kites-2020.json')
  assert.equal(saveAs('kites-2020', 'a"\r\nb.csv'), 'kites-2020-a---b.csv')
})

it('sizes are said in words', () => {
  const sizes = [1, 999, 1000, 999_499, 999_500, 1_575_879].map(sizeInWords)
  assert.deepEqual(sizes, ['1 byte', '999 bytes', '1 KB', '999 KB', '1.0 MB', '1.6 MB'])
})
