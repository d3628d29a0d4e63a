import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { marks, tablesWith, withTwoAdministrators } from '../../../../test/leaver.ts'
import { storeKinds } from '../../../../test/stores.ts'
import type { StoreKind } from '../../../platform/store/index.ts'
import { eventsOf } from '../../store/events.ts'
import { addPerson } from '../../store/people.ts'
import { answerDue } from './rule.ts'
import { erasureRequestsOf } from './store.ts'

const day = 86_400_000
const asked = { day: '2026-09-03', how: 'letter', words: 'Erase the zeppelin notes' }

/** Somebody without an account, added so many days ago. */
async function withSomebody(kind: StoreKind, daysAgo = 0) {
  const organisation = await withTwoAdministrators(kind)
  const { store, id: organisationId } = organisation
  const { name, reference } = marks
  const now = new Date(Date.now() - daysAgo * day)
  const about = await store.write((db) =>
    addPerson(db, { organisationId, name, reference, accountId: null, now }),
  )
  return {
    ...organisation,
    about,
    path: `/people/${about}`,
    requests: () => store.read((db) => erasureRequestsOf(db, { organisationId })),
    actions: async () =>
      (await store.read((db) => eventsOf(db, { organisationId }))).map(({ action }) => action),
  }
}

for (const kind of storeKinds) {
  describe(`somebody without an account on ${kind}`, () => {
    it('asks by letter: it is due by the day of asking, and whoever recorded it decides', async () => {
      const { send, page, path, about, requests, store, messages } = await withSomebody(kind)
      assert.match((await page(path)).body, /Record a request to erase/)
      assert.equal((await send(`${path}/erasure`, asked)).statusCode, 303)
      const [request] = await requests()
      assert.equal(request?.due_on, answerDue(asked.day))
      assert.equal(request?.person_id, about)
      assert.deepEqual(await messages('manager'), ['To decide: a request to erase'])
      const decision = `/erasure/${request?.id}`
      const { body } = await page(decision)
      assert.ok(body.includes('By letter, recorded by an administrator: Erase the zeppelin notes'))
      const done = await send(decision, { decision: 'all', reason: 'They asked.' })
      assert.equal(done.statusCode, 303)
      assert.deepEqual(await tablesWith(store, [about, 'zeppelin', marks.name]), [])
    })

    it('is recorded once at a time, with a day that has come and a way', async () => {
      const { send, path, requests } = await withSomebody(kind)
      const tomorrow = new Date(Date.now() + day).toISOString().slice(0, 10)
      for (const wrong of [{ day: tomorrow }, { day: '' }, { how: 'pigeon' }, { words: '' }]) {
        const { statusCode } = await send(`${path}/erasure`, { ...asked, ...wrong })
        assert.equal(statusCode, 422, JSON.stringify(wrong))
      }
      await send(`${path}/erasure`, asked)
      assert.equal((await send(`${path}/erasure`, asked)).statusCode, 422)
      assert.equal((await requests()).length, 1)
    })

    it('is told where they have an account after all, and nobody decides on their own', async () => {
      const { send, person, messages, requests } = await withSomebody(kind)
      await send(`/people/${person('plain')}/erasure`, asked)
      assert.deepEqual(await messages('plain'), ['Your request to erase was recorded'])
      await send(`/people/${person('administrator')}/erasure`, asked)
      const own = (await requests()).find((each) => each.person_id === person('administrator'))
      const decided = await send(`/erasure/${own?.id}`, { decision: 'all', reason: 'Mine' })
      assert.equal(decided.statusCode, 409)
    })

    it('who was added by mistake is removed, and the log says so without a name', async () => {
      const { send, page, path, about, store, actions } = await withSomebody(kind)
      assert.match((await page(path)).body, /Remove, as added by mistake/)
      assert.match((await page(`${path}/remove`)).body, /cannot be undone/)
      assert.equal((await send(`${path}/remove`, {})).statusCode, 303)
      assert.deepEqual(await tablesWith(store, [about, marks.name, marks.reference]), [])
      assert.ok((await actions()).includes('person.removed'))
      assert.equal((await page(path)).statusCode, 404)
    })

    it('stays where more than a mistake is known of them, or a hold keeps them', async () => {
      const { send, other, path, person, page, store, id } = await withSomebody(kind)
      const old = await withSomebody(kind, 31)
      const hold = await send(`${path}/hold`, { reason: 'A claim' })
      const request = String(hold.headers.location).split('/').at(-1) ?? ''
      await other.send(`/requests/${request}`, { decision: 'agreed', reason: 'Yes' })
      const holder = await store.write(async (db) => {
        const made = { organisationId: id, name: 'Holder', reference: 'HOLDER', accountId: null }
        const personId = await addPerson(db, { ...made, now: new Date() })
        const post = { reference: 'P-1', title: 'Made-up post', team_id: null, grade_id: null }
        const framework = { framework: null, edition: null, role_level: null }
        const postId = randomUUID()
        await db
          .insertInto('posts')
          .values({ id: postId, organisation_id: id, ...post, ...framework, funded: 1, fte: 100 })
          .execute()
        const days = { from_day: '2026-01-05', until_day: '2026-01-20' }
        const terms = { id: randomUUID(), terms: 'permanent', fte: 100, ...days } as const
        await db
          .insertInto('holdings')
          .values({ ...terms, post_id: postId, person_id: personId })
          .execute()
        return personId
      })
      for (const [where, removal] of [
        [{ page, send }, path],
        [{ page, send }, `/people/${person('plain')}`],
        [{ page, send }, `/people/${holder}`],
        [old, old.path],
      ] as const) {
        assert.doesNotMatch((await where.page(removal)).body, /Remove, as added/)
        assert.equal((await where.send(`${removal}/remove`, {})).statusCode, 422)
        assert.equal((await where.page(removal)).statusCode, 200)
      }
    })
  })
}
