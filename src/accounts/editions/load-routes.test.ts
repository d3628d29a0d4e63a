import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { kiteFragment, kiteRole, kitesInput } from '../../../test/kites.ts'
import { testOrganisation } from '../../../test/organisation.ts'
import type { Kind, TestOrganisation } from '../../../test/organisation.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { createApp } from '../../app.ts'
import { writers } from '../../documents/index.ts'
import { openLibrary } from '../../editions/index.ts'
import type { OpenLibrary } from '../../editions/index.ts'
import { compileCapability } from '../../framework/index.ts'
import { readConfig } from '../../platform/index.ts'
import { askerOf } from '../asker.ts'
import { firstAdministratorLink } from '../first-administrator.ts'
import { addFrameworkOwner } from '../store/framework-owners.ts'
import { addPending } from './pending.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

/** What is filled in beside the files, and by whom. */
interface Filled {
  readonly edition?: string
  readonly framework?: string
  readonly who?: Kind
}

const dataDir = join(import.meta.dirname, '..', '..', '..', 'build', 'no-data')
const config = readConfig({ LOG_LEVEL: 'silent' })
const shipped = openLibrary({ dataDir }).newest('uk-digital-data')?.edition

/** The shipped edition as the official service would offer it, with one statement changed. */
function download(): Record<string, string> {
  const writer = writers.find(({ format }) => format === 'official-csv')
  assert.ok(shipped !== undefined && writer !== undefined)
  const files = Object.fromEntries(writer.write(shipped).map(({ name, text }) => [name, text]))
  const { 'roles.csv': roles = '', 'skills.csv': skills = '' } = files
  assert.notEqual(changed(skills), skills)
  return { 'roles.csv': changed(roles), 'skills.csv': changed(skills) }
}

function changed(text: string): string {
  return text.replaceAll('show the value of prototyping', 'show what prototyping is for')
}

/** A whole edition of a made-up framework. */
function json(): string {
  const { edition } = compileCapability(kitesInput, [
    kiteFragment({ roles: [kiteRole('Kite maker', ['Senior'])] }),
  ])
  const writer = writers.find(({ format }) => format === 'capable-json')
  return writer?.write(edition)[0]?.text ?? ''
}

const summary =
  'Software development role: Software developer\n\nRole level: Junior developer\n- A junior developer learns.\n\nSkill: Prototyping\n- understand when to use a specific prototyping technique or method\n'
/** A role level of a framework about kites, with a skill that nothing knows. */
const faulty = 'Kites role: Kite maker\n\nRole level: Lead\n\nSkill: Flying kites\n- fly them\n'

