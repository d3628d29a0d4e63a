import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered } from '../../test/administered.ts'
import type { TestOrganisation } from '../../test/organisation.ts'
import { storeKinds } from '../../test/stores.ts'
import { withToken } from '../../test/with-token.ts'
import { readableMoment } from '../platform/index.ts'
import { log } from './store/events.ts'
import type { Action } from './store/events.ts'
import { addPerson } from './store/people.ts'

type Found = Pick<TestOrganisation, 'store' | 'id' | 'people'>

interface Made {
  readonly action: Action
  readonly by: 'administrator' | 'manager'
  readonly about: 'plain' | 'planner'
  readonly at: string
}

async function note({ store, id, people }: Found, made: readonly Made[]): Promise<void> {
  await store.write(async (db) => {
    for (const { action, by, about, at } of made) {
      const who = {
        accountId: people.get(by)?.accountId ?? '',
        personId: people.get(about)?.personId ?? '',
      }
      await log(db, { action, ...who, organisationId: id, now: new Date(at) })
    }
  })
}

const some: readonly Made[] = [
  { action: 'person.read', by: 'administrator', about: 'plain', at: '2026-04-30T23:00:00.000Z' },
  { action: 'person.read', by: 'manager', about: 'plain', at: '2026-05-31T22:59:59.999Z' },
  { action: 'person.changed', by: 'administrator', about: 'plain', at: '2026-05-31T23:00:00.000Z' },
  { action: 'person.read', by: 'manager', about: 'planner', at: '2026-05-15T12:00:00.000Z' },
]

/** The day that a page shows, without its year. */
function dayOf(moment: string): string {
  return readableMoment(moment).replace(/ 2026 at .*/, '')
}

interface Event {
  readonly at: string
  readonly action: string
  readonly by: string
  readonly token: string | null
}

