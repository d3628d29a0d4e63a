import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'

const line = { kind: 'line-manager', other: 'manager', from: '2025-01-01', until: '' }
const made = { title: 'Made-up developer', reference: 'P1', team: '', grade: '', roleLevel: '' }
const post = { ...made, funded: 'yes', fte: '1' }
const held = { terms: 'permanent', fte: '0.6', from: '2025-01-01', until: '' }

for (const kind of storeKinds) {
  describe(`what people see in their log on ${kind}`, () => {
    it('is what a reporting line and a post said before, whenever somebody changes it', async () => {
      const { send, page, person, events, store } = await administered(kind)
      const lines = `/people/${person('planner')}/relations`
      const added = await send(`${lines}/add`, line)
      assert.equal(added.statusCode, 303)
      const [kept] = await store.read((db) =>
        db.selectFrom('relations').select('id').where('from_day', '=', '2025-01-01').execute(),
      )
      const rewritten = { from: '2026-11-21', until: '2026-11-22' }
      assert.equal((await send(`${lines}/${kept?.id}`, rewritten)).statusCode, 303)
      await send('/posts/add', post)
      const [developer] = await store.read((db) => db.selectFrom('posts').select('id').execute())
      const posts = `/posts/${developer?.id}`
      await send(`${posts}/holdings/add`, { ...held, who: 'planner' })
      const [holding] = await store.read((db) => db.selectFrom('holdings').select('id').execute())
      await send(`${posts}/holdings/${holding?.id}`, { ...held, terms: 'loan', ...rewritten })
      const said = (await events('planner')).map(({ details }) => JSON.parse(details).what)
      assert.deepEqual(
        new Set(said),
        new Set([
          'Line manager: from 1 January 2025',
          'Line manager: was from 1 January 2025, is from 21 November 2026 until 22 November 2026',
          'Made-up developer: Permanent, 0.6, from 1 January 2025',
          'Made-up developer: was Permanent, 0.6, from 1 January 2025, is Loan, 0.6, from 21 November 2026 until 22 November 2026',
        ]),
      )
      assert.equal((await events('manager')).length, 2)
      assert.match((await page('/log')).body, /was from 1 January 2025, is from 21 November 2026/)
    })

    it('is that somebody opened a form that names them', async () => {
      const { page, send, person, events } = await administered(kind)
      const about = `/people/${person('plain')}`
      for (const form of ['relations/add', 'remove', 'erasure']) {
        const before = (await events('plain')).length
        const { body } = await page(`${about}/${form}`)
        assert.match(body, /Test plain/)
        const [newest, ...others] = await events('plain')
        assert.deepEqual(
          [newest?.action, newest?.purpose, others.length],
          ['person.read', 'organisation', before],
          form,
        )
      }
      const before = (await events('plain')).length
      assert.equal((await send(`${about}/erasure`, { day: '' })).statusCode, 422)
      assert.equal((await events('plain')).length, before + 1, 'a form that comes back')
    })
  })
}
