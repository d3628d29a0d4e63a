import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { idIn } from '../../../../test/administered.ts'
import { storeKinds } from '../../../../test/stores.ts'
import { endOf } from '../retention/rule.ts'
import { removeUser } from '../../user-commands.ts'
import { withTwoAdministrators } from '../../../../test/leaver.ts'
import { decide, tellDeferred } from './ask.ts'
import { personStays } from './holds.ts'
import { requestsOf } from './store.ts'

const agree = { decision: 'agreed', reason: 'It is needed.' }
const today = new Date().toISOString().slice(0, 10)

for (const kind of storeKinds) {
  describe(`a legal hold on ${kind}`, () => {
    it('needs two administrators, and neither may be the person concerned', async () => {
      const { send, page, other, person, store, messages, events } =
        await withTwoAdministrators(kind)
      const about = `/people/${person('plain')}/hold`
      assert.equal((await send(about, { reason: '' })).statusCode, 422)
      const path = `/requests/${idIn(await send(about, { reason: 'A claim at a tribunal' }))}`
      assert.equal((await send(path, agree)).statusCode, 409, 'who asked does not decide')
      assert.match((await page(path)).body, /Another administrator decides/)
      assert.ok((await events('plain')).some(({ action }) => action === 'person.read'))
      assert.deepEqual(await messages('manager'), ['To decide: Legal hold'])
      assert.deepEqual(await messages('plain'), [])
      assert.equal((await other.send(path, { decision: 'agreed', reason: '' })).statusCode, 422)
      assert.equal((await other.send(path, agree)).statusCode, 303)
      assert.equal(await store.read((db) => personStays(db, person('plain'), new Date())), true)
      assert.equal((await other.send(path, agree)).statusCode, 409, 'decided once')
      const own = await other.send(`/people/${person('manager')}/hold`, { reason: 'Mine' })
      assert.equal(own.statusCode, 403)
      const onOther = idIn(await send(`/people/${person('manager')}/hold`, { reason: 'A claim' }))
      const byConcerned = await other.send(`/requests/${onOther}`, agree)
      assert.equal(byConcerned.statusCode, 404)
    })

    it('is not decided by somebody whom an administrator has just made or helped', async () => {
      const { send, page, other, person, store, id } = await withTwoAdministrators(kind)
      const path = `/requests/${idIn(await send(`/people/${person('plain')}/hold`, { reason: 'A claim' }))}`
      const log = {
        organisation_id: id,
        person_id: person('manager'),
        purpose: null,
        details: '{}',
      }
      const note = { ...log, id: randomUUID(), account_id: null, at: new Date().toISOString() }
      await store.write((db) =>
        db
          .insertInto('events')
          .values({ ...note, action: 'account.new-password-offered' })
          .execute(),
      )
      assert.equal((await other.send(path, agree)).statusCode, 409)
      assert.match((await other.page(path)).body, /somebody helped you into your account/)
      await store.write((db) => db.deleteFrom('events').where('id', '=', note.id).execute())
      const yesterday = endOf(today, { days: -1 })
      const duty = { person_id: person('manager'), duty: 'administrator' } as const
      const held = (from_day: string) =>
        store.write((db) =>
          db
            .updateTable('duties')
            .set({ from_day })
            .where('person_id', '=', duty.person_id)
            .where('duty', '=', duty.duty)
            .execute(),
        )
      await held(yesterday)
      assert.equal((await other.send(path, agree)).statusCode, 409)
      await held(endOf(today, { days: -7 }))
      assert.equal((await other.send(path, agree)).statusCode, 303)
      assert.match((await page(path)).body, /In force/)
    })

    it('is still to do for the administrator who may decide, and for nobody else', async () => {
      const { send, page, other, get, person, id } = await withTwoAdministrators(kind)
      const path = `/requests/${idIn(await send(`/people/${person('plain')}/hold`, { reason: 'A claim' }))}`
      const todo = /Decide on a request: Legal hold/
      const home = async () => (await get('manager', `/organisations/${id}`)).body
      assert.match(await home(), todo)
      assert.ok((await home()).includes(`href="/organisations/${id}${path}"`))
      assert.doesNotMatch((await page('')).body, todo, 'who asked')
      await other.send(path, agree)
      assert.doesNotMatch(await home(), todo)
      await send(`/people/${person('manager')}/hold`, { reason: 'A claim' })
      assert.doesNotMatch(await home(), todo, 'who is concerned')
    })

    it('is told, read in the person’s record and file, and ended by two', async () => {
      const { send, other, get, person, store, messages, events } =
        await withTwoAdministrators(kind)
      const asked = await send(`/people/${person('plain')}/hold`, { reason: 'A claim of kites' })
      const path = `/requests/${idIn(asked)}`
      await other.send(path, agree)
      assert.deepEqual(await messages('plain'), ['What is held about you is under a legal hold'])
      const record = await get('plain', `/account/record/${person('plain')}`)
      for (const words of ['Legal hold', 'In force', 'A claim of kites', 'It is needed.']) {
        assert.ok(record.body.includes(words), words)
      }
      const file = (await get('plain', `/account/record/${person('plain')}/file`)).json()
      assert.equal(file.exceptionalRequests[0].reason, 'A claim of kites')
      assert.equal(file.purposes.length, 6)
      const end = idIn(await other.send(`${path}/end`, { reason: 'It is settled' }))
      assert.equal((await other.send(`/requests/${end}`, agree)).statusCode, 409)
      assert.equal((await send(`/requests/${end}`, agree)).statusCode, 303)
      assert.equal(await store.read((db) => personStays(db, person('plain'), new Date())), false)
      assert.equal((await send(`${path}/end`, { reason: 'Again' })).statusCode, 409)
      const done = (await events('plain')).map(({ action }) => action)
      for (const action of ['exception.asked', 'exception.agreed']) {
        assert.equal(done.filter((each) => each === action).length, 2)
      }
    })

    it('is told on its day and shows nowhere before, to administrators who are concerned either', async () => {
      const { send, other, get, page, person, store, messages, events } =
        await withTwoAdministrators(kind)
      const tell = endOf(today, { days: 30 })
      const about = person('plain')
      for (const wrong of [today, endOf(today, { months: 13 }), '2026-02-30']) {
        const answer = await send(`/people/${about}/hold`, { reason: 'Fraud', tell: wrong })
        assert.equal(answer.statusCode, 422, wrong)
      }
      const asked = await send(`/people/${about}/hold`, { reason: 'Fraud', tell })
      await other.send(`/requests/${idIn(asked)}`, agree)
      assert.deepEqual(await messages('plain'), [])
      const place = `/account/record/${about}`
      for (const path of [place, `${place}/file`]) {
        const { body } = await get('plain', path)
        assert.ok(!body.includes('Fraud') && !body.includes('exception.'), path)
      }
      assert.doesNotMatch((await page('/log')).body, /Legal hold/)
      const concerned = idIn(
        await send(`/people/${person('manager')}/hold`, { reason: 'F2', tell }),
      )
      for (const path of ['/requests', '/requests.json']) {
        assert.ok((await page(path)).body.includes(concerned), path)
        assert.ok(!(await other.page(path)).body.includes(concerned), path)
      }
      await other.send(`/requests/${concerned}`, agree)
      assert.match((await page('/retention')).body, /the records of 2 people/)
      assert.match((await other.page('/retention')).body, /the records of 1 person/)
      assert.equal((await other.page(`/requests/${concerned}`)).statusCode, 404)
      await store.write((db) =>
        db.deleteFrom('exceptional_requests').where('id', '=', concerned).execute(),
      )
      const before = new Date(Date.parse(tell) - 1)
      assert.equal(await store.write((db) => tellDeferred(db, before)), 0)
      assert.equal(await store.write((db) => tellDeferred(db, new Date(tell))), 1)
      assert.equal(await store.write((db) => tellDeferred(db, new Date(tell))), 0)
      assert.deepEqual(await messages('plain'), ['What is held about you is under a legal hold'])
      assert.ok((await events('plain')).some(({ action }) => action === 'exception.told'))
    })

    it('is decided by one of two who decide at once', async () => {
      const { send, person, store, id, people } = await withTwoAdministrators(kind)
      const request = idIn(await send(`/people/${person('plain')}/hold`, { reason: 'A claim' }))
      const deciders = ['manager', 'half', 'unprotected'] as const
      const results = await Promise.allSettled(
        deciders.map((who) =>
          store.write((db) =>
            decide(
              db,
              {
                organisationId: id,
                organisationName: 'Test department',
                accountId: people.get(who)?.accountId ?? '',
                personId: person(who),
                now: new Date(),
              },
              { id: request, decision: who === 'half' ? 'refused' : 'agreed', reason: who },
            ),
          ),
        ),
      )
      const first = results.flatMap(({ status }, at) =>
        status === 'fulfilled' ? [deciders[at]] : [],
      )
      assert.equal(first.length, 1)
      const [row] = await store.read((db) => requestsOf(db, { organisationId: id, id: request }))
      assert.equal(row?.decision_reason, first[0])
    })

    it('keeps an account from being removed at the command line, and lapses undecided', async () => {
      const { send, other, person, store } = await withTwoAdministrators(kind)
      const path = `/requests/${idIn(await send(`/people/${person('plain')}/hold`, { reason: 'A claim' }))}`
      const remove = () => removeUser(store, { email: 'plain@example.org', now: new Date() })
      await assert.rejects(remove(), /legal hold/)
      const long = new Date(Date.now() - 15 * 86_400_000).toISOString()
      await store.write((db) =>
        db.updateTable('exceptional_requests').set({ asked_at: long }).execute(),
      )
      assert.equal((await other.send(path, agree)).statusCode, 409)
      assert.match((await other.page(path)).body, /Lapsed/)
      assert.deepEqual(await remove(), ['Test department'])
    })
  })

  describe(`exceptional access on ${kind}`, () => {
    const access = { kind: 'grievance', reader: 'planner', days: '14', reason: 'A grievance' }

    it('lets one named reader read everything, until its day, and the person sees each time', async () => {
      const { send, other, get, person, store, events, messages, id } =
        await withTwoAdministrators(kind)
      const about = person('plain')
      const held = `/organisations/${id}/held/${about}`
      assert.equal((await get('planner', held)).statusCode, 403)
      const request = idIn(await send(`/people/${about}/access`, access))
      assert.equal((await get('planner', held)).statusCode, 403, 'asked is not granted')
      await other.send(`/requests/${request}`, agree)
      for (const who of ['manager', 'former', 'foreign', 'administrator'] as const) {
        assert.equal((await get(who, held)).statusCode, 403, who)
      }
      const page = await get('planner', held)
      assert.equal(page.statusCode, 200)
      for (const words of ['Test plain', 'plain@example.org', 'A grievance', 'Reporting lines']) {
        assert.ok(page.body.includes(words), words)
      }
      const file = (await get('planner', `${held}/file`)).json()
      assert.deepEqual([file.person.id, file.account, file.messages], [about, undefined, undefined])
      assert.match((await get('planner', '/account')).body, new RegExp(held))
      const reads = (await events('plain')).filter(
        ({ action }) => action === 'person.read-exceptionally',
      )
      assert.equal(reads.length, 2)
      assert.deepEqual(await messages('plain'), [
        'Somebody was given exceptional access to your record',
      ])
      const record = await get('plain', `/account/record/${about}`)
      assert.match(record.body, /read by exceptional access/)
      assert.match(record.body, /Subject access or grievance/)
      const [row] = await store.read((db) => requestsOf(db, { organisationId: id, id: request }))
      assert.equal(row?.until_day, endOf(today, { days: 14 }))
      await store.write((db) =>
        db.updateTable('exceptional_requests').set({ until_day: today }).execute(),
      )
      assert.equal((await get('planner', held)).statusCode, 403, 'over')
    })

    it('is never for the person concerned, for longer than a fortnight, or decided by the reader', async () => {
      const { send, other, person } = await withTwoAdministrators(kind)
      const about = `/people/${person('plain')}/access`
      const wrong = [
        { ...access, days: '15' },
        { ...access, days: '0' },
        { ...access, reader: 'plain' },
        { ...access, reader: 'nobody has this' },
        { ...access, kind: 'curiosity' },
        { ...access, reason: '' },
      ]
      for (const values of wrong) {
        assert.equal((await send(about, values)).statusCode, 422, JSON.stringify(values))
      }
      const request = idIn(await send(about, { ...access, reader: 'manager' }))
      assert.equal((await other.send(`/requests/${request}`, agree)).statusCode, 409)
    })

    it('of another organisation does not exist', async () => {
      const { send, person } = await withTwoAdministrators(kind)
      const request = idIn(await send(`/people/${person('plain')}/access`, access))
      const { get, id } = await withTwoAdministrators(kind)
      assert.equal(
        (await get('administrator', `/organisations/${id}/requests/${request}`)).statusCode,
        404,
      )
    })
  })
}
