import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { testOrganisation } from '../../../test/organisation.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { openSession } from '../store/sessions.ts'

for (const kind of storeKinds) {
  describe(`the jobs of a server on ${kind}`, () => {
    it('run while it serves, and have given back what they hold when it has stopped', async () => {
      const store = (await testDatabase(kind)).open()
      const { app, people } = await testOrganisation(store)
      const accountId = people.get('plain')?.accountId ?? ''
      const ended = { accountId, secondFactor: false, now: new Date('2026-01-01') }
      await store.write((db) => openSession(db, ended))
      await app.listen({ port: 0, host: '127.0.0.1' })
      const jobs = () => store.read((db) => db.selectFrom('jobs').selectAll().execute())
      for (let tries = 0; tries < 200; tries += 1) {
        if ((await jobs()).filter(({ outcome }) => outcome !== null).length === 4) break
        await wait(20)
      }
      await app.close()
      const after = await jobs()
      assert.deepEqual(after.map(({ name }) => name).toSorted(), [
        'clear-ended',
        'end-shares',
        'retention',
        'tell-deferred',
      ])
      assert.ok(after.every(({ leased_by: by }) => by === null))
      assert.ok(after.every(({ outcome }) => outcome !== null && outcome !== 'failed'))
      const sessions = await store.read((db) => db.selectFrom('sessions').selectAll().execute())
      assert.deepEqual(sessions, [])
    })
  })
}
