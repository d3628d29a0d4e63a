import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { writeBackup } from './backup.ts'
import { BackupRefused } from './backup-format.ts'
import type { BackupRefusal } from './backup-format.ts'
import { erasuresIn, markErased } from './erasures.ts'
import { readBackup, restoreInto } from './restore.ts'
import type { Store, Writing } from './store.ts'
import { tables } from './tables.ts'
import type { Tables } from './tables.ts'
import { older, wrongCopies } from './test-backups.ts'
import { addOrganisation, everythingIn, fill } from './test-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-backup-'))
after(() => rmSync(folder, { recursive: true }))
const editions = join(folder, 'editions')
mkdirSync(join(editions, 'kites'), { recursive: true })
writeFileSync(join(editions, 'kites', '2026-11-02.json'), '{"Kites": "é"}')
writeFileSync(join(editions, 'kites', 'half-written.json.7.tmp'), 'left out')

let files = 0
function newPath(): string {
  files += 1
  return join(folder, `${files}.backup`)
}

async function backUp(store: Store): Promise<string> {
  const path = newPath()
  const secret = { value: 'x'.repeat(32), isKept: true }
  await writeBackup(store, { path, now: new Date(), keepDays: 35, editions, secret })
  return path
}

const whole = { replace: false, erasures: [], edition: () => undefined }

async function refuses(work: Promise<unknown>, code: BackupRefusal): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof BackupRefused, String(error))
    assert.equal(error.code, code)
    assert.match(error.message, /Nothing was changed\.|exists\./)
    return true
  })
}

it('knows every table that there is', async () => {
  const store = (await testDatabase('sqlite')).open()
  const found = await store.read((db) => db.introspection.getTables())
  const known: string[] = Object.keys(tables)
  assert.deepEqual(found.map(({ name }) => name).toSorted(), known.toSorted())
})

for (const kind of storeKinds) {
  describe(`a backup of ${kind}`, () => {
    for (const other of storeKinds) {
      it(`gives every row back in ${other}, and checks references again`, async () => {
        const store = (await testDatabase(kind)).open()
        await fill(store)
        const before = await everythingIn(store)
        for (const [name, rows] of Object.entries(before)) assert.ok(rows.length > 0, name)
        const path = await backUp(store)
        const copy = (await testDatabase(other)).open()
        await restoreInto(copy, { ...whole, path })
        assert.deepEqual(await everythingIn(copy), before)
        assert.deepEqual(Object.values(await everythingIn(copy, 'passing')).flat(), [])
        const lost = copy.write((db) =>
          db
            .insertInto('recovery_codes')
            .values({ code_hash: 'c', account_id: 'nobody', used_at: null })
            .execute(),
        )
        await assert.rejects(lost, /foreign key/i)
      })
    }

    it('is one moment, while others go on saving', async () => {
      const database = await testDatabase(kind)
      const store = database.open()
      for (let at = 0; at < 3000; at += 500) {
        const some = Array.from({ length: 500 }, (_, index) => event(at + index))
        await store.write((db) => addEvents(db, some))
      }
      const saver = savingPairs(database.open())
      await saver.untilSaved(5)
      const before = saver.saved()
      const path = await backUp(store)
      const during = saver.saved() - before
      await saver.stop()
      const names = new Set<string>()
      await readBackup(path, {
        row: ({ name, columns }, row) => {
          if (name === 'organisations') names.add(String(row[columns.indexOf('name')]))
          return undefined
        },
      })
      assert.ok(during > 0 && names.size >= 4, `${during} saved meanwhile, ${names.size} in it`)
      const alone = [...names].filter((name) => !names.has(pairOf(name)))
      assert.deepEqual(alone, [])
    })

    it('can be read by its owner only, and takes the place of nothing', async () => {
      const store = (await testDatabase(kind)).open()
      const path = await backUp(store)
      assert.equal(statSync(path).mode & 0o777, 0o600)
      const bytes = readFileSync(path)
      const now = new Date()
      const again = { path, now, keepDays: 1, editions, secret: undefined }
      await refuses(writeBackup(store, again), 'file-exists')
      assert.deepEqual(readFileSync(path), bytes)
      assert.equal(existsSync(`${path}.unfinished`), false)
    })

    it('of an older version is brought up to date', async () => {
      const store = (await testDatabase(kind)).open()
      await fill(store)
      const path = await older(await backUp(store))
      await restoreInto(store, { ...whole, path, replace: true })
      const { accounts, teams, holdings } = await everythingIn(store)
      assert.deepEqual([accounts?.length, teams?.length, holdings?.length], [1, 2, 1])
      await store.write((db) => markErased(db, { table: 'teams', id: '1', now: new Date() }))
      const again = (await testDatabase(kind)).open()
      await restoreInto(again, { ...whole, path: await backUp(store) })
      assert.deepEqual(await everythingIn(again), await everythingIn(store))
    })

    it('brings back nothing that was erased since', async () => {
      const store = (await testDatabase(kind)).open()
      const { accountId: id } = await fill(store)
      const path = await backUp(store)
      await store.write(async (db) => {
        await db.deleteFrom('accounts').where('id', '=', id).execute()
        await markErased(db, { table: 'accounts', id, now: new Date() })
      })
      const erasures = await store.read(erasuresIn)
      const left = await everythingIn(store)
      const { erasedAgain } = await restoreInto(store, { ...whole, path, replace: true })
      assert.equal(erasedAgain, 1)
      assert.deepEqual(await everythingIn(store), left)
      const copy = (await testDatabase(kind)).open()
      await restoreInto(copy, { ...whole, path, erasures })
      assert.deepEqual(await everythingIn(copy), left)
    })

    it('goes into an empty store only, unless it may take the place of what is there', async () => {
      const store = (await testDatabase(kind)).open()
      await fill(store)
      const path = await backUp(store)
      await store.write((db) => addOrganisation(db, 'Later'))
      const before = await everythingIn(store)
      await refuses(restoreInto(store, { ...whole, path }), 'store-not-empty')
      assert.deepEqual(await everythingIn(store), before)
      await restoreInto(store, { ...whole, path, replace: true })
      assert.equal((await everythingIn(store))['organisations']?.length, 1)
    })

    it('that is not right is refused and changes nothing', async () => {
      const store = (await testDatabase(kind)).open()
      await fill(store)
      const path = await backUp(store)
      const before = await everythingIn(store)
      for (const [wrong, code] of wrongCopies(path)) {
        const restoring = { ...whole, path: wrong, replace: true }
        await refuses(restoreInto(store, restoring), code)
        assert.deepEqual(await everythingIn(store), before)
      }
    })
  })
}

