import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { csvText } from '../../documents/tables/csv.ts'
import { testOrganisation } from '../../../test/organisation.ts'
import type { Kind, TestOrganisation } from '../../../test/organisation.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { linkIn } from '../../../test/administered.ts'
import { personBy } from '../store/people.ts'
import { mostPending } from './pending.ts'
import { readState } from './records.ts'
import type { State } from './state.ts'

const isFull = process.env['CAPABLE_TEST_FULL'] !== undefined
const many = isFull ? 100_000 : 5000

/** So many people in a tree of managers and teams. */
function company(count: number): Uint8Array {
  const headers = [
    'Staff number',
    'Name',
    'E-mail',
    'Team',
    'Parent team',
    'Line manager',
    'Role level',
    'FTE',
    'Start date',
  ]
  const rows = Array.from({ length: count }, (_, at) => [
    `M${at + 1}`,
    `Made-up ${at}`,
    `p${at}@example.org`,
    `Team ${at % 300}`,
    at % 300 === 0 ? '' : `Team ${Math.floor((at % 300) / 4)}`,
    at === 0 ? '' : `M${Math.ceil(at / 8)}`,
    'software-developer/developer',
    '0.8',
    '2024-04-01',
  ])
  return new TextEncoder().encode(csvText([headers, ...rows]))
}

function csvOf(people: readonly { name: string; email: string }[]): Uint8Array {
  const rows = people.map(({ name, email }, at) => [`K${at}`, name, email])
  return new TextEncoder().encode(csvText([['Staff number', 'Name', 'E-mail'], ...rows]))
}

