import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { administered, linkIn } from '../../../test/administered.ts'
import { newestEdition } from '../../../test/skills-kept.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { assetsFolder, createViews, readAssetAddresses } from '../../platform/index.ts'
import type { Store } from '../../platform/store/index.ts'
import { everythingIn } from '../../platform/store/test-records.ts'
import { tables } from '../../platform/store/tables.ts'
import { privateRoutes } from '../pages.ts'
import { demonstrationMark } from '../particulars.ts'
import type { Duty } from '../permissions.ts'
import { purposesOf } from '../purposes/purpose-store.ts'
import { isOnOn } from '../purposes/purposes.ts'
import { enter } from '../provider/enter.ts'
import { demonstrationsIn } from '../store/demonstrations.ts'
import { grantDuty } from '../store/duties.ts'
import { addPerson } from '../store/people.ts'
import { demonstrate, removeDemonstrations } from './commands.ts'
import { loadDemonstration } from './load.ts'

const now = new Date('2026-11-22T09:00:00Z')
const load = '/account/demonstration'
const password = 'kettle orbit mango'

/** Every row of every table. */
async function everything(store: Store) {
  return { ...(await everythingIn(store)), ...(await everythingIn(store, 'passing')) }
}

async function administrating(kind: 'sqlite' | 'postgres') {
  const organisation = await administered(kind)
  const { store, get, post } = organisation
  return {
    ...organisation,
    open: (path: string) => get('administrator', path),
    sendTo: (path: string, values: Readonly<Record<string, string>> = {}) =>
      post('administrator', path, values),
    /** Loads one and answers where it is. */
    loaded: async (): Promise<string> => {
      const { statusCode, headers, body } = await post('administrator', load, { seed: '7' })
      assert.equal(statusCode, 303, body)
      return String(headers.location)
    },
    demonstrations: () => store.read((db) => demonstrationsIn(db)),
  }
}