for (const kind of storeKinds) {
  describe(`loading an edition on ${kind}`, () => {
    let organisation: TestOrganisation
    let library: OpenLibrary
    let app: FastifyInstance
    before(async () => {
      const store = (await testDatabase(kind)).open()
      organisation = await testOrganisation(store)
      library = openLibrary({ dataDir, store })
      app = await createApp({ library, config, strictViews: true, door: organisation.door })
      await store.write(async (db) => {
        for (const who of ['former', 'planner'] as const) {
          await addFrameworkOwner(db, { accountId: accountOf(who), now: new Date() })
        }
      })
    })
    after(async () => {
      await app.close()
      await organisation.app.close()
    })

    const accountOf = (who: Kind): string => organisation.people.get(who)?.accountId ?? ''

    async function upload(
      files: Files,
      { edition = '', framework = '', who = 'former' }: Filled = {},
    ): Promise<LightMyRequestResponse> {
      const { cookie, word } = await organisation.session(who)
      const form = new FormData()
      form.set('word', word)
      form.set('edition', edition)
      form.set('framework', framework)
      for (const [name, content] of Object.entries(files)) {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
        form.append('files', new File([new Uint8Array(bytes)], name))
      }
      const sent = new Response(form)
      return app.inject({
        method: 'POST',
        url: '/editions/load',
        headers: { cookie, 'content-type': sent.headers.get('content-type') ?? '' },
        payload: Buffer.from(await sent.arrayBuffer()),
      })
    }

    async function page(path: string, who: Kind = 'former'): Promise<LightMyRequestResponse> {
      const { cookie } = await organisation.session(who)
      return app.inject({ url: path, headers: { cookie } })
    }

    async function send(
      path: string,
      values: Readonly<Record<string, string>> = {},
      who: Kind = 'former',
    ): Promise<LightMyRequestResponse> {
      const { cookie, word } = await organisation.session(who)
      return app.inject({
        method: 'POST',
        url: path,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ word, ...values }).toString(),
      })
    }

    /** The page of an upload, once its files were read. */
    async function read(
      files: Files,
      options: Filled = {},
    ): Promise<{ path: string; body: string }> {
      const { headers, body } = await upload(files, options)
      const path = headers.location
      assert.ok(path !== undefined, body)
      for (;;) {
        const looked = await page(path, options.who)
        if (looked.headers['refresh'] === undefined) return { path, body: looked.body }
        assert.equal(looked.headers['refresh'], '5')
        assert.match(looked.body, /The files are being read/)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }

    it('shows what the official files hold and change, and everybody reads them once confirmed', async () => {
      const start = await page('/editions/load')
      assert.match(start.body, /<input[^>]*type="file"[^>]*multiple/)
      assert.equal((await app.inject('/editions/2026-12-01')).statusCode, 404)
      const { path, body } = await read(download(), { edition: '2026-12-01' })
      assert.match(body, /<h1[^>]*>Check before you load<\/h1>/)
      assert.match(body, /The new edition: uk-digital-data@2026-12-01/)
      assert.match(body, /How it differs from uk-digital-data@2026-11-21/)
      assert.match(body, /1,655 requirements turned from derived into stated\./)
      assert.match(
        body,
        /What becomes stated<[\s\S]*The levels of 1,675 requirements will be stated: [^<]+ Before they were 1,655 derived and 20 [^<]+\./,
      )
      assert.match(body, /If Capable exported them as official CSV, do not load them/)
      assert.match(body, /roles\.csv<\/th><td[^>]*data-label="Recognised as">Official/)
      assert.match(body, /Roles<\/dt><dd[^>]*><div>52<\/div>/)
      assert.match(body, /41 findings<span[^>]*>: Skill/)
      assert.equal((await app.inject('/editions/2026-12-01')).statusCode, 404)
      assert.equal((await send(`${path}/confirm`)).headers.location, path)
      const done = await page(path)
      assert.match(done.body, /The edition was loaded/)
      assert.match(done.body, /href="\/editions\/2026-12-01"/)
      assert.equal((await app.inject('/editions/2026-12-01')).statusCode, 200)
      assert.match((await app.inject('/skills/prototyping')).body, /show what prototyping is for/)
      assert.equal((await send(`${path}/confirm`)).headers.location, path)
      const { store } = organisation
      const other = openLibrary({ dataDir, store })
      await other.refresh()
      assert.deepEqual(other.all(), library.all())
      const [row] = await store.read((db) =>
        db.selectFrom('editions').selectAll().where('edition', '=', '2026-12-01').execute(),
      )
      assert.deepEqual([row?.imported_by, row?.account_id], ['browser', accountOf('former')])
      assert.match(row?.files ?? '', /"name":"roles\.csv","sha256":"[0-9a-f]{64}"/)
      const events = await store.read((db) =>
        db.selectFrom('events').selectAll().where('action', '=', 'edition.loaded').execute(),
      )
      assert.deepEqual(
        events.map(({ details, account_id: by }) => [details, by]),
        [['{"what":"uk-digital-data@2026-12-01"}', accountOf('former')]],
      )
      const { personId } = organisation.people.get('former') ?? {}
      const record = await page(`/account/record/${personId}`)
      assert.match(record.body, /Loads editions<\/dt>.*Since .*uk-digital-data@2026-12-01/s)
      const history = await page('/editions/load')
      assert.match(
        history.body,
        /uk-digital-data@2026-12-01<\/th>.*Test former.*roles\.csv, skills/s,
      )
    })

    it('asks to accept errors, and keeps files for whoever chose them', async () => {
      const { path, body } = await read({ 'faulty.txt': faulty }, { edition: '2026-12-02' })
      assert.match(body, /mark mark--error/)
      assert.match(body, /in spite of one error/)
      for (const [other, status] of [
        ['planner', 404],
        ['administrator', 403],
      ] as const) {
        assert.equal((await page(path, other)).statusCode, status)
        assert.equal((await send(`${path}/confirm`, { accept: 'yes' }, other)).statusCode, status)
        assert.equal((await send(`${path}/discard`, {}, other)).statusCode, status)
      }
      const refused = await send(`${path}/confirm`)
      assert.equal(refused.statusCode, 422)
      assert.match(refused.body, /Error: Check before.*href="#accept">Say that you accept/s)
      assert.equal((await app.inject('/editions/2026-12-02')).statusCode, 404)
      await send(`${path}/confirm`, { accept: 'yes' })
      assert.equal((await app.inject('/editions/2026-12-02')).statusCode, 200)
    })

    it('tells of two who confirm the same name at once that one was first', async () => {
      const both = [
        { ...(await read({ 'a.txt': summary }, { edition: '2026-12-03' })), who: 'former' },
        {
          ...(await read({ 'b.txt': summary }, { edition: '2026-12-03', who: 'planner' })),
          who: 'planner',
        },
      ] as const
      await Promise.all(both.map(({ path, who }) => send(`${path}/confirm`, {}, who)))
      const pages = await Promise.all(both.map(({ path, who }) => page(path, who)))
      const told = pages.map(({ body }) =>
        /There is an edition uk-digital-data@2026-12-03, and editions never change/.test(body),
      )
      const loaded = pages.map(({ body }) => /The edition was loaded/.test(body))
      assert.equal(told.filter(Boolean).length, 1)
      assert.deepEqual(
        loaded,
        told.map((each) => !each),
      )
    })

    it('tells when another edition came between, and loads nothing then', async () => {
      const late = await read({ 'late.txt': summary }, { edition: '2026-12-05' })
      const first = await read({ 'first.txt': summary }, { edition: '2026-12-04', who: 'planner' })
      await send(`${first.path}/confirm`, {}, 'planner')
      await send(`${late.path}/confirm`)
      const { body } = await page(late.path)
      assert.match(body, /uk-digital-data@2026-12-04 was loaded after these files were read/)
      assert.doesNotMatch(body, /Load for everybody/)
      assert.equal((await app.inject('/editions/2026-12-05')).statusCode, 404)
      assert.equal((await send(`${late.path}/discard`)).headers.location, '/editions/load')
      assert.equal((await page(late.path)).statusCode, 404)
    })

    it('says what is wrong with the form, and keeps what was typed', async () => {
      const wrong: readonly (readonly [Files, Filled, RegExp])[] = [
        [{}, {}, /Choose at least one file/],
        [{ 'a.csv': 'a' }, { edition: 'current' }, /does not begin with a date.*value="current"/s],
        [{ 'a.csv': 'a', 'folder/a.csv': 'b' }, {}, /only one file with the name a\.csv/],
        [{ 'a.csv': 'a' }, { framework: 'nobody’s' }, /Choose the framework from the list/],
      ]
      for (const [files, options, sentence] of wrong) {
        const answer = await upload(files, options)
        assert.equal(answer.statusCode, 422)
        assert.match(answer.body, sentence)
        assert.match(answer.body, /<title>Error: /)
      }
    })

    it('makes no edition of files that are none, and says of each why', async () => {
      const { path, body } = await read({
        'picture.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2),
        'empty.csv': '',
        'letter.txt': 'Dear all',
        'roles.csv': `"role","not closed\n${'x'.repeat(1000)}`,
      })
      assert.match(body, /<h1[^>]*>Nothing can be loaded<\/h1>/)
      for (const name of ['picture.png', 'empty.csv', 'letter.txt', 'roles.csv']) {
        assert.match(body, new RegExp(`<p class="quiet">[^<]*${name}`))
      }
      assert.doesNotMatch(body, /Load for everybody/)
      assert.equal((await send(`${path}/confirm`, { accept: 'yes' })).headers.location, path)
      assert.match((await page(path)).body, /Nothing can be loaded/)
      const twice = await read({ 'a.json': json(), 'b.json': json() })
      assert.match(twice.body, /Several of the files make the edition kites@2020-02-29/)
      const kinds = await read({ 'a.txt': summary }, { framework: 'uk-data-maturity' })
      assert.match(kinds.body, /you chose a maturity model.*Choose another framework/s)
    })

    it('reads other encodings, and files on top of the newest edition', async () => {
      const utf16 = Buffer.from(`\ufeff${summary}`, 'utf16le')
      const windows = Buffer.from(summary.replace('learns', 'learns caf\u00e9s'), 'latin1')
      for (const [name, bytes] of [
        ['utf16.txt', utf16],
        ['windows.txt', windows],
      ] as const) {
        const { body } = await read({ [name]: new Uint8Array(bytes) })
        assert.match(body, /Check before you load/)
        assert.match(body, new RegExp(`@${new Date().toISOString().slice(0, 10)}`))
        if (name === 'windows.txt') assert.match(body, /Windows-1252/)
      }
    })

    it('takes 25 MB and no more', async () => {
      const large = await upload({ 'large.txt': new Uint8Array(26 * 1024 * 1024).fill(97) })
      assert.equal(large.statusCode, 413)
      const { body } = await read({ 'full.txt': new Uint8Array(24 * 1024 * 1024).fill(97) })
      assert.match(body, /Nothing can be loaded/)
    })

    it('takes a whole edition of a framework that is new here, under its own name', async () => {
      const named = await read({ 'kites.json': json() }, { edition: '2021' })
      assert.match(named.body, /without giving a framework or a name/)
      const { path, body } = await read({ 'kites.json': json() })
      assert.match(body, /The new edition: kites@2020-02-29.*The first of its framework/s)
      await send(`${path}/confirm`)
      const done = await page(path)
      assert.match(done.body, /href="\/frameworks\/kites\/editions\/2020-02-29"/)
      assert.equal((await app.inject('/frameworks/kites/roles')).statusCode, 200)
    })

    it('is for the first administrator of all, and for no later one', async () => {
      const store = (await testDatabase(kind)).open()
      const door = { ...organisation.door, store }
      const empty = await createApp({ library, config, strictViews: true, door })
      for (const [email, owns] of [
        ['first@example.org', true],
        ['second@example.org', false],
      ] as const) {
        const url = await firstAdministratorLink(store, { now: new Date(), again: true })
        const password = 'a long and unlikely sentence of tests'
        const about = { name: 'Test', email, organisation: `That of ${email}`, password }
        const opened = await empty.inject({
          method: 'POST',
          url: url ?? '',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(about).toString(),
        })
        const token = /^capable=([^;]+)/.exec(String(opened.headers['set-cookie']))?.[1] ?? ''
        assert.equal((await askerOf(store, token, new Date()))?.asker.ownsFrameworks, owns, email)
      }
      await empty.close()
    })

    it('says so where reading was cut off', async () => {
      const { store } = organisation
      const began = new Date(Date.now() - 6 * 60_000)
      const pending = { accountId: accountOf('former'), fileNames: ['a.csv'], now: began }
      const id = await store.write((db) => addPending(db, pending))
      const { body, headers } = await page(`/editions/load/${id}`)
      assert.match(body, /Reading the files did not end/)
      assert.equal(headers['refresh'], undefined)
    })
  })
}
