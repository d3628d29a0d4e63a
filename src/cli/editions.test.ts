import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { startServer, testSecret } from '../../test/server-process.ts'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import type { StoreKind } from '../platform/store/index.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'capable-editions-'))
after(() => rmSync(folder, { recursive: true }))

type Settings = Readonly<Record<string, string>>

/** Runs the command line the way a user does, in a process of its own. */
function capable(settings: Settings, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'capable.mjs'), ...args],
    { encoding: 'utf8', env: { ...process.env, ...settings }, maxBuffer: 64e6 },
  )
  return { code: status, out: stdout, err: stderr }
}

/** Starts a server as a process of its own. Ended after the tests of the file. */
async function served({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }: Place): Promise<string> {
  const server = await startServer({ dataDir, databaseUrl })
  after(() => server.kill())
  return server.address
}

type Place = Settings & { readonly DATA_DIR: string; readonly DATABASE_URL: string }

async function place(kind: StoreKind): Promise<Place> {
  const { dataDir, databaseUrl } = await testDatabase(kind)
  return { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SESSION_SECRET: testSecret }
}

/** Two seconds of a machine that has nothing else to do. */
const patience = 30_000

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience
  while (!(await isTrue())) {
    assert.ok(Date.now() < end, 'It took longer than half a minute')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const grades = join(folder, 'grades.csv')
writeFileSync(
  grades,
  'role,role_level,usual_grade,second_usual_grade,basis,date\nSoftware developer,Senior developer,Grade A,Grade B,a made-up table,2027-01\n',
)
const into = ['--into', 'uk-digital-data@2027-01-02'] as const

for (const kind of storeKinds) {
  describe(`capable import on ${kind}`, () => {
    it(
      'is noticed by every server beside it, and a backup carries it',
      { timeout: 120_000 },
      async () => {
        const settings = await place(kind)
        // One file has one server.
        const other = kind === 'postgres' ? [{ ...settings, DATA_DIR: join(folder, 'other') }] : []
        const servers = await Promise.all([settings, ...other].map(served))
        const asked = async (): Promise<number[]> =>
          Promise.all(
            servers.map(async (address) => (await fetch(`${address}/editions/2027-01-02`)).status),
          )
        assert.ok((await asked()).every((status) => status === 404))
        const ran = capable(settings, 'import', grades, ...into, '--json')
        assert.deepEqual([ran.code, ran.err], [0, ''])
        await until(async () => (await asked()).every((status) => status === 200))
        const again = capable(settings, 'import', grades, ...into)
        assert.match(again.err, /2027-01-02 exists, and editions never change/)
        const file = join(folder, `${kind}.backup`)
        assert.match(capable(settings, 'backup', '--out', file).out, / 1 imported edition and /)
        const copy = await place(kind)
        assert.equal(capable(copy, 'restore', file).code, 0)
        const args = ['check', '--edition', '2027-01-02', '--json']
        const [checked, before] = [capable(copy, ...args), capable(settings, ...args)]
        assert.deepEqual([checked.code, checked.out], [0, before.out])
        assert.match(checked.out, /"edition": "2027-01-02"/)
      },
    )
  })
}

it('what only reads makes no database, and neither does a dry run', () => {
  const settings = { DATA_DIR: join(folder, 'empty'), DATABASE_URL: '' }
  assert.equal(capable(settings, 'check').code, 0)
  assert.equal(capable(settings, 'import', grades, ...into, '--dry-run').code, 0)
  assert.deepEqual(readdirSync(settings.DATA_DIR), ['cache'])
})

it('where no database can be made, an import says so and reading goes on', () => {
  const settings = { DATA_DIR: '/proc/nowhere', DATABASE_URL: '' }
  assert.equal(capable(settings, 'check', '--framework', 'uk-digital-data').code, 0)
  const ran = capable(settings, 'import', grades, ...into)
  assert.deepEqual([ran.code, ran.out], [1, ''])
  assert.match(ran.err, /^Nothing was imported: editions are kept in the database, which cannot/)
  const away = { DATA_DIR: join(folder, 'empty'), DATABASE_URL: 'postgres://127.0.0.1:1/none' }
  const reading = capable(away, 'check')
  assert.deepEqual([reading.code, reading.out], [1, ''])
  assert.match(reading.err, /cannot be reached.*ECONNREFUSED/)
})

it('a server takes in what an earlier version left as files, and serves while the database is away', async () => {
  const made = await place('sqlite')
  const out = join(folder, 'files')
  assert.equal(capable(made, 'import', grades, ...into).code, 0)
  const exported = ['export', '--framework', 'uk-digital-data', '--format', 'json', '--out', out]
  assert.equal(capable(made, ...exported).code, 0)
  const [name = ''] = readdirSync(out)
  const settings = await place('sqlite')
  const kept = join(settings.DATA_DIR, 'editions', 'uk-digital-data')
  mkdirSync(kept, { recursive: true })
  const path = join(kept, '2027-01-02.json')
  copyFileSync(join(out, name), path)
  assert.match(capable(settings, 'check').out, /uk-digital-data@2027-01-02/)
  assert.ok(existsSync(path))
  const address = await served(settings)
  assert.deepEqual(readdirSync(kept), ['2027-01-02.json.moved'])
  assert.equal((await fetch(`${address}/editions/2027-01-02`)).status, 200)
  const away = { DATA_DIR: join(folder, 'away'), DATABASE_URL: 'postgres://127.0.0.1:1/none' }
  assert.equal((await fetch(`${await served(away)}/roles`)).status, 200)
})
