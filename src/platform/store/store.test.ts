import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import type { Store } from './store.ts'

/** A row that every test can add. */
function team(
  owner: string,
  name: string,
): Record<'id' | 'organisation_id' | 'name' | 'reference', string> {
  return { id: randomUUID(), organisation_id: owner, name, reference: randomUUID() }
}

async function organisation(store: Store): Promise<string> {
  const id = randomUUID()
  await store.write((db) =>
    db
      .insertInto('organisations')
      .values({
        id,
        name: 'Test',
        demonstration: 0,
        particulars: '{}',
        version: 1,
        created_at: new Date().toISOString(),
      })
      .execute(),
  )
  return id
}

async function version(store: Store, id: string): Promise<number | undefined> {
  const row = await store.read((db) =>
    db.selectFrom('organisations').select('version').where('id', '=', id).executeTakeFirst(),
  )
  return row?.version
}

for (const kind of storeKinds) {
  describe(`the store on ${kind}`, () => {
    it('gives back what was written, in the types of the tables', async () => {
      const store = (await testDatabase(kind)).open()
      const id = await organisation(store)
      const row = await store.read((db) =>
        db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
      )
      assert.deepEqual(
        { ...row, created_at: '' },
        {
          id,
          name: 'Test',
          demonstration: 0,
          particulars: '{}',
          version: 1,
          created_at: '',
        },
      )
      const counted = await store.read((db) =>
        db
          .selectFrom('organisations')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .execute(),
      )
      assert.deepEqual(
        counted.map(({ n }) => n),
        [1],
      )
    })

    it('answers what a changing statement returns', async () => {
      const store = (await testDatabase(kind)).open()
      const id = await organisation(store)
      const changed = await store.write((db) =>
        db
          .updateTable('organisations')
          .set({ version: 2 })
          .where('id', '=', id)
          .returning(['version'])
          .execute(),
      )
      assert.deepEqual(
        changed.map((row) => row.version),
        [2],
      )
    })

    it('changes all of a transaction or nothing', async () => {
      const store = (await testDatabase(kind)).open()
      const id = await organisation(store)
      const failing = store.write(async (db) => {
        await db.insertInto('teams').values(team(id, 'One')).execute()
        throw new Error('half-way')
      })
      await assert.rejects(failing, /half-way/)
      const teams = await store.read((db) => db.selectFrom('teams').select('id').execute())
      assert.deepEqual(teams, [])
    })

    it('keeps rows with their owners and nothing else', async () => {
      const store = (await testDatabase(kind)).open()
      const id = await organisation(store)
      const lost = store.write((db) =>
        db.insertInto('teams').values(team(randomUUID(), 'Nobody’s')).execute(),
      )
      await assert.rejects(lost, /foreign key/i)
      await store.write((db) => db.insertInto('teams').values(team(id, 'One')).execute())
      await store.write((db) => db.deleteFrom('organisations').where('id', '=', id).execute())
      const teams = await store.read((db) => db.selectFrom('teams').select('id').execute())
      assert.deepEqual(teams, [])
    })

    it('refuses what has another type than the column', async () => {
      const store = (await testDatabase(kind)).open()
      const id = await organisation(store)
      const wrong = store.write((db) =>
        sql`update organisations set version = 'many' where id = ${id}`.execute(db),
      )
      await assert.rejects(wrong)
      assert.equal(await version(store, id), 1)
    })

    it('loses no change when many processes change one row at once', async () => {
      const database = await testDatabase(kind)
      const stores = Array.from({ length: 4 }, () => database.open())
      const [first] = stores
      assert.ok(first !== undefined)
      const id = await organisation(first)
      await Promise.all(
        Array.from({ length: 20 }, async (_, at) =>
          stores[at % stores.length]?.write(async (db) => {
            const row = await db
              .selectFrom('organisations')
              .select('version')
              .where('id', '=', id)
              .executeTakeFirstOrThrow()
            await db
              .updateTable('organisations')
              .set({ version: row.version + 1 })
              .where('id', '=', id)
              .execute()
          }),
        ),
      )
      assert.equal(await version(first, id), 21)
    })

    it('is brought up to date by one of several that open it at once', async () => {
      const database = await testDatabase(kind)
      const stores = Array.from({ length: 4 }, () => database.open())
      assert.deepEqual(
        await Promise.all(stores.map((store) => store.isReady())),
        stores.map(() => true),
      )
    })
  })
}

it('refuses values that SQLite would keep as nothing', async () => {
  const store = (await testDatabase('sqlite')).open()
  const day = new Date(0)
  await assert.rejects(
    store.read((db) => sql`select ${day} as day`.execute(db)),
    /The store takes text, numbers and null, not Date/,
  )
})
