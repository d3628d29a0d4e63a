import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import { lockForServer, writeBackup } from '../platform/store/index.ts'
import type { Store, StoreKind } from '../platform/store/index.ts'
import { everythingIn, fill } from '../platform/store/test-records.ts'
import type { Act } from './outcome.ts'
import { commandLine } from './program.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'capable-records-'))
after(() => rmSync(folder, { recursive: true }))
const secret = 's'.repeat(40)
const email = 'zoe@example.org'

let files = 0
function newPath(): string {
  files += 1
  return join(folder, 'backups', `${files}`)
}

type Settings = Readonly<Record<string, string>>

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a command in this process. */
async function capable(settings: Settings, ...args: string[]): Promise<Ran> {
  Object.assign(process.env, settings)
  const ran = { code: 0, out: '', err: '' }
  const act: Act = (outcome, { json: isJson }) => {
    ran.code = outcome.exitCode
    ran.out =
      isJson === true && outcome.exitCode === 0 ? JSON.stringify(outcome.json) : outcome.text
    ran.err = outcome.complaint ?? ''
  }
  const program = commandLine(act, {
    serve: () => Promise.resolve(),
    openSite: () => Promise.reject(new Error('No site is wanted')),
    root: { framework: 'kites', maturityModel: 'kites' },
  })
  await program.parseAsync(['node', 'capable', ...args])
  return ran
}

/** Runs the command line the way a user does, in a process of its own. */
function spawned(settings: Settings, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'capable.mjs'), ...args],
    { encoding: 'utf8', env: { ...process.env, ...settings } },
  )
  return { code: status, out: stdout, err: stderr }
}

function json(ran: Ran): Record<string, unknown> {
  assert.deepEqual([ran.code, ran.err], [0, ''])
  const data: unknown = JSON.parse(ran.out)
  assert.ok(typeof data === 'object' && data !== null)
  return { ...data }
}

function refused(ran: Ran, sentence: RegExp): void {
  assert.deepEqual([ran.code, ran.out], [1, ''])
  assert.match(ran.err, sentence)
  assert.doesNotMatch(ran.err, /\n\s+at /)
}

/** A place with records, an edition and settings that lead to it. */
async function place(kind: StoreKind, isFilled = true) {
  const database = await testDatabase(kind)
  const { dataDir, databaseUrl } = database
  const settings = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: kind === 'postgres' ? secret : '',
  }
  if (isFilled) {
    await inStore(database, fill)
    mkdirSync(join(dataDir, 'editions', 'kites'), { recursive: true })
    writeFileSync(join(dataDir, 'editions', 'kites', '2026-11-02.json'), '{}')
  }
  return { database, settings, dataDir }
}

