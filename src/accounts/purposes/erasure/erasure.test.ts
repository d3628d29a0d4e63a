import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { idIn } from '../../../../test/administered.ts'
import { storeKinds } from '../../../../test/stores.ts'
import { readableDate } from '../../../platform/index.ts'
import { erasuresIn } from '../../../platform/store/index.ts'
import { eventsOf } from '../../store/events.ts'
import { tablesWith, withTwoAdministrators } from '../../../../test/leaver.ts'
import { decideOnErasure } from './decide.ts'
import { answerDue, daysBetween, standingInWords } from './rule.ts'
import { erasureRequestsOf } from './store.ts'

const reason = 'Nothing speaks against it.'

async function withRequest(kind: 'sqlite' | 'postgres') {
  const organisation = await withTwoAdministrators(kind)
  const { post, store, id, person } = organisation
  const about = person('plain')
  const words = 'Please erase the zeppelin notes'
  const asked = await post('plain', `/account/record/${about}/erasure`, { words })
  assert.equal(asked.statusCode, 303)
  const find = () => store.read((db) => erasureRequestsOf(db, { organisationId: id }))
  const [request] = await find()
  assert.ok(request !== undefined)
  return { ...organisation, about, words, request, find, path: `/erasure/${request.id}` }
}

for (const kind of storeKinds) {
  describe(`a request to erase on ${kind}`, () => {
    it('is seen by administrators with its age and last day, and asked once at a time', async () => {
      const { page, post, about, request, words, path, messages, get } = await withRequest(kind)
      assert.equal(request.due_on, answerDue(request.asked_at.slice(0, 10)))
      assert.match((await page('/requests')).body, /Open for 0 days/)
      const [listed] = (await page('/requests.json')).json().data.erasures
      assert.deepEqual(
        [listed.id, listed.inWords, listed.due],
        [request.id, 'Open for 0 days', request.due_on],
      )
      const { body } = await page(path)
      assert.ok(body.includes(words))
      assert.match(
        body,
        /takes away the person with their posts, reporting lines, ratings of skills, role levels aimed for, duties and/,
      )
      assert.deepEqual(await messages('administrator'), ['To decide: a request to erase'])
      const again = await post('plain', `/account/record/${about}/erasure`, { words })
      assert.equal(again.statusCode, 422)
      const record = await get('plain', `/account/record/${about}`)
      assert.ok(record.body.includes(words))
      assert.doesNotMatch(record.body, /Ask for erasure/)
      for (const place of ['', '/erasure']) {
        const shown = await get('plain', `/account/record/${about}${place}`)
        assert.ok(shown.body.includes(`The answer is due by ${readableDate(request.due_on)}`))
      }
    })

    it('is still to do on the page of the organisation until it is decided', async () => {
      const { page, send, path, request, id } = await withRequest(kind)
      const line = `<a[^>]* href="/organisations/${id}${path}">Answer a request to erase by ${readableDate(request.due_on)}<`
      assert.match((await page('')).body, new RegExp(line))
      await send(path, { decision: 'refused', ground: 'legal-obligation', reason })
      assert.doesNotMatch((await page('')).body, /Answer a request to erase/)
    })

    it('is refused with a ground and a reason that the person reads', async () => {
      const { send, about, path, messages, get, find } = await withRequest(kind)
      for (const wrong of [
        { decision: 'refused', reason },
        { decision: 'refused', ground: 'legal-claims' },
        { decision: 'refused', ground: 'because', reason },
        { decision: 'part', ground: 'still-needed', reason },
        { decision: 'keep', reason },
      ]) {
        assert.equal((await send(path, wrong)).statusCode, 422, JSON.stringify(wrong))
      }
      const refused = { decision: 'refused', ground: 'legal-obligation', reason }
      assert.equal((await send(path, refused)).statusCode, 303)
      assert.equal((await send(path, refused)).statusCode, 409)
      assert.deepEqual(await messages('plain'), ['Your request to erase was answered: refused'])
      const { body } = await get('plain', `/account/record/${about}`)
      assert.ok(body.includes(reason) && body.includes('Article 17(3)(b)'))
      const [row] = await find()
      assert.equal(row?.decision, 'refused')
    })

    it('is met in full: nothing about the person is left but the decision and its reason', async () => {
      const { send, about, path, store, messages, words, id, get } = await withRequest(kind)
      assert.equal((await send(path, { decision: 'all', reason })).statusCode, 303)
      // The account is the person’s own: in it they read what was decided.
      assert.deepEqual(await tablesWith(store, [about, words, 'Test plain']), ['accounts'])
      assert.deepEqual(await messages('plain'), [
        'Your request to erase was answered: everything is erased',
      ])
      const marks = (await store.read(erasuresIn)).map((each) => [each.table_name, each.row_id])
      assert.deepEqual(marks, [['people', about]])
      const log = await store.read((db) => eventsOf(db, { organisationId: id }))
      const decided = log.find(({ action }) => action === 'erasure.decided')
      assert.equal(decided?.person_id, null)
      assert.ok(decided?.details.includes(reason))
      assert.equal((await get('plain', `/account/record/${about}`)).statusCode, 403)
      assert.equal((await get('plain', '/messages')).statusCode, 200)
    })

    it('is met in part: what ended goes, what holds stays', async () => {
      const { send, about, path, store, get } = await withRequest(kind)
      const values = { decision: 'part', 'part-relations': 'erase', ground: 'still-needed', reason }
      assert.equal((await send(path, values)).statusCode, 303)
      const left = await store.read((db) => db.selectFrom('relations').selectAll().execute())
      assert.deepEqual(
        left.map(({ until_day: until }) => until),
        [null],
      )
      assert.equal((await store.read(erasuresIn)).length, 1)
      const { body } = await get('plain', `/account/record/${about}`)
      assert.match(body, /Erased in part/)
    })

    it('erases nothing while a legal hold is in force, and can be refused then', async () => {
      const { send, other, about, path, page } = await withRequest(kind)
      const hold = idIn(await send(`/people/${about}/hold`, { reason: 'A claim' }))
      await other.send(`/requests/${hold}`, { decision: 'agreed', reason: 'Yes' })
      assert.match((await page(path)).body, /A legal hold keeps this record/)
      assert.equal((await send(path, { decision: 'all', reason })).statusCode, 409)
      const part = { decision: 'part', 'part-relations': 'erase', ground: 'still-needed', reason }
      assert.equal((await send(path, part)).statusCode, 409)
      const refused = { decision: 'refused', ground: 'legal-claims', reason }
      assert.equal((await send(path, refused)).statusCode, 303)
    })

    it('is said to be refused under a hold that the person knows of, and of no other', async () => {
      const { send, other, get, person, store } = await withTwoAdministrators(kind)
      const ask = `/account/record/${person('plain')}/erasure`
      const hold = idIn(await send(`/people/${person('plain')}/hold`, { reason: 'A claim' }))
      assert.doesNotMatch((await get('plain', ask)).body, /legal hold/)
      await other.send(`/requests/${hold}`, { decision: 'agreed', reason: 'Yes' })
      assert.match((await get('plain', ask)).body, /legal hold keeps what is held about you/)
      await store.write((db) =>
        db.updateTable('exceptional_requests').set({ tell_on: '2999-01-01' }).execute(),
      )
      assert.doesNotMatch((await get('plain', ask)).body, /legal hold/)
    })

    it('is decided by somebody else, and never takes the last administrator', async () => {
      const { post, store, id, person, other, send } = await withTwoAdministrators(kind)
      const own = person('administrator')
      await post('administrator', `/account/record/${own}/erasure`, { words: 'Me' })
      const [request] = await store.read((db) => erasureRequestsOf(db, { organisationId: id }))
      const path = `/erasure/${request?.id}`
      assert.equal((await send(path, { decision: 'all', reason })).statusCode, 409)
      assert.equal((await other.send(path, { decision: 'all', reason })).statusCode, 303)
      await store.write((db) =>
        db
          .updateTable('people')
          .set({ left_on: '2026-01-01' })
          .where('id', 'in', [person('half'), person('unprotected')])
          .execute(),
      )
      await post('manager', `/account/record/${person('manager')}/erasure`, { words: 'Me too' })
      const [last] = await store.read((db) => erasureRequestsOf(db, { organisationId: id }))
      const acting = {
        organisationId: id,
        organisationName: 'Test department',
        accountId: '',
        personId: person('half'),
        now: new Date(),
      }
      const decided = {
        id: last?.id ?? '',
        decision: 'all',
        ground: '',
        reason,
        parts: [],
      } as const
      await assert.rejects(
        store.write((db) => decideOnErasure(db, acting, decided)),
        /last administrator/,
      )
    })

    it('is decided by one of two who decide at once', async () => {
      const { store, id, person, request, people } = await withRequest(kind)
      const deciders = ['administrator', 'manager'] as const
      const results = await Promise.allSettled(
        deciders.map((who) =>
          store.write((db) =>
            decideOnErasure(
              db,
              {
                organisationId: id,
                organisationName: 'Test department',
                accountId: people.get(who)?.accountId ?? '',
                personId: person(who),
                now: new Date(),
              },
              {
                id: request.id,
                decision: who === 'manager' ? 'all' : 'refused',
                ground: who === 'manager' ? '' : 'legal-claims',
                reason: who,
                parts: [],
              },
            ),
          ),
        ),
      )
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
    })
  })
}

function day(count: number): string {
  return new Date(count * 86_400_000).toISOString().slice(0, 10)
}

describe('the day for an answer', () => {
  it('is one calendar month later', () => {
    assert.equal(answerDue('2026-09-03'), '2026-10-03')
    assert.equal(answerDue('2027-01-31'), '2027-02-28')
    assert.equal(answerDue('2026-12-15'), '2027-01-15')
  })

  it('is told with the age of the request, and by how much it is late', () => {
    const request = {
      id: '',
      organisation_id: '',
      person_id: '',
      words: '',
      asked_at: '2026-11-22T09:00:00.000Z',
      due_on: '2026-12-22',
      decided_at: null,
      decided_by_id: null,
      decision: null,
      ground: null,
      reason: null,
    }
    assert.equal(standingInWords(request, '2026-11-23'), 'Open for 1 day')
    assert.equal(standingInWords(request, '2026-12-22'), 'Open for 30 days')
    assert.equal(standingInWords(request, '2026-12-23'), 'Open for 31 days, late by 1 day')
  })

  it('counts whole days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 999 }),
        (at, days) => {
          assert.equal(daysBetween(day(at), day(at + days)), days)
        },
      ),
    )
  })
})
