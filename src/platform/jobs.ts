import { randomUUID } from 'node:crypto'
import { dueJobs, finishJob, renewJob, takeJob } from './store/job-leases.ts'
import type { Store } from './store/store.ts'

/** What a job works with. */
export interface Running {
  readonly store: Store
  readonly now: Date
  /** Aborted when the server stops or the job was lost to another process. */
  readonly signal: AbortSignal
}

/** Work that a server does by itself, in one of its processes at a time. */
export interface Job {
  readonly name: string
  /** When it is due again, after it ran. */
  readonly next: (ranAt: Date) => Date
  /** Does it, and says in a few words what was done. Whatever it did when it stops half-way must stand. */
  readonly run: (running: Running) => Promise<string>
}

/** What running jobs needs. */
export interface JobParts {
  readonly store: Store
  readonly jobs: readonly Job[]
  readonly clock: () => Date
  /** Receives what went wrong. The job is tried again. */
  readonly onFault?: (name: string, error: unknown) => void
  /** After so long without a sign of life a job is taken from a process. */
  readonly leaseMs?: number
}

const minute = 60_000
const usualLease = 2 * minute
const retryMs = 5 * minute

/**
 * Runs what is due while a server serves: looks now and every minute.
 *
 * @example
 * const { stop } = startJobs({ store, jobs, clock: () => new Date() })
 * await stop() // resolves when the job that runs has stopped
 */
export function startJobs(parts: JobParts, lookEvery = minute): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<unknown> | undefined
  const look = (): void => {
    // A store that is away now is asked again at the next look.
    running ??= runDue(parts, stopping.signal)
      .catch(() => undefined)
      .finally(() => (running = undefined))
  }
  look()
  const timer = setInterval(look, lookEvery)
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}

/**
 * Runs every job that is due and that no other process does, one after another.
 *
 * @returns the names of those that ran here
 * @throws ExpectedFailure `store-away` while the database cannot be reached
 */
export async function runDue(parts: JobParts, signal: AbortSignal): Promise<readonly string[]> {
  const { store, jobs, clock } = parts
  const names = jobs.map(({ name }) => name)
  const due = await store.read((db) => dueJobs(db, names, clock()))
  const ran: string[] = []
  for (const job of jobs.filter(({ name }) => due.includes(name))) {
    if (signal.aborted) break
    if (await runJob(parts, job, { signal })) ran.push(job.name)
  }
  return ran
}

/**
 * Runs one job, if no other process does.
 *
 * @param anyTime also when it is not due yet
 * @returns whether it ran here
 */
export async function runJob(
  parts: JobParts,
  job: Job,
  { signal, anyTime = false }: { signal: AbortSignal; anyTime?: boolean },
): Promise<boolean> {
  const { store, clock, leaseMs = usualLease } = parts
  const lease = { name: job.name, holder: randomUUID(), leaseMs }
  if (!(await store.write((db) => takeJob(db, { ...lease, now: clock() }, anyTime)))) return false
  const kept = keepLease(parts, lease)
  const now = clock()
  try {
    const either = AbortSignal.any([signal, kept.lost])
    const outcome = await job.run({ store, now, signal: either })
    // What was stopped half-way is due at once, for whoever comes next.
    const dueAt = either.aborted ? now : job.next(now)
    await store.write((db) => finishJob(db, { ...lease, now, dueAt, outcome }))
  } catch (error) {
    parts.onFault?.(job.name, error)
    const dueAt = new Date(clock().getTime() + retryMs)
    await store.write((db) => finishJob(db, { ...lease, now, dueAt, outcome: 'failed' }))
  } finally {
    kept.stop()
  }
  return true
}

interface Lease {
  readonly name: string
  readonly holder: string
  readonly leaseMs: number
}

/** Renews a lease until it is stopped. Lost: another process has the job, or may have it. */
function keepLease(
  { store, clock }: JobParts,
  lease: Lease,
): { readonly lost: AbortSignal; readonly stop: () => void } {
  const lost = new AbortController()
  let renewedAt = clock().getTime()
  const renew = async (): Promise<void> => {
    const now = clock()
    const isOurs = await store.write((db) => renewJob(db, { ...lease, now }))
    if (isOurs) renewedAt = now.getTime()
    else lost.abort()
  }
  const timer = setInterval(() => {
    renew().catch(() => {
      if (clock().getTime() - renewedAt > lease.leaseMs) lost.abort()
    })
  }, lease.leaseMs / 3)
  return { lost: lost.signal, stop: () => clearInterval(timer) }
}

/** Due again after so many minutes. */
export function everyMinutes(minutes: number): Job['next'] {
  return (ranAt) => new Date(ranAt.getTime() + minutes * minute)
}

/**
 * Due at an hour of each day, in UTC.
 *
 * @example
 * dailyAt(2)(new Date('2026-11-22T02:00:00Z')) // 23 November at 2
 */
export function dailyAt(hour: number): Job['next'] {
  return (ranAt) => {
    const next = new Date(ranAt)
    next.setUTCHours(hour, 0, 0, 0)
    if (next <= ranAt) next.setUTCDate(next.getUTCDate() + 1)
    return next
  }
}