for (const kind of storeKinds) {
  describe(`a demonstration on ${kind}`, () => {
    it('is loaded with one form, says of itself that it is one, and is there once', async () => {
      const { open, sendTo, loaded, demonstrations } = await administrating(kind)
      assert.match((await open('/account')).body, /Try it with made-up people/)
      assert.match((await open(load)).body, /60 made-up people, 3 of whom have left/)
      assert.match((await open(load)).body, /its page counts 58 people/)
      assert.equal((await sendTo(load, { seed: 'seven' })).statusCode, 422)
      const place = await loaded()
      const { body } = await open(place)
      assert.match(body, new RegExp(demonstrationMark))
      // Of the 60 three have left; whoever loaded it is there too.
      assert.match(body, /58 people/)
      assert.doesNotMatch(body, /Say who answers for the records/)
      const again = await sendTo(load, { seed: '8' })
      assert.equal(again.statusCode, 409)
      assert.match(again.body, new RegExp(`href="${place}"`))
      assert.match((await open(load)).body, /You have a demonstration already/)
      assert.equal((await demonstrations()).length, 1)
      const log = await open(`${place}/log`)
      assert.match(log.body, /60 made-up people from the number 7/)
    })

    it('has people with skills, shared and not, and says why they are kept', async () => {
      const { open, store } = await administrating(kind)
      const loaded = await store.write((db) =>
        loadDemonstration(db, { seed: 7, edition: newestEdition(), now, by: null }),
      )
      const rows = await store.read(async (db) => ({
        ratings: await db.selectFrom('skill_ratings').selectAll().execute(),
        shares: await db.selectFrom('skill_shares').selectAll().execute(),
        targets: await db.selectFrom('skill_targets').selectAll().execute(),
        profiles: await db
          .selectFrom('post_profiles')
          .innerJoin('post_profile_posts', 'profile_id', 'post_profiles.id')
          .select(['state', 'post_id'])
          .execute(),
        on: await purposesOf(db, loaded.organisationId),
      }))
      assert.equal(new Set(rows.ratings.map((row) => row.person_id)).size, 6)
      assert.deepEqual(
        new Set(rows.ratings.map(({ state }) => state)),
        new Set(['draft', 'shared']),
      )
      assert.ok(rows.ratings.every(({ note }) => note === 'Made up for the demonstration.'))
      assert.equal(new Set(rows.shares.map((row) => row.person_id)).size, 4)
      assert.equal(rows.targets.length, 1)
      assert.deepEqual(
        rows.profiles.map(({ state }) => state),
        ['in-use'],
      )
      assert.deepEqual(
        rows.on.filter((each) => isOnOn(each, '2026-11-22')).map(({ purpose }) => purpose),
        ['organisation', 'development', 'planning'],
      )
      assert.equal((await open(`/organisations/${loaded.organisationId}`)).statusCode, 403)
    })

    it('of two that are asked for at once loads one', async () => {
      const { sendTo, demonstrations } = await administrating(kind)
      const answers = await Promise.all([sendTo(load, { seed: '1' }), sendTo(load, { seed: '2' })])
      assert.deepEqual(answers.map(({ statusCode }) => String(statusCode)).toSorted(), [
        '303',
        '409',
      ])
      assert.equal((await demonstrations()).length, 1)
    })

    it('is removed as a whole: nothing but one event is other than before', async () => {
      const { app, store, session } = await administrating(kind)
      const administrator = await session('administrator')
      const before = await everything(store)
      const ask = asking(app)
      const place = String((await ask(administrator, load, { seed: '7' })).headers.location)
      await lookAround(app, place, administrator)
      const { statusCode, headers } = await ask(administrator, `${place}/demonstration/remove`)
      assert.equal(statusCode, 303)
      assert.equal(headers.location, '/account/demonstration')
      // Counts of tries name nobody, and end by themselves within minutes.
      const { events: eventsAfter = [], throttles: _, ...after } = await everything(store)
      const { events: eventsBefore = [], throttles: __, ...others } = before
      assert.deepEqual(after, others)
      const added = eventsAfter.filter((event) => !eventsBefore.includes(event))
      assert.equal(added.length, 1)
      assert.match(added[0] ?? '', /demonstration\.removed/)
      assert.deepEqual(
        eventsBefore.filter((event) => !eventsAfter.includes(event)),
        [],
      )
    })

    it('tells those who stay elsewhere, and nobody else can remove it', async () => {
      const { store, people, loaded, sendTo, post, messages, id } = await administrating(kind)
      const place = await loaded()
      const organisationId = place.split('/').at(-1) ?? ''
      const accountId = people.get('planner')?.accountId ?? ''
      await store.write(async (db) => {
        const person = { organisationId, reference: 'X', name: 'Test planner', accountId, now }
        const personId = await addPerson(db, person)
        await grantDuty(db, { personId, duty: 'planner', now })
      })
      const refused = await post('planner', `${place}/demonstration/remove`)
      assert.equal(refused.statusCode, 403)
      const real = await sendTo(`/organisations/${id}/demonstration/remove`)
      assert.equal(real.statusCode, 409)
      assert.match(real.body, /is not a demonstration/)
      await sendTo(`${place}/demonstration/remove`)
      assert.deepEqual(await messages('planner'), [
        'Department for Kites (demonstration) was removed',
      ])
      assert.deepEqual(await messages('administrator'), [])
      const still = await store.read((db) =>
        db.selectFrom('accounts').select('id').where('id', '=', accountId).execute(),
      )
      assert.equal(still.length, 1)
    })

    it('takes no file of people, and is no place to say that one can be loaded', async () => {
      const { open, loaded, app, session } = await administrating(kind)
      const place = await loaded()
      assert.doesNotMatch((await open(`${place}/people`)).body, /Load people from a file/)
      assert.match((await open(`${place}/import`)).body, /its people are made up/)
      const { cookie, word } = await session('administrator')
      const form = new FormData()
      form.set('word', word)
      form.set('file', new File(['Reference,Name\n1,Real Person\n'], 'people.csv'))
      const sent = new Response(form)
      const answer = await app.inject({
        method: 'POST',
        url: `${place}/import`,
        headers: { cookie, 'content-type': sent.headers.get('content-type') ?? '' },
        payload: Buffer.from(await sent.arrayBuffer()),
      })
      assert.equal(answer.statusCode, 409)
      assert.match(answer.body, /No file can be loaded here/)
    })

    it('takes nobody whom a sign-in provider sends', async () => {
      const { loaded, store } = await administrating(kind)
      const organisationId = (await loaded()).split('/').at(-1) ?? ''
      const entering = {
        arrival: {
          issuer: 'https://login.example.org',
          subject: '1',
          email: 'somebody@example.org',
          name: 'Test person',
          organisationId,
          duties: new Set<Duty>(),
          secondFactor: false,
        },
        name: 'Test provider',
        connecting: undefined,
        now,
      }
      await assert.rejects(
        store.write((db) => enter(db, entering)),
        { code: 'provider-organisation-unknown' },
      )
    })

    it('is seen as somebody else by an invitation, one for each view', async () => {
      const { open, loaded } = await administrating(kind)
      const { body } = await open(`${await loaded()}/demonstration`)
      for (const words of [
        'Administrator',
        'Workforce planner',
        'Head of profession',
        'Hiring manager',
        'Line manager',
        'Person without any duty',
      ]) {
        assert.match(body, new RegExp(`data-label="As what">${words}<`))
      }
    })

    it('is loaded and removed by a command, with a link for its administrator', async () => {
      const store = (await testDatabase(kind)).open()
      // Opens the database, which makes the tables.
      const before = await everything(store)
      const parts = { seed: 7, edition: undefined, now }
      const loaded = await demonstrate(store, parts)
      assert.ok('path' in loaded)
      assert.match(loaded.path, /^\/link\/[\w-]{43}$/)
      assert.deepEqual(await demonstrate(store, parts), { there: [loaded.name] })
      assert.deepEqual(await removeDemonstrations(store, now), [loaded.name])
      assert.deepEqual(await removeDemonstrations(store, now), [])
      const { events = [], ...after } = await everything(store)
      const { events: none = [], ...others } = before
      assert.deepEqual([after, none], [others, []])
      assert.equal(events.length, 1)
    })

    it('says on every page of it that it is one, and in the name of every file', async () => {
      const { open, loaded, store, door, people } = await administrating(kind)
      const place = await loaded()
      const asset = readAssetAddresses(assetsFolder)
      const views = createViews({ navigation: [], asset })
      const routes = privateRoutes({ door, views, baseUrl: '' })
      const parts = await partsOf(store, place.split('/').at(-1) ?? '')
      const seen: string[] = []
      for (const { method, path } of routes) {
        if (method !== 'GET' || !path.startsWith('/organisations/:organisation')) continue
        const url = path.replace(/:(\w+)/g, (_all, name: string) => parts[name] ?? 'none')
        const { statusCode, headers, body } = await open(url)
        if (statusCode !== 200) continue
        seen.push(path)
        const isPage = String(headers['content-type']).startsWith('text/html')
        if (isPage) assert.ok(body.includes(demonstrationMark), path)
        else assert.match(String(headers['content-disposition']), /filename="demonstration-/, path)
      }
      assert.ok(seen.length > 25, seen.join('\n'))
      const own = await store.read((db) =>
        db
          .selectFrom('people')
          .select('id')
          .where('organisation_id', '=', parts['organisation'] ?? '')
          .where('account_id', '=', people.get('administrator')?.accountId ?? '')
          .executeTakeFirstOrThrow(),
      )
      const record = await open(`/account/record/${own.id}`)
      assert.ok(record.body.includes(demonstrationMark))
      const file = await open(`/account/record/${own.id}/file`)
      assert.match(file.body, new RegExp(`^\\{\\s+"mark": "${demonstrationMark}"`))
      assert.match(String(file.headers['content-disposition']), /"demonstration-everything/)
    })
  })
}

interface Signed {
  readonly cookie: string
  readonly word: string
}

const nobody: Signed = { cookie: '', word: '' }

/** Sends forms to an application. */
function asking(app: FastifyInstance) {
  return ({ cookie, word }: Signed, url: string, values: Readonly<Record<string, string>> = {}) =>
    app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ word, ...values }).toString(),
    })
}

