import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Store } from '../src/platform/store/index.ts'
import { testOrganisation } from './organisation.ts'
import type { TestOrganisation } from './organisation.ts'
import { startServer, teamsAndEvents } from './server-process.ts'
import { testDatabase } from './stores.ts'

const seconds = process.env['CAPABLE_TEST_FULL'] === undefined ? 60 : 600
const workers = 4
// The machine has other tests to run.
const rest = 20

it(
  `two servers on one PostgreSQL, ${seconds} seconds of mixed work`,
  { timeout: (seconds + 120) * 1000 },
  async () => {
    const database = await testDatabase('postgres')
    const store = database.open()
    const organisation = await testOrganisation(store)
    await organisation.app.close()
    const servers = await Promise.all([startServer(database), startServer(database)])
    const work: Work = {
      organisation,
      addresses: servers.map(({ address }) => address),
      until: Date.now() + seconds * 1000,
      teams: [],
      edits: 0,
      conflicts: 0,
    }
    const before = await versionOf(store, organisation)
    await Promise.all([
      ...Array.from({ length: workers }, (_, worker) => administers(work, worker)),
      comesAndGoes(work),
    ])
    assert.deepEqual(await Promise.all(servers.map((server) => server.stop())), [0, 0])

    const { references, events } = await teamsAndEvents(store, organisation.id)
    assert.deepEqual([...references].toSorted(), work.teams.toSorted())
    assert.equal(events, work.teams.length)
    // Every edit that was taken stands on the one before it: none was overwritten unseen.
    assert.equal((await versionOf(store, organisation)) - before, work.edits)
    assert.ok(work.conflicts > 0, 'two servers never edited at once')
    assert.ok(work.teams.length > seconds, `${work.teams.length} teams were added`)
  },
)

interface Work {
  readonly organisation: TestOrganisation
  readonly addresses: readonly string[]
  readonly until: number
  readonly teams: string[]
  edits: number
  conflicts: number
}

interface Session {
  readonly cookie: string
  readonly word: string
}

/** One administrator in one session, whose requests go to one server and the other in turn. */
async function administers(work: Work, worker: number): Promise<void> {
  const { organisation, until, addresses } = work
  const session = await organisation.session('administrator')
  const place = `/organisations/${organisation.id}`
  for (let at = 0; Date.now() < until; at += 1) {
    const address = addresses[(at + worker) % addresses.length] ?? ''
    const reference = `${worker}-${at}`
    const added = await send(`${address}${place}/teams/add`, session, {
      name: `Team ${reference}`,
      reference,
      parent: '',
    })
    assert.equal(added.status, 303, `a team sent to server ${at % 2} is answered ${added.status}`)
    work.teams.push(reference)
    await editPlain(work, { address, session, name: `Test plain ${reference}` })
    const read = await fetch(`${address}${place}/teams`, { headers: { cookie: session.cookie } })
    assert.equal(read.status, 200, 'the session was lost')
    assert.ok((await read.text()).includes(`Team ${reference}`), 'the other server is behind')
    await new Promise((resolve) => setTimeout(resolve, rest))
  }
}

/** Everybody edits the same person: what was opened first and sent second is a conflict. */
async function editPlain(
  work: Work,
  { address, session, name }: { address: string; session: Session; name: string },
): Promise<void> {
  const person = work.organisation.people.get('plain')?.personId ?? ''
  const form = `${address}/organisations/${work.organisation.id}/people/${person}/edit`
  const opened = await fetch(form, { headers: { cookie: session.cookie } })
  const version = /name="version" value="(\d+)"/.exec(await opened.text())?.[1]
  assert.ok(version !== undefined)
  const email = 'plain@example.org'
  const { status } = await send(form, session, { version, name, email, team: '', left: '' })
  assert.ok(status === 303 || status === 409, `an edit is answered ${status}`)
  if (status === 303) work.edits += 1
  else work.conflicts += 1
}

/** Sessions that one server ends are over on the other. */
async function comesAndGoes({ organisation, until, addresses }: Work): Promise<void> {
  const [first = '', second = ''] = addresses
  while (Date.now() < until) {
    const session = await organisation.session('plain')
    const read = (address: string): Promise<Response> =>
      fetch(`${address}/account`, { headers: { cookie: session.cookie }, redirect: 'manual' })
    assert.deepEqual([(await read(first)).status, (await read(second)).status], [200, 200])
    assert.equal((await send(`${first}/sign-out`, session, {})).status, 303)
    const after = await Promise.all([read(first), read(second)])
    assert.deepEqual(
      after.map(({ status }) => status),
      [303, 303],
    )
    await new Promise((resolve) => setTimeout(resolve, rest * 5))
  }
}

function send(
  address: string,
  { cookie, word }: Session,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  const body = new URLSearchParams({ word, ...values })
  return fetch(address, { method: 'POST', headers: { cookie }, body, redirect: 'manual' })
}

function versionOf(store: Store, { people }: TestOrganisation): Promise<number> {
  const id = people.get('plain')?.personId ?? ''
  return store.read(async (db) => {
    const row = db.selectFrom('people').select('version').where('id', '=', id)
    return (await row.executeTakeFirstOrThrow()).version
  })
}
