import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import { dailyAt, everyMinutes, runDue, startJobs } from './jobs.ts'
import type { Job, JobParts } from './jobs.ts'
import { finishJob, jobOf, renewJob, takeJob } from './store/job-leases.ts'
import type { Store } from './store/index.ts'

const never = new AbortController().signal
const minute = 60_000

/** A clock that tests turn. */
function turnable(): { now: Date; readonly clock: () => Date } {
  const state = { now: new Date('2026-11-22T09:00:00.000Z'), clock: () => state.now }
  return state
}

/** A job that counts how often it ran, and takes a while. */
function counting(): {
  readonly job: Job
  readonly ran: () => number
  readonly atOnce: () => number
} {
  let ran = 0
  let running = 0
  let most = 0
  const job: Job = {
    name: 'count',
    next: everyMinutes(60),
    async run() {
      running += 1
      most = Math.max(most, running)
      await wait(30)
      running -= 1
      ran += 1
      return `${ran}`
    },
  }
  return { job, ran: () => ran, atOnce: () => most }
}

function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * minute)
}

for (const kind of storeKinds) {
  describe(`jobs on ${kind}`, () => {
    it('run in one of several processes at a time, and once', async () => {
      const database = await testDatabase(kind)
      const stores = [database.open(), database.open(), database.open()]
      const { job, ran, atOnce } = counting()
      const time = turnable()
      const parts = (store: Store): JobParts => ({ store, jobs: [job], clock: time.clock })
      for (let hour = 1; hour <= 4; hour += 1) {
        const found = await Promise.all(stores.map((store) => runDue(parts(store), never)))
        assert.equal(found.flat().length, 1)
        assert.equal(ran(), hour)
        time.now = later(time.now, 61)
      }
      assert.equal(atOnce(), 1)
    })

    it('are not due again before their time, and remember what came of them', async () => {
      const store = (await testDatabase(kind)).open()
      const { job, ran } = counting()
      const time = turnable()
      const parts = { store, jobs: [job], clock: time.clock }
      assert.deepEqual(await runDue(parts, never), ['count'])
      time.now = later(time.now, 59)
      assert.deepEqual(await runDue(parts, never), [])
      time.now = later(time.now, 1)
      assert.deepEqual(await runDue(parts, never), ['count'])
      assert.equal(ran(), 2)
      const row = await store.read((db) => jobOf(db, 'count'))
      assert.deepEqual(
        { ...row },
        {
          name: 'count',
          due_at: later(time.now, 60).toISOString(),
          leased_by: null,
          leased_until: null,
          last_run_at: time.now.toISOString(),
          outcome: '2',
        },
      )
    })

    it('are taken from a process that gives no sign of life, and not before', async () => {
      const database = await testDatabase(kind)
      const [crashed, other] = [database.open(), database.open()]
      const { job } = counting()
      const time = turnable()
      const lease = { name: 'count', holder: 'crashed', leaseMs: 2 * minute }
      await crashed.write((db) => takeJob(db, { ...lease, now: time.now }))
      const parts = { store: other, jobs: [job], clock: time.clock }
      time.now = later(time.now, 1)
      assert.deepEqual(await runDue(parts, never), [])
      // A sign of life.
      assert.equal(await crashed.write((db) => renewJob(db, { ...lease, now: time.now })), true)
      time.now = later(time.now, 1.5)
      assert.deepEqual(await runDue(parts, never), [])
      time.now = later(time.now, 1)
      assert.deepEqual(await runDue(parts, never), ['count'])
      // Whoever lost it notices, and does not undo what the other noted.
      assert.equal(await crashed.write((db) => renewJob(db, { ...lease, now: time.now })), false)
      const before = await other.read((db) => jobOf(db, 'count'))
      const late = { ...lease, now: time.now, dueAt: time.now, outcome: 'late' }
      await crashed.write((db) => finishJob(db, late))
      assert.deepEqual(await other.read((db) => jobOf(db, 'count')), before)
    })

    it('stop when another process has taken them', async () => {
      const database = await testDatabase(kind)
      const store = database.open()
      const time = turnable()
      let aborted = false
      const job: Job = {
        name: 'count',
        next: everyMinutes(60),
        async run({ signal }) {
          const thief = { name: 'count', holder: 'other', leaseMs: minute }
          await store.write((db) => takeJob(db, { ...thief, now: later(time.now, 10) }))
          for (let tries = 0; tries < 200 && !signal.aborted; tries += 1) await wait(10)
          aborted = signal.aborted
          return ''
        },
      }
      await runDue({ store, jobs: [job], clock: time.clock, leaseMs: 60 }, never)
      assert.equal(aborted, true)
      assert.equal((await store.read((db) => jobOf(db, 'count')))?.leased_by, 'other')
    })

    it('that fail are told of, do not stop others, and are tried again soon', async () => {
      const store = (await testDatabase(kind)).open()
      const { job, ran } = counting()
      const time = turnable()
      const faults: string[] = []
      const failing: Job = { ...job, name: 'fail', run: () => Promise.reject(new Error('no')) }
      const parts = {
        store,
        jobs: [failing, job],
        clock: time.clock,
        onFault: (name: string, error: unknown) => void faults.push(`${name}: ${String(error)}`),
      }
      await runDue(parts, never)
      assert.deepEqual(faults, ['fail: Error: no'])
      assert.equal(ran(), 1)
      const row = await store.read((db) => jobOf(db, 'fail'))
      assert.deepEqual([row?.outcome, row?.leased_by], ['failed', null])
      time.now = later(time.now, 6)
      assert.deepEqual(await runDue(parts, never), ['fail'])
    })

    it('are waited for when the server stops, and are due at once for the next', async () => {
      const store = (await testDatabase(kind)).open()
      const events: string[] = []
      const begun = Promise.withResolvers<void>()
      const long: Job = {
        name: 'long',
        next: dailyAt(2),
        async run({ signal }) {
          begun.resolve()
          while (!signal.aborted) await wait(5)
          await wait(30)
          events.push('the job has stopped')
          return 'half'
        },
      }
      const { stop } = startJobs({ store, jobs: [long], clock: () => new Date() })
      await begun.promise
      await stop()
      events.push('the server has stopped')
      assert.deepEqual(events, ['the job has stopped', 'the server has stopped'])
      const row = await store.read((db) => jobOf(db, 'long'))
      assert.equal(row?.leased_by, null)
      assert.ok(row !== undefined && row.due_at <= new Date().toISOString())
    })
  })
}

function next(from: string): string {
  return dailyAt(2)(new Date(from)).toISOString()
}

it('are daily at an hour', () => {
  assert.equal(next('2026-11-22T01:59:59.000Z'), '2026-11-22T02:00:00.000Z')
  assert.equal(next('2026-11-22T02:00:00.000Z'), '2026-11-23T02:00:00.000Z')
  assert.equal(next('2026-12-31T12:00:00.000Z'), '2027-01-01T02:00:00.000Z')
})