for (const kind of storeKinds) {
  describe(`loading people on ${kind}`, () => {
    let organisation: TestOrganisation
    before(async () => {
      organisation = await testOrganisation((await testDatabase(kind)).open())
    })
    after(() => organisation.app.close())

    const place = (path: string): string => `/organisations/${organisation.id}/import${path}`

    async function upload(
      content: Uint8Array | string,
      who: Kind = 'administrator',
    ): Promise<LightMyRequestResponse> {
      const { cookie, word } = await organisation.session(who)
      const form = new FormData()
      form.set('word', word)
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      form.set('file', new File([new Uint8Array(bytes)], 'people.csv'))
      const sent = new Response(form)
      return organisation.app.inject({
        method: 'POST',
        url: place(''),
        headers: { cookie, 'content-type': sent.headers.get('content-type') ?? '' },
        payload: Buffer.from(await sent.arrayBuffer()),
      })
    }

    /** The session is another each time; the file belongs to the account. */
    async function preview(content: Uint8Array | string): Promise<{ path: string; body: string }> {
      const { headers, body } = await upload(content)
      const path = headers.location
      assert.ok(path !== undefined, body)
      return { path, body: (await organisation.get('administrator', path)).body }
    }

    async function load(content: Uint8Array | string): Promise<string> {
      const { path, body } = await preview(content)
      const mark = /name="mark" value="([^"]+)"/.exec(body)?.[1] ?? ''
      const done = await organisation.post('administrator', `${path}/load`, { mark })
      assert.equal(done.headers.location, path, body)
      return (await organisation.get('administrator', path)).body
    }

    const state = (): Promise<State> =>
      organisation.store.read((db) => readState(db, organisation.id))

    const small =
      'Staff number,Name,E-mail,Team,Parent team,Line manager,Terms,FTE,Job title,Leaving date\n' +
      '1,Ada Ash,ada@example.org,Data,Digital,,Permanent,1,Head,\n' +
      '2,"<b>Ben</b>",,Data,,ada@example.org,Loan,50%,Deputy,2030-01-01\n'

    const switchedOffFrom = (day: string | null) =>
      organisation.store.write((db) =>
        db
          .updateTable('purposes')
          .set({ off_from: day })
          .where('organisation_id', '=', organisation.id)
          .execute(),
      )

    it('keeps the last files of an account that wait, and no more than there is room for', async () => {
      const waiting = () =>
        organisation.store.read((db) =>
          db.selectFrom('pending_imports').select(['id', 'account_id']).execute(),
        )
      const paths: string[] = []
      for (let at = 0; at < mostPending + 1; at += 1) {
        paths.push((await preview(small)).path)
      }
      const [first = '', ...others] = paths
      assert.equal((await organisation.get('administrator', first)).statusCode, 404)
      for (const path of others) {
        assert.equal((await organisation.get('administrator', path)).statusCode, 200)
      }
      // Those of somebody else stay, and leave no room when they are large.
      await organisation.store.write((db) =>
        db
          .updateTable('pending_imports')
          .set({
            account_id: organisation.people.get('plain')?.accountId ?? '',
            content: 'x'.repeat(60_000_000),
          })
          .where('organisation_id', '=', organisation.id)
          .execute(),
      )
      const refused = await upload(small)
      assert.equal(refused.statusCode, 422)
      assert.match(refused.body, /there is no room for one more/)
      assert.equal((await waiting()).length, mostPending)
      await organisation.store.write((db) => db.deleteFrom('pending_imports').execute())
    })

    it('adds nobody while the purpose of keeping people is off', async () => {
      const { path, body } = await preview(small)
      const mark = /name="mark" value="([^"]+)"/.exec(body)?.[1] ?? ''
      const first = await state()
      await switchedOffFrom('2026-01-02')
      try {
        const done = await organisation.post('administrator', `${path}/load`, { mark })
        assert.equal(done.headers.location, `${path}?again=yes`)
        assert.deepEqual(await state(), first)
        assert.equal((await upload(small)).statusCode, 409)
      } finally {
        await switchedOffFrom(null)
      }
    })

    it('leaves an administrator who can sign in, today and later', async () => {
      const rows = ['half', 'unprotected', 'administrator'].map(
        (who) => `${who},Test ${who},2030-01-01`,
      )
      const headers = 'Reference,Name,Leaving date'
      const { path, body } = await preview([headers, ...rows].join('\n'))
      assert.match(body, /No administrator who can sign in would stay/)
      const done = await organisation.post('administrator', `${path}/load`, { mark: '' })
      assert.equal(done.headers.location, `${path}?again=yes`)
      const two = await preview([headers, ...rows.slice(1)].join('\n'))
      assert.doesNotMatch(two.body, /would stay/)
    })

    it('adds everybody, and nothing the second time', async () => {
      const existing = (await state()).people.length
      const done = await load(small)
      assert.match(done, /People added<\/dt><dd[^>]*><div>2<\/div>/)
      const first = await state()
      assert.equal(first.people.length, existing + 2)
      const again = await preview(small)
      assert.match(again.body, /Loading it changes nothing/)
      assert.match(again.body, /Test plain \(plain\)/)
      assert.deepEqual(await state(), first)
      const events = await organisation.store.read((db) =>
        db.selectFrom('events').selectAll().where('action', '=', 'people.imported').execute(),
      )
      assert.equal(events.length, 1)
      assert.match(events[0]?.details ?? '', /2 added, 0 changed, 0 left alone/)
      assert.doesNotMatch(events[0]?.details ?? '', /Ada/)
    })

    it('tells each person what was changed about them, and their managers', async () => {
      const eventsOf = async () => {
        const rows = await organisation.store.read((db) =>
          db
            .selectFrom('events')
            .innerJoin('people', 'people.id', 'events.person_id')
            .select(['people.reference', 'events.action', 'events.details', 'events.account_id'])
            .where('people.reference', 'in', ['1', '2', 'e1', 'planner', 'former'])
            .execute(),
        )
        return rows.map(({ reference, action, details, account_id: by }) => {
          assert.equal(by, organisation.people.get('administrator')?.accountId)
          return `${reference} ${action} ${details}`
        })
      }
      const known = new Set(await eventsOf())
      const since = async () => (await eventsOf()).filter((event) => !known.has(event)).toSorted()
      const headers = 'Reference,Name,E-mail,Line manager,Leaving date'
      await load(`${headers}\n2,Benedict,ben@example.org,planner,2031-01-01\ne1,New Elm,,former,\n`)
      const lines = 'person.changed {"what":"reporting lines, by a file"}'
      // The post moves along with the leaving date. Since when it is held is not for this test.
      const told = (await since()).map((event) => event.replaceAll(/from .*? until /g, 'until '))
      assert.deepEqual(told, [
        `1 ${lines}`,
        '2 person.changed {"what":"name, e-mail address, leaving date, in the post: was until 1 January 2030, is until 1 January 2031, line manager, by a file"}',
        'e1 person.added {"what":"by a file"}',
        `former ${lines}`,
        `planner ${lines}`,
      ])
      // Whose reporting lines began today is told too that they go.
      await load(`${headers}\n2,Ben,,1,2030-01-01\n`)
      assert.equal((await since()).filter((event) => event === `planner ${lines}`).length, 2)
      const record = await organisation.get(
        'planner',
        `/account/record/${organisation.people.get('planner')?.personId ?? ''}/log`,
      )
      assert.match(record.body, /What is held was changed: reporting lines, by a file/)
    })

    it('says in the log of each person what was changed, and of days and terms what was', async () => {
      const file = 'Staff number,Name,E-mail,FTE\n'
      await load(`${file}9,Kim Kite,kim@example.org,0.5\n`)
      await load(`${file}9,Kim Oak,kim.oak@example.org,0.7\n`)
      const kim = (await state()).people.find(({ reference }) => reference === '9')
      const events = await organisation.store.read((db) =>
        db
          .selectFrom('events')
          .selectAll()
          .where('person_id', '=', kim?.id ?? '')
          .execute(),
      )
      assert.deepEqual(
        events.map(({ action, details }) => [action, JSON.parse(details).what]),
        [
          ['person.added', 'by a file'],
          [
            'person.changed',
            'name, e-mail address, full-time equivalent: was 0.5, is 0.7, by a file',
          ],
        ],
      )
    })

    it('shows what changes, escaped, and writes nothing until it is asked to', async () => {
      const old = await state()
      const { body } = await preview(
        small.replace('Ada Ash', 'Ada <i>Birch</i>').replace('50%', '0.6'),
      )
      assert.match(body, /Ada Ash<\/td><td[^>]*>Ada &lt;i&gt;Birch&lt;\/i&gt;/)
      assert.match(body, /Full-time equivalent<\/td><td[^>]*>0\.5<\/td><td[^>]*>0\.6/)
      assert.deepEqual(await state(), old)
    })

    it('shows the team, manager, post, grade and role level of whoever is added', async () => {
      await organisation.store.write((db) =>
        db
          .insertInto('grades')
          .values({ id: 'grade-7', organisation_id: organisation.id, name: 'Grade 7', position: 1 })
          .execute(),
      )
      const headers = 'Staff number,Name,Team,Line manager,Grade,Job title,Role level\n'
      const { body } = await preview(
        `${headers}71,New Ash,<i>Data</i>,,Grade 7,Lead,Software developer: Senior developer\n` +
          '72,New Oak,,71,,,\n',
      )
      const cells = (name: string): readonly string[] => {
        const row = new RegExp(`>${name}</th>(.*?)</tr>`, 's').exec(body)?.[1] ?? ''
        return [...row.matchAll(/data-label="([^"]*)">(.*?)<\/td>/g)].map(
          ([, label = '', text = '']) => `${label}: ${text}`,
        )
      }
      assert.deepEqual(cells('New Ash'), [
        'Row: 2',
        'Reference: 71',
        'Team: &lt;i&gt;Data&lt;/i&gt;',
        'Line manager: None',
        'Post: Lead (Post of 71)',
        'Grade: Grade 7',
        'Role level: Software developer: Senior developer',
      ])
      assert.deepEqual(cells('New Oak'), [
        'Row: 3',
        'Reference: 72',
        'Team: None',
        'Line manager: New Ash',
        'Post: None',
        'Grade: None',
        'Role level: None',
      ])
      const bare = await preview('Staff number,Name\n73,New Elm\n')
      assert.doesNotMatch(bare.body, /data-label="(?:Team|Line manager|Post|Grade)"/)
    })

    it('writes nothing while anything is wrong', async () => {
      const old = await state()
      const { path, body } = await preview(`${small}2,Cy,not an address,,,77,,,,\n`)
      assert.match(body, /3 things to put right/)
      assert.doesNotMatch(body, /name="mark"/)
      const forced = await organisation.post('administrator', `${path}/load`, { mark: 'x' })
      assert.equal(forced.headers.location, `${path}?again=yes`)
      assert.deepEqual(await state(), old)
    })

    it('asks again where something changed after it was looked at', async () => {
      const { path, body } = await preview(small.replace('Ada Ash', 'Ada Elm'))
      const mark = /name="mark" value="([^"]+)"/.exec(body)?.[1] ?? ''
      await organisation.store.write((db) =>
        db.updateTable('people').set({ name: 'Ada Oak' }).where('reference', '=', '1').execute(),
      )
      const { headers } = await organisation.post('administrator', `${path}/load`, { mark })
      assert.equal(headers.location, `${path}?again=yes`)
      const again = await organisation.get('administrator', `${path}?again=yes`)
      assert.match(again.body, /Nothing was loaded\. Something changed/)
    })

    it('asks what unknown columns mean, and remembers it', async () => {
      const odd = 'Number in our system,Name,Shoe size\n1,Ada Ash,38\n'
      const { headers } = await upload(odd)
      const path = headers.location ?? ''
      const columns = `${path}/columns`
      const first = await organisation.get('administrator', path)
      assert.equal(first.headers.location, columns)
      const page = await organisation.get('administrator', columns)
      assert.match(page.body, /For example 38/)
      const wrong = await organisation.post('administrator', columns, {
        'column-0': 'left-out',
        'column-1': 'name',
        'column-2': 'name',
      })
      assert.equal(wrong.statusCode, 422)
      assert.match(wrong.body, /href="#column-2">Choose one column only for: Name/)
      assert.match(wrong.body, /Say which column holds the reference/)
      const right = await organisation.post('administrator', columns, {
        'column-0': 'reference',
        'column-1': 'name',
        'column-2': 'left-out',
      })
      assert.equal(right.headers.location, path)
      const turned = await upload('Shoe size,Name,Number in our system\n38,Ada Ash,1\n')
      const known = await organisation.get('administrator', turned.headers.location ?? '')
      assert.equal(known.statusCode, 200)
    })

    it('keeps a file for whoever chose it, until it is discarded or a day has gone', async () => {
      const { path } = await preview(small)
      const other = await organisation.get('planner', path)
      assert.equal(other.statusCode, 403)
      await organisation.post('administrator', `${path}/discard`)
      assert.equal((await organisation.get('administrator', path)).statusCode, 404)
      const { path: kept } = await preview(small)
      await organisation.store.write((db) =>
        db.updateTable('pending_imports').set({ expires_at: '2020-01-01T00:00:00.000Z' }).execute(),
      )
      assert.equal((await organisation.get('administrator', kept)).statusCode, 404)
      await preview(small)
      const left = await organisation.store.read((db) =>
        db.selectFrom('pending_imports').select('id').execute(),
      )
      assert.equal(left.length, 1)
    })

    it('refuses what cannot be read, at the field', async () => {
      for (const content of ['', 'ID,Name\n', 'ID,Name\n1,\u0000\n']) {
        const response = await upload(content)
        assert.equal(response.statusCode, 422)
        assert.match(response.body, /href="#file"/)
      }
    })

    it('waits until it is said who answers for the records', async () => {
      const { store, id } = organisation
      const set = (particulars: string): Promise<unknown> =>
        store.write((db) =>
          db.updateTable('organisations').set({ particulars }).where('id', '=', id).execute(),
        )
      const { particulars } = await store.read((db) =>
        db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
      )
      const { path, body } = await preview(small)
      await set('{}')
      assert.equal((await upload(small)).statusCode, 409)
      const mark = /name="mark" value="([^"]+)"/.exec(body)?.[1] ?? ''
      const late = await organisation.post('administrator', `${path}/load`, { mark })
      assert.equal(late.headers.location, `${path}?again=yes`)
      await set(particulars)
    })

    it(`loads ${many} people while others are answered`, { timeout: 240_000 }, async (context) => {
      const started = performance.now()
      let longest = 0
      let last = performance.now()
      const watch = setInterval(() => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }, 10)
      const first = (await state()).people.length
      const { path, body } = await preview(company(many))
      const read = performance.now()
      const mark = /name="mark" value="([^"]+)"/.exec(body)?.[1] ?? ''
      const done = await organisation.post('administrator', `${path}/load`, { mark })
      clearInterval(watch)
      assert.equal(done.headers.location, path)
      const seconds = (performance.now() - started) / 1000
      context.diagnostic(
        `${many} people: preview ${((read - started) / 1000).toFixed(1)} s, in all ${seconds.toFixed(1)} s, longest pause ${Math.round(longest)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
      )
      assert.equal((await state()).people.length, first + many)
    })

    it('ends the invitation of somebody whose e-mail address it changes, and of nobody else', async () => {
      const { app, store, id, post } = organisation
      const people = ['a', 'b'].map((name) => ({ name, email: `${name}@old.example.org` }))
      await load(csvOf(people))
      const links = []
      for (const { email } of people) {
        const person = await store.read((db) => personBy(db, id, { email, except: null }))
        const made = `/organisations/${id}/people/${person?.id}/invitation`
        links.push(linkIn(await post('administrator', made)))
      }
      await load(
        csvOf([
          { name: 'a', email: 'a@new.example.org' },
          { name: 'b, who married', email: 'B@old.example.org' },
        ]),
      )
      const statuses = []
      for (const link of links) statuses.push((await app.inject(link)).statusCode)
      assert.deepEqual(statuses, [410, 200])
    })
  })
}