/** What people do: one joins, one opens an account and does not join, one is invited only. */
async function lookAround(app: FastifyInstance, at: string, who: Signed): Promise<void> {
  const ask = asking(app)
  const { cookie } = who
  const list = await app.inject({ url: `${at}/people`, headers: { cookie } })
  const people = [...list.body.matchAll(/people\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
  const links: string[] = []
  for (const person of people.slice(0, 3)) {
    await app.inject({ url: `${at}/people/${person}`, headers: { cookie } })
    links.push(linkIn(await ask(who, `${at}/people/${person}/invitation`)))
  }
  const [joining = '', opening = '', invited = ''] = links
  assert.notEqual(invited, '')
  await ask(nobody, opening, { password })
  await ask(nobody, joining, { password })
  const { body } = await app.inject(joining)
  const email = /[\w.]+@demonstration-[\w.-]+\.org/.exec(body)?.[0] ?? ''
  const signedIn = await ask(nobody, '/sign-in', { email, password })
  const own = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  const page = await app.inject({ url: joining, headers: { cookie: own } })
  const word = /name="word" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  assert.equal((await ask({ cookie: own, word }, joining)).headers.location, '/account')
}

/** One of everything in a demonstration, as addresses name it. */
function partsOf(store: Store, id: string): Promise<Readonly<Record<string, string>>> {
  return store.read(async (db) => {
    const one = async (table: 'people' | 'teams' | 'posts' | 'grades'): Promise<string> =>
      (
        await db
          .selectFrom(table)
          .select('id')
          .where('organisation_id', '=', id)
          .orderBy('id')
          .executeTakeFirstOrThrow()
      ).id
    const held = await db
      .selectFrom('holdings')
      .innerJoin('posts', 'posts.id', 'holdings.post_id')
      .select(['holdings.id', 'holdings.post_id'])
      .where('posts.organisation_id', '=', id)
      .executeTakeFirstOrThrow()
    const line = await db
      .selectFrom('relations')
      .innerJoin('people', 'people.id', 'relations.person_id')
      .select(['relations.id', 'relations.person_id'])
      .where('people.organisation_id', '=', id)
      .executeTakeFirstOrThrow()
    return {
      organisation: id,
      person: line.person_id,
      relation: line.id,
      team: await one('teams'),
      post: held.post_id,
      holding: held.id,
      grade: await one('grades'),
    }
  })
}

describe('every table', () => {
  it('lets what belongs to an organisation go with it, so that none of a demonstration stays', async () => {
    const store = (await testDatabase('sqlite')).open()
    // Events stay when a record goes, so removing a demonstration deletes them itself.
    const kept = new Set(['events'])
    const staying: string[] = []
    await store.read(async (db) => {
      for (const table of Object.keys(tables)) {
        const { rows: columns } = await sql<{ name: string }>`
          select name from pragma_table_info(${table})`.execute(db)
        const { rows: references } = await sql<{ from: string; on_delete: string }>`
          select "from", on_delete from pragma_foreign_key_list(${table})`.execute(db)
        for (const { name } of columns) {
          if (!['organisation_id', 'person_id'].includes(name) || kept.has(table)) continue
          const rule = references.find((each) => each.from === name)?.on_delete
          if (rule !== 'CASCADE') staying.push(`${table}.${name}`)
        }
      }
    })
    assert.deepEqual(staying, [])
  })
})
