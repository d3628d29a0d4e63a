import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered, idIn, linkIn, valuesIn } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { personOf } from '../store/people.ts'

const other = { name: 'Made up', reference: 'T100', email: 'made-up@example.org', team: '' }
const off = /“Running the organisation” is off since 2 January 2026/
const taken = { duty: 'administrator', give: 'no' }

for (const kind of storeKinds) {
  describe(`while records of people are not kept, on ${kind}`, () => {
    it('there are as many administrators as it takes, and no more', async () => {
      const { send, switchOff, page } = await administered(kind)
      await switchOff('organisation')
      const refused = await send('/administrators/add', other)
      assert.equal(refused.statusCode, 409)
      assert.match(refused.body, off)
      assert.match(refused.body, /There are two administrators who can sign in already/)
      assert.match((await page('/administrators/add')).body, off)
    })

    it('an administrator can be added again where an address was wrong', async () => {
      const { send, switchOff, alone } = await administered(kind)
      await alone()
      await switchOff('organisation')
      for (const [reference, status] of [
        ['T1', 303],
        ['T2', 303],
        ['T3', 409],
      ] as const) {
        const added = await send('/administrators/add', { ...other, reference, email: '' })
        assert.equal(added.statusCode, status)
      }
    })

    it('whoever was added for a duty keeps it', async () => {
      const { send, switchOff, switchOn, alone, person } = await administered(kind)
      await alone()
      await switchOff('organisation')
      const added = idIn(await send('/administrators/add', other))
      const path = `/people/${added}`
      assert.match(linkIn(await send(`${path}/invitation`, {})), /link/)
      const refused = await send(`${path}/duties`, taken)
      assert.equal(refused.statusCode, 409)
      assert.match(refused.body, off)
      assert.match(refused.body, /Made up was added as an administrator/)
      await switchOn('organisation')
      assert.equal((await send(`${path}/duties`, taken)).statusCode, 303)
      assert.equal((await send(`/people/${person('half')}/duties`, taken)).statusCode, 303)
    })

    it('nobody who left comes back, under whichever name', async () => {
      const { send, switchOff, page, store, id, person } = await administered(kind)
      const path = `/people/${person('plain')}/edit`
      const values = async () => ({ ...valuesIn(await page(path)), team: '' })
      const left = await send(path, { ...(await values()), left: '2026-01-31' })
      assert.equal(left.statusCode, 303)
      await switchOff('organisation')
      for (const day of ['', '2199-01-01']) {
        const sent = { ...(await values()), name: 'Another', email: 'new@example.org', left: day }
        const refused = await send(path, sent)
        assert.equal(refused.statusCode, 422)
        assert.match(refused.body, off)
      }
      const sooner = await send(path, { ...(await values()), left: '2026-01-30' })
      assert.equal(sooner.statusCode, 303)
      const kept = await store.read((db) => personOf(db, id, person('plain')))
      assert.deepEqual([kept?.name, kept?.left_on], ['Test plain', '2026-01-30'])
    })

    it('administrators alone are invited, one by one and together', async () => {
      const { send, switchOff, page, alone } = await administered(kind)
      const plain = idIn(await send('/people/add', other))
      await alone()
      await switchOff('organisation')
      const refused = await send(`/people/${plain}/invitation`, { how: 'link' })
      assert.equal(refused.statusCode, 409)
      assert.match(refused.body, off)
      const nobody = await page('/invitations')
      assert.match(nobody.body, off)
      assert.doesNotMatch(nobody.body, /Made up/)
      const admin = { ...other, name: 'Second', reference: 'T101', email: 'second@example.org' }
      await send('/administrators/add', admin)
      const form = await page('/invitations')
      assert.match(form.body, /Second \(T101\)/)
      assert.doesNotMatch(form.body, /Made up/)
      const { batch = '' } = valuesIn(form)
      const sent = await send('/invitations', { batch, who: 'all' })
      assert.match(sent.body, /second@example\.org/)
      assert.doesNotMatch(sent.body, /made-up@example\.org/)
      const chosen = await send('/invitations', { batch, who: 'chosen', people: plain })
      assert.match(chosen.body, /Nobody was invited/)
    })
  })
}
