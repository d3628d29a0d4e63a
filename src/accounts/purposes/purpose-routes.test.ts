import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { eventsOf } from '../store/events.ts'
import { planningCountsFrom, purposeIsOn } from './purpose-store.ts'

const said = {
  basis: 'public-task',
  law: 'Kites Act 1900',
  notice: 'https://example.org/planning-notice',
  months: '24',
}
const today = new Date().toISOString().slice(0, 10)

for (const kind of storeKinds) {
  describe(`purposes on ${kind}`, () => {
    it('are switched on only when everything is said, and everybody is told once', async () => {
      const { page, send, messages, id, store, get } = await administered(kind)
      const on = { version: '0', on: 'yes' }
      assert.equal((await send('/purposes/planning/switch', on)).statusCode, 409)
      assert.match((await page('/purposes/planning')).body, /Still missing: the lawful basis/)
      for (const basis of ['public-task', 'legal-obligation']) {
        const lawless = { version: '0', ...said, basis, law: ' ' }
        const refused = await send('/purposes/planning/edit', lawless)
        assert.equal(refused.statusCode, 422)
        assert.match(refused.body, /href="#law">Enter the law or task/)
      }
      await send('/purposes/planning/edit', { version: '0', ...said })
      assert.deepEqual(await messages('plain'), [], 'nobody is told of what is not on')
      assert.equal((await messages('administrator')).length, 1)
      const asked = { organisationId: id, purpose: 'planning', day: today } as const
      assert.equal(await store.read((db) => purposeIsOn(db, asked)), false)
      const started = await send('/purposes/planning/switch', { version: '1', on: 'yes' })
      assert.equal(started.statusCode, 303)
      assert.equal(await store.read((db) => purposeIsOn(db, asked)), true)
      assert.equal(await store.read((db) => planningCountsFrom(db, id, today)), today)
      assert.deepEqual(await messages('plain'), ['Records are now kept for: Planning'])
      const about = await get('plain', `/organisations/${id}/about`)
      for (const words of ['Public task', 'Kites Act 1900', '2 years from', 'planning-notice']) {
        assert.ok(about.body.includes(words), words)
      }
      assert.match((await page('/purposes/planning')).body, /On since/)
      assert.match((await page('/papers/data-protection')).body, /Kites Act 1900/)
    })

    it('tell everybody of a change while they are on and when they are switched off', async () => {
      const { send, messages, id, store } = await administered(kind)
      await send('/purposes/pay/edit', { version: '0', ...said })
      await send('/purposes/pay/switch', { version: '1', on: 'yes' })
      await send('/purposes/pay/edit', { version: '2', ...said, months: '36' })
      await send('/purposes/pay/switch', { version: '3', on: 'no' })
      assert.deepEqual((await messages('plain')).toSorted(), [
        'Records are no longer made for: Pay',
        'Records are now kept for: Pay',
        'What is said about records was changed: Pay',
      ])
      assert.equal(await store.read((db) => planningCountsFrom(db, id, today)), undefined)
      const events = await store.read((db) => eventsOf(db, { organisationId: id }))
      assert.deepEqual(events.map(({ action }) => action).toSorted(), [
        'purpose.changed',
        'purpose.changed',
        'purpose.switched-off',
        'purpose.switched-on',
      ])
    })

    it('that concern hiring managers only tell nobody else', async () => {
      const { send, messages } = await administered(kind)
      await send('/purposes/recruitment/edit', { version: '0', ...said })
      await send('/purposes/recruitment/switch', { version: '1', on: 'yes' })
      assert.deepEqual(await messages('plain'), [])
      assert.equal((await messages('administrator')).length, 2)
    })

    it('need the particulars of the organisation', async () => {
      const { page, send, unsay } = await administered(kind)
      await send('/purposes/review/edit', { version: '0', ...said })
      await unsay()
      const answer = await send('/purposes/review/switch', { version: '1', on: 'yes' })
      assert.equal(answer.statusCode, 409)
      assert.match((await page('/purposes/review')).body, /who is the data controller/)
    })

    it('keep what two administrators wrote at once apart', async () => {
      const { send, page } = await administered(kind)
      await send('/purposes/review/edit', { version: '0', ...said })
      const late = await send('/purposes/review/edit', { version: '0', ...said, months: '12' })
      assert.equal(late.statusCode, 409)
      assert.match(late.body, /Somebody else changed this while you did/)
      const stale = await send('/purposes/review/switch', { version: '0', on: 'yes' })
      assert.equal(stale.statusCode, 409)
      assert.match((await page('/purposes/review')).body, /2 years/)
    })

    it('cannot lose what is needed while they are on, nor be kept for no or for ever', async () => {
      const { send } = await administered(kind)
      for (const months of ['0', '1201', '1.5', 'many']) {
        const wrong = await send('/purposes/review/edit', { version: '0', ...said, months })
        assert.equal(wrong.statusCode, 422, months)
      }
      await send('/purposes/review/edit', { version: '0', ...said })
      await send('/purposes/review/switch', { version: '1', on: 'yes' })
      const emptied = await send('/purposes/review/edit', { version: '2', ...said, notice: '' })
      assert.equal(emptied.statusCode, 422)
      assert.match(emptied.body, /Still missing: the privacy notice/)
    })

    it('are what each says, and nothing else', async () => {
      const { page } = await administered(kind)
      assert.equal((await page('/purposes/marketing')).statusCode, 404)
      const { body } = await page('/purposes')
      for (const title of ['Development', 'Review', 'Pay', 'Recruitment', 'Planning']) {
        assert.ok(body.includes(title), title)
      }
    })
  })
}
