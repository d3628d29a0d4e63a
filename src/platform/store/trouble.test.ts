import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startPostgres } from '../../../test/postgres.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { SettingsError } from '../config.ts'
import { lockForServer, openStore, storeFile } from './index.ts'
import type { Store } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-trouble-'))
after(() => rmSync(folder, { recursive: true }))

async function save(store: Store, key: string): Promise<void> {
  await store.write((db) =>
    db.insertInto('throttles').values({ key, count: 1, until: '2026-01-01' }).execute(),
  )
}

async function saved(store: Store): Promise<string[]> {
  const rows = await store.read((db) => db.selectFrom('throttles').select('key').execute())
  return rows.map(({ key }) => key).toSorted()
}

describe('a PostgreSQL that goes away', () => {
  it('is said in a sentence, and comes back without a restart', async () => {
    const postgres = await startPostgres()
    const store = openStore({ dataDir: folder, databaseUrl: postgres.url() })
    try {
      await save(store, 'before')
      await postgres.stop()
      await assert.rejects(save(store, 'during'), { code: 'store-away' })
      await assert.rejects(saved(store), { code: 'store-away' })
      assert.equal(await store.isReady(), false)
      await postgres.start()
      await save(store, 'after')
      assert.deepEqual(await saved(store), ['after', 'before'])
    } finally {
      await store.close()
      await postgres.remove()
    }
  })

  it('need not be there when the server starts', async () => {
    const store = openStore({ dataDir: folder, databaseUrl: 'postgres://127.0.0.1:1/none' })
    assert.equal(await store.isReady(), false)
    await assert.rejects(saved(store), { code: 'store-away' })
    await store.close()
  })
})

describe('an embedded store in trouble', () => {
  it('says that the disk is full, keeps what it has and goes on when there is room', async () => {
    const store = (await testDatabase('sqlite')).open()
    await save(store, 'before')
    await store.read((db) => sql`pragma max_page_count = 1`.execute(db))
    const large = 'x'.repeat(1_000_000)
    await assert.rejects(save(store, large), { code: 'store-cannot-write' })
    assert.deepEqual(await saved(store), ['before'])
    await store.read((db) => sql`pragma max_page_count = 1000000`.execute(db))
    await save(store, 'after')
    assert.deepEqual(await saved(store), ['after', 'before'])
  })

  it('says that the file can only be read', async () => {
    const store = (await testDatabase('sqlite')).open()
    await save(store, 'before')
    await store.read((db) => sql`pragma query_only = 1`.execute(db))
    await assert.rejects(save(store, 'during'), { code: 'store-cannot-write' })
    await store.read((db) => sql`pragma query_only = 0`.execute(db))
    await save(store, 'after')
    assert.deepEqual(await saved(store), ['after', 'before'])
  })

  it('waits for a folder that cannot be made or read, and a file that is no database', async () => {
    const dataDir = join(folder, 'late')
    writeFileSync(dataDir, '')
    const store = openStore({ dataDir, databaseUrl: '' })
    await assert.rejects(saved(store), { code: 'store-away' })
    rmSync(dataDir)
    mkdirSync(dataDir)
    writeFileSync(
      storeFile(dataDir),
      'not a database, but long enough to be looked at as one '.repeat(20),
    )
    await assert.rejects(saved(store), { code: 'store-away' })
    rmSync(storeFile(dataDir))
    await save(store, 'after')
    assert.deepEqual(await saved(store), ['after'])
    chmodSync(dataDir, 0o755)
    await store.close()
  })

  it('has one server, and short commands beside it', async () => {
    const database = await testDatabase('sqlite')
    const release = lockForServer(database.dataDir)
    assert.throws(() => lockForServer(database.dataDir), SettingsError)
    const server = database.open()
    const command = database.open()
    await Promise.all([save(server, 'server'), save(command, 'command')])
    assert.deepEqual(await saved(server), ['command', 'server'])
    release()
    lockForServer(database.dataDir)()
  })
})

const kills = process.env['CAPABLE_TEST_FULL'] === undefined ? 2 : 20
for (const kind of storeKinds) {
  describe(`a process on ${kind} that is killed while it saves`, () => {
    it(`has lost nothing that it acknowledged, ${kills} times`, { timeout: 300_000 }, async () => {
      const database = await testDatabase(kind)
      const acknowledged: string[] = []
      for (let round = 0; round < kills; round += 1) {
        acknowledged.push(...(await saveUntilKilled({ ...database, round })))
      }
      const store = database.open()
      const kept = new Set(await saved(store))
      assert.ok(acknowledged.length > kills, `${acknowledged.length} saves were acknowledged`)
      assert.deepEqual(
        acknowledged.filter((key) => !kept.has(key)),
        [],
      )
      // Each save is two rows of one transaction: none stands alone.
      assert.deepEqual(
        [...kept].filter((key) => !kept.has(pairOf(key))),
        [],
      )
    })
  })
}

function pairOf(key: string): string {
  return key.endsWith('b') ? key.slice(0, -1) : `${key}b`
}

/** Saves in a process of its own until that is killed; answers what it said was saved. */
async function saveUntilKilled(options: {
  dataDir: string
  databaseUrl: string
  round: number
}): Promise<string[]> {
  const script = join(import.meta.dirname, '..', '..', '..', 'test', 'keeps-saving.ts')
  const { dataDir, databaseUrl, round } = options
  const child = spawn(process.execPath, [script, dataDir, databaseUrl, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    // At another moment of the work each time.
    if (said.length > 100) setTimeout(() => child.kill('SIGKILL'), 20 + round * 7)
  })
  await once(child, 'close')
  return said.split('\n').slice(0, -1)
}
