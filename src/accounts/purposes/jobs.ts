import { dailyAt, everyMinutes } from '../../platform/jobs.ts'
import type { Job } from '../../platform/jobs.ts'
import { endShares, linesToEnd } from '../skills/end-shares.ts'
import { clearEnded } from '../store/sessions.ts'
import { tellDeferred } from './exceptions/ask.ts'
import { retentionJob } from './job-name.ts'
import { applyRetention } from './retention/run.ts'

/** What the server does by itself about people: ended sessions and shares, retention, and what is told later. */
export const accountJobs: readonly Job[] = [
  {
    name: 'end-shares',
    next: dailyAt(0),
    async run({ store, now, signal }) {
      const lines = await store.read((db) => linesToEnd(db, now))
      for (const relationId of lines) {
        if (signal.aborted) break
        await store.write((db) => endShares(db, { relationId, accountId: null, now }))
      }
      return `${lines.length} lines`
    },
  },
  {
    name: 'clear-ended',
    next: everyMinutes(60),
    async run({ store, now }) {
      await store.write((db) => clearEnded(db, now))
      return 'done'
    },
  },
  {
    name: retentionJob,
    next: dailyAt(2),
    run: async ({ store, now, signal }) =>
      JSON.stringify(await applyRetention(store, { now }, signal)),
  },
  {
    name: 'tell-deferred',
    next: dailyAt(6),
    async run({ store, now, signal }) {
      let told = 0
      for (;;) {
        const some = signal.aborted ? 0 : await store.write((db) => tellDeferred(db, now))
        if (some === 0) return `${told} told`
        told += some
      }
    },
  },
]