it('is not restored while a server is connected to PostgreSQL', async () => {
  const database = await testDatabase('postgres')
  const server = database.open()
  await fill(server)
  const path = await backUp(server)
  const command = database.open()
  const restoring = { ...whole, path, replace: true }
  await refuses(restoreInto(command, restoring), 'server-running')
  await server.close()
  await othersGone(command)
  await restoreInto(command, restoring)
})

/** PostgreSQL ends a session a moment after its connection was closed. */
async function othersGone(store: Store): Promise<void> {
  const others = sql`select pid from pg_stat_activity where datname = current_database()
    and application_name = 'capable' and pid <> pg_backend_pid()`
  const { rows } = await store.read((db) => others.execute(db))
  if (rows.length === 0) return
  await wait(20)
  await othersGone(store)
}

it('leaves alone what is not ours in a PostgreSQL database', async () => {
  const database = await testDatabase('postgres')
  const store = database.open()
  await fill(store)
  await store.write(async (db) => {
    await db.schema.createSchema('theirs').execute()
    await db.schema.createTable('theirs.people').addColumn('id', 'text').execute()
    await db.schema.createTable('reports').addColumn('id', 'text').execute()
  })
  const path = await backUp(store)
  const { tables: held } = await readBackup(path, {})
  assert.deepEqual([held['reports'], held['people']?.columns.includes('sought')], [undefined, true])
  await restoreInto(store, { ...whole, path: await older(path), replace: true })
  const left = await store.read((db) => db.introspection.getTables())
  assert.equal(left.filter(({ name }) => name === 'reports' || name === 'people').length, 3)
})

it('gives the files of editions and the secret back, byte for byte', async () => {
  const path = await backUp((await testDatabase('sqlite')).open())
  const found: [string, string][] = []
  let secret = ''
  await readBackup(path, {
    secret: (kept) => void (secret = kept),
    edition: ({ path: name, content }) => void found.push([name, content.toString()]),
  })
  assert.deepEqual(found, [['kites/2026-11-02.json', '{"Kites": "é"}']])
  assert.equal(secret, 'x'.repeat(32))
})

/** Saves two rows at a time, over and over, and takes its time in between. */
function savingPairs(store: Store) {
  const state = { saved: 0, isDone: false }
  const work = (async () => {
    while (!state.isDone) {
      state.saved += 1
      await store.write(async (db) => {
        await addOrganisation(db, `${state.saved}`)
        await turn()
        await addOrganisation(db, `${state.saved} again`)
      })
    }
  })()
  return {
    saved: () => state.saved,
    async untilSaved(count: number) {
      while (state.saved < count) await turn()
    },
    async stop() {
      state.isDone = true
      await work
    },
  }
}

function pairOf(name: string): string {
  return name.endsWith(' again') ? name.replace(' again', '') : `${name} again`
}

function event(at: number): Tables['events'] {
  const nobody = { organisation_id: null, account_id: null, person_id: null, purpose: null }
  return { id: `event ${at}`, at: '2026-11-02', action: 'test', details: '{}', ...nobody }
}

async function addEvents(db: Writing, rows: readonly Tables['events'][]): Promise<void> {
  await db.insertInto('events').values(rows).execute()
}
