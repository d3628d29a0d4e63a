import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import { addLeaver, keepFor, marks } from '../../test/leaver.ts'
import { addOrganisation } from '../accounts/store/organisations.ts'
import { addPerson } from '../accounts/store/people.ts'
import { readConfig } from '../platform/config.ts'
import { retention } from './retention.ts'

const now = new Date('2027-02-28T12:00:00.000Z')

for (const kind of storeKinds) {
  describe(`capable retention on ${kind}`, () => {
    it('says what would go, by reference, then deletes it', async () => {
      const database = await testDatabase(kind)
      const store = database.open()
      const [organisationId, managerId] = await store.write(async (db) => {
        const id = await addOrganisation(db, { name: 'Ministry of Kites', now })
        const person = { organisationId: id, reference: 'M1', name: 'Made-up Manager', now }
        return [id, await addPerson(db, person)]
      })
      await addLeaver(store, { organisationId, managerId, leftOn: '2026-02-28' })
      await keepFor(store, { organisationId, months: 12 })
      const settings = { DATA_DIR: database.dataDir, DATABASE_URL: database.databaseUrl }
      const config = readConfig({ ...settings, SESSION_SECRET: 's'.repeat(40) })
      const context = { config, now }
      const dry = await retention({ organisation: 'Ministry of Kites', dryRun: true }, context)
      assert.deepEqual(JSON.parse(JSON.stringify(dry.json)), {
        dryRun: true,
        day: '2027-02-28',
        due: [
          {
            organisation: { id: organisationId, name: 'Ministry of Kites' },
            kinds: [
              { kind: 'person', keptFor: { months: 12 }, due: 1 },
              { kind: 'event', keptFor: { months: 12 }, due: 1 },
              { kind: 'skill-rating', keptFor: null, due: 0 },
              { kind: 'skill-target', keptFor: null, due: 0 },
            ],
            people: [{ reference: marks.reference, dueOn: '2027-02-28' }],
            held: 0,
          },
        ],
      })
      assert.match(dry.text, /LEAVER-77, whose time ended on 28 February 2027/)
      const done = await retention({ organisation: 'Ministry of Kites' }, context)
      assert.deepEqual(done.json, { dryRun: false, erased: { person: 1 } })
      assert.match(done.text, /capable erasures/)
      const all = await retention({ dryRun: true }, context)
      assert.match(all.text, /0 people who left/)
      const unknown = await retention({ organisation: 'Ministry of Balloons' }, context)
      assert.equal(unknown.exitCode, 1)
    })
  })
}