/** A store of our own would look like a server to a command that wants to be alone. */
async function inStore<T>(
  { open }: { open: () => Store },
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = open()
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

for (const kind of storeKinds) {
  describe(`backup and restore on ${kind}`, () => {
    it('brings everything back, and says what a backup is and until when it may be kept', async () => {
      const { database, settings } = await place(kind)
      const file = newPath()
      const beside = database.open()
      const ran = await capable(settings, 'backup', '--out', file)
      await beside.close()
      assert.deepEqual([ran.code, ran.err], [0, ''])
      assert.match(
        ran.out,
        /1 account, 1 person, 1 imported edition and \d+ other records, and 1 file of editions/,
      )
      assert.match(ran.out, /personal data.*delete it after \d/)
      assert.match(
        ran.out,
        kind === 'sqlite' ? /and the session secret/ : /not hold SESSION_SECRET/,
      )
      refused(await capable(settings, 'backup', '--out', file), /exists/)
      const copy = await place(kind, false)
      const restored = json(await capable(copy.settings, 'restore', file, '--json'))
      assert.equal(restored['editionFiles'], 1)
      assert.deepEqual(
        await inStore(copy.database, everythingIn),
        await inStore(database, everythingIn),
      )
      assert.deepEqual(readdirSync(join(copy.dataDir, 'editions', 'kites')), ['2026-11-02.json'])
      refused(
        await capable(copy.settings, 'restore', file),
        /There are records or imported editions/,
      )
      assert.equal((await capable(copy.settings, 'restore', file, '--replace')).code, 0)
    })

    it('keeps erased what was erased since, here and where the list is brought', async () => {
      const { database, settings } = await place(kind)
      const file = newPath()
      assert.equal((await capable(settings, 'backup', '--out', file)).code, 0)
      assert.equal((await capable(settings, 'user', 'remove', email)).code, 0)
      const list = newPath()
      assert.equal(
        json(await capable(settings, 'erasures', '--out', list, '--json'))['erasures'],
        2,
      )
      refused(await capable(settings, 'erasures', '--out', list), /exists/)
      assert.doesNotMatch(readFileSync(list, 'utf8'), /zoe/i)
      const left = await inStore(database, everythingIn)
      const again = json(await capable(settings, 'restore', file, '--replace', '--json'))
      assert.equal(again['erasedAgain'], 1)
      assert.deepEqual(await inStore(database, everythingIn), left)
      const copy = await place(kind, false)
      refused(await capable(copy.settings, 'restore', file, '--erased', file), /not a list/)
      assert.equal((await capable(copy.settings, 'restore', file, '--erased', list)).code, 0)
      assert.deepEqual(await inStore(copy.database, everythingIn), left)
    })

    it('asks before it restores a backup that should have been deleted', async () => {
      const { database, settings } = await place(kind)
      const path = newPath()
      const now = new Date('2026-01-10T00:00:00.000Z')
      await inStore(database, (store) =>
        writeBackup(store, { path, now, keepDays: 2, editions: '', secret: undefined }),
      )
      const copy = await place(kind, false)
      const ran = await capable(copy.settings, 'restore', path)
      refused(ran, /should have been deleted after 12 January 2026/)
      assert.equal((await capable(copy.settings, 'restore', path, '--expired')).code, 0)
      assert.equal((await capable(settings, 'restore', path, '--expired', '--replace')).code, 0)
    })

    it('sees and changes who can sign in, beside a server', async () => {
      const { database, settings } = await place(kind)
      const release = kind === 'sqlite' ? lockForServer(settings.DATA_DIR) : undefined
      const beside = database.open()
      const listed = await capable(settings, 'user', 'list', '--json')
      assert.match(JSON.stringify(json(listed)), /zoe@example\.org.*Ministry of Kites.*planner/)
      assert.doesNotMatch(listed.out, /argon2/)
      assert.match((await capable(settings, 'user', 'list')).out, /^1 account\nzoe@example\.org · /)
      const { link } = json(await capable(settings, 'user', 'reset', email, '--json'))
      assert.match(String(link), /^\/link\/[\w-]{43}$/)
      assert.match(
        (await capable(settings, 'user', 'reset', email, '--second-factor')).out,
        /no second/,
      )
      assert.match((await capable(settings, 'user', 'first-administrator')).out, /\/link\//)
      for (const [command = '', ...args] of [['reset'], ['remove'], ['reset', '--second-factor']]) {
        const ran = await capable(settings, 'user', command, 'no@example.org', ...args)
        refused(ran, /There is no account with the address no@example\.org/)
      }
      refused(
        await capable(settings, 'user', 'invite', 'no@example.org'),
        /No organisation has a person/,
      )
      assert.match(
        (await capable(settings, 'user', 'remove', email)).out,
        /in Ministry of Kites stays/,
      )
      await beside.close()
      release?.()
    })
  })
}

it('moves everything from a file to PostgreSQL, with the secret', async () => {
  const { database, settings, dataDir } = await place('sqlite')
  const file = newPath()
  assert.equal((await capable(settings, 'backup', '--out', file)).code, 0)
  const target = await place('postgres', false)
  refused(await capable(target.settings, 'restore', file), /SESSION_SECRET is not the one/)
  const kept = readFileSync(join(dataDir, 'session-secret'), 'utf8')
  const ran = await capable({ ...target.settings, SESSION_SECRET: '' }, 'restore', file)
  assert.equal(ran.code, 0, ran.err)
  assert.match(ran.out, /set SESSION_SECRET to it/)
  assert.equal(ran.out.includes(kept), false)
  assert.equal(readFileSync(join(target.dataDir, 'session-secret'), 'utf8'), kept)
  assert.deepEqual(
    await inStore(target.database, everythingIn),
    await inStore(database, everythingIn),
  )
})

it('is not restored over a running server, and then changes nothing', async () => {
  const { database, settings, dataDir } = await place('sqlite')
  const file = newPath()
  const without = await capable(settings, 'backup', '--out', file, '--no-secret')
  assert.match(without.out, /does not hold .*session-secret\. Keep that too/)
  assert.equal((await capable(settings, 'user', 'remove', email)).code, 0)
  const before = await inStore(database, everythingIn)
  const release = lockForServer(dataDir)
  refused(await capable(settings, 'restore', file, '--replace'), /A server is running/)
  release()
  assert.deepEqual(await inStore(database, everythingIn), before)
  const empty = await place('sqlite', false)
  refused(await capable(empty.settings, 'restore', file), /SESSION_SECRET is not the one/)
  assert.equal(existsSync(join(empty.dataDir, 'capable.sqlite')), false)
  assert.equal((await capable(empty.settings, 'restore', file, '--other-secret')).code, 0)
})

it('says so where there is nothing to back up and where the database cannot be reached', async () => {
  const nowhere = { DATA_DIR: join(folder, 'nowhere'), DATABASE_URL: '' }
  refused(await capable(nowhere, 'backup', '--out', newPath()), /Nothing is kept in .*nowhere/)
  const away = { ...nowhere, DATABASE_URL: 'postgres://127.0.0.1:1/none', SESSION_SECRET: secret }
  for (const args of [
    ['user', 'list'],
    ['backup', '--out', newPath()],
  ]) {
    refused(spawned(away, ...args), /cannot be reached.*ECONNREFUSED/)
  }
})

const people = process.env['CAPABLE_TEST_FULL'] === undefined ? 20_000 : 100_000
for (const kind of storeKinds) {
  it(`needs no more memory for ${people} people on ${kind}`, { timeout: 600_000 }, async () => {
    const { database, settings } = await place(kind, false)
    // Held all at once they would take more memory than the command gets.
    const text = 'What somebody wrote… '.repeat(people > 20_000 ? 60 : 200)
    await inStore(database, async (store) => {
      for (let at = 0; at < people; at += 1000) {
        const rows = Array.from({ length: 1000 }, (_, index) => eventOf(at + index, text))
        await store.write((db) => db.insertInto('events').values(rows).execute())
      }
    })
    const little = { ...settings, NODE_OPTIONS: '--max-old-space-size=128' }
    const file = newPath()
    const { tables } = json(spawned(little, 'backup', '--out', file, '--json'))
    assert.match(JSON.stringify(tables), new RegExp(`"events":${people}`))
    const copy = await place(kind, false)
    const into = { ...little, ...copy.settings, SESSION_SECRET: '' }
    const ran = spawned({ ...into, SESSION_SECRET: settings.SESSION_SECRET }, 'restore', file)
    assert.equal(ran.code, 0, ran.err)
    const { n } = await inStore(copy.database, (store) =>
      store.read((db) =>
        db
          .selectFrom('events')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      ),
    )
    assert.equal(n, people)
  })
}

function eventOf(at: number, details: string) {
  const nobody = { organisation_id: null, account_id: null, person_id: null, purpose: null }
  return { id: `${at}`, at: '2026-11-02', action: 'test', details, ...nobody }
}