for (const kind of storeKinds) {
  describe(`searching the log on ${kind}`, () => {
    it('finds by kind, name and days, the same on the page and in its twin', async () => {
      const found = await withToken(kind)
      const { get, id, read } = found
      await found.store.write((db) => db.deleteFrom('events').execute())
      await note(found, some)
      const places = async (query: string): Promise<string[]> => {
        const { data } = (await read(`/log.json?${query}`)).json<{ data: { events: Event[] } }>()
        const page = (await get('administrator', `/organisations/${id}/log?${query}`)).body
        assert.equal(page.split('<tr').length - 2, data.events.length || -1)
        return data.events.map(({ at }) => dayOf(at))
      }
      assert.deepEqual(await places('kind=person.changed'), ['1 June'])
      assert.deepEqual(await places('name=PLANNER'), ['15 May'])
      assert.deepEqual(await places('name=test+mana'), ['31 May', '15 May'])
      assert.deepEqual(await places('from=2026-05-31'), ['1 June', '31 May'])
      assert.deepEqual(await places('from=2026-05-01&until=2026-05-31'), [
        '31 May',
        '15 May',
        '1 May',
      ])
      assert.deepEqual(await places('kind=person.read&name=plain&until=2026-05-30'), ['1 May'])
      assert.deepEqual(await places('name=nobody+at+all'), [])
      const everything = await get('administrator', `/organisations/${id}/log`)
      assert.match(everything.body, /4 events/)
    })

    it('finds nobody by what the log does not show', async () => {
      const found = await withToken(kind)
      await note(found, some)
      const hidden = { reference: 'S4711', email: 'unseen@example.org' }
      await found.store.write(async (db) => {
        const person = { organisationId: found.id, name: 'Unseen Made-up', ...hidden }
        const personId = await addPerson(db, { ...person, now: new Date() })
        const event = { action: 'person.read', accountId: null, now: new Date() } as const
        await log(db, { ...event, organisationId: found.id, personId })
      })
      const names = async (name: string): Promise<number> => {
        const query = new URLSearchParams({ name }).toString()
        return (await found.read(`/log.json?${query}`)).json().data.events.length
      }
      assert.equal(await names('unseen made'), 1)
      for (const text of [...Object.values(hidden), 'up s4711']) {
        assert.equal(await names(text), 0, text)
      }
      assert.equal(await names('uns__n%'), 0)
    })

    it('lets a person search who read their own record, and nobody else', async () => {
      const found = await administered(kind)
      const { get, person } = found
      await found.store.write((db) => db.deleteFrom('events').execute())
      await note(found, some)
      const own = `/account/record/${person('plain')}/log`
      const record = await get('plain', `/account/record/${person('plain')}`)
      assert.ok(record.body.includes(`href="${own}"`))
      const byManager = await get('plain', `${own}?name=manager`)
      assert.match(byManager.body, /1 event</)
      assert.match(byManager.body, /31 May 2026/)
      // Of whom it is about is no question here: it is about whoever asks.
      assert.match((await get('plain', `${own}?name=plain`)).body, /No event in the log is like/)
      const { data } = (await get('plain', `${own}.json?kind=person.read`)).json<{
        data: { events: Event[] }
      }>()
      assert.deepEqual(
        data.events.map(({ at }) => dayOf(at)),
        ['31 May', '1 May'],
      )
      for (const who of ['manager', 'administrator'] as const) {
        assert.equal((await get(who, own)).statusCode, 403, who)
        assert.equal((await get(who, `${own}.json`)).statusCode, 403, who)
      }
    })

    it('says what has to be put right, on the page and to programs', async () => {
      const { get, id, person, read } = await withToken(kind)
      const wrong: readonly (readonly [string, string])[] = [
        ['kind=nothing', 'Choose the kind of event from the list'],
        ['from=2026-02-30', 'From must be a real date'],
        ['from=2026-05-02&until=2026-05-01', 'Until must not be before From'],
        [`name=${'x'.repeat(201)}`, 'must be 200 characters or fewer'],
        ['page=0', 'Page must be a whole number from 1 to 999999'],
      ]
      const own = `/account/record/${person('plain')}/log`
      for (const [query, message] of wrong) {
        const places = [
          await get('administrator', `/organisations/${id}/log?${query}`),
          await get('plain', `${own}?${query}`),
          await read(`/log.json?${query}`),
          await get('plain', `${own}.json?${query}`),
        ]
        for (const { statusCode, body } of places) {
          assert.equal(statusCode, 422, query)
          assert.ok(body.includes(message), query)
        }
        assert.doesNotMatch(places[0]?.body ?? '', /<table/)
        assert.equal(places[2]?.json().error.code, 'fields-not-valid')
      }
    })

    it('takes a day as people write it, and from programs as the description has it', async () => {
      const { get, id, read, person } = await withToken(kind)
      const found = `/organisations/${id}/log?from=1/5/2026&until=31%20May%202026`
      const shown = await get('administrator', found)
      assert.equal(shown.statusCode, 200)
      assert.match(shown.body, /name="until"[^>]*value="2026-05-31"/)
      const wrong = await get(
        'administrator',
        `/organisations/${id}/log?from=1/6/2026&until=31/5/2026`,
      )
      assert.match(wrong.body, /Until must not be before From/)
      const own = await get('plain', `/account/record/${person('plain')}/log.json?from=1/5/2026`)
      for (const { statusCode, body } of [await read('/log.json?from=1/5/2026'), own]) {
        assert.equal(statusCode, 422)
        assert.match(body, /From must be a real date, written YYYY-MM-DD/)
      }
    })

    it('keeps the search from page to page', async () => {
      const found = await withToken(kind)
      const many = Array.from({ length: 60 }, (_, at): Made => {
        const day = String((at % 28) + 1).padStart(2, '0')
        const now = `2026-05-${day}T09:00:00.000Z`
        return { action: 'person.read', by: 'manager', about: 'plain', at: now }
      })
      await note(found, [...many, ...some])
      const query = 'kind=person.read&name=manager&from=2026-05-01&until=2026-05-28'
      const url = `/organisations/${found.id}/log`
      const page = await found.get('administrator', `${url}?${query}`)
      assert.match(page.body, /1 to 50 of 61 events/)
      const next = /rel="next" href="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
      assert.match((await found.get('administrator', next)).body, /51 to 61 of 61 events/)
      const first = (await found.read(`/log.json?${query}`)).json().data
      assert.deepEqual([first.events.length, first.paging.all], [50, 61])
      const second = (await found.read(first.paging.next)).json().data
      assert.deepEqual([second.events.length, second.paging.next], [11, null])
    })

    it('says with which token a program did something, and never the token', async () => {
      const found = await withToken(kind)
      const { sendJson, read, get, id, person, token, store } = found
      const added = await sendJson('/teams/add', { name: 'Made up', reference: 'M' })
      assert.equal(added.statusCode, 201, added.body)
      await read(`/people/${person('plain')}.json`)
      await found.post('administrator', `/organisations/${id}/teams/add`, {
        name: 'By hand',
        reference: 'H',
        parent: '',
      })
      const { data } = (await read('/log.json')).json<{ data: { events: Event[] } }>()
      const done = data.events.filter(({ action }) => /^(?:team|person\.read)/.test(action))
      assert.deepEqual(
        done.map(({ action, by, token: name }) => `${action} ${by} ${name}`).toSorted(),
        [
          'person.read Test administrator Test',
          'team.changed Test administrator Test',
          'team.changed Test administrator null',
        ],
      )
      const page = (await get('administrator', `/organisations/${id}/log`)).body
      assert.match(page, /Test administrator, by a program with the token “Test”/)
      const own = await get('plain', `/account/record/${person('plain')}/log.json`)
      assert.equal(own.json().data.events[0].token, 'Test')
      const rows = await store.read((db) => db.selectFrom('events').selectAll().execute())
      for (const shown of [page, own.body, JSON.stringify([data, rows])]) {
        assert.ok(!shown.includes(token))
      }
    })

    it('gives no token to what somebody does while a program is answered', async () => {
      const found = await withToken(kind)
      const hand = (at: number) =>
        found.post('administrator', `/organisations/${found.id}/teams/add`, {
          name: `Hand ${at}`,
          reference: `H${at}`,
          parent: '',
        })
      const program = (at: number) =>
        found.sendJson('/teams/add', { name: `Program ${at}`, reference: `P${at}` })
      await Promise.all([0, 1, 2, 3, 4].flatMap((at) => [hand(at), program(at)]))
      const rows = await found.store.read((db) =>
        db.selectFrom('events').select('details').where('action', '=', 'team.changed').execute(),
      )
      const names = rows.map(({ details }) => JSON.parse(details))
      assert.equal(names.length, 10)
      for (const { what, token } of names) {
        assert.equal(token, String(what).includes('Program') ? 'Test' : undefined, String(what))
      }
    })
  })
}
