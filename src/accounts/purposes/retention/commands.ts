import type { Reading, Store } from '../../../platform/store/index.ts'
import { runJob } from '../../../platform/jobs.ts'
import { accountJobs } from '../jobs.ts'
import { retentionJob } from '../job-name.ts'
import { retentionKinds } from './kinds.ts'
import { applyRetention, counted, whatIsDue } from './run.ts'
import type { DueKind, Erased, RetentionAsked } from './run.ts'

/** For what retention is shown or applied. */
export interface RetentionFor {
  /** The name or identifier of one organisation; undefined: everything. */
  readonly organisation?: string
  readonly now: Date
}

/** What would go, for whoever runs the service. */
export interface RetentionShown {
  /** Undefined: what belongs to no organisation. */
  readonly organisation: { readonly id: string; readonly name: string } | undefined
  readonly kinds: readonly {
    readonly kind: string
    readonly keptFor: DueKind['keptFor'] | null
    readonly due: number
    /** In words. */
    readonly text: string
  }[]
  /** Whose records go, by the organisation’s own numbers. */
  readonly people: readonly { readonly reference: string; readonly dueOn: string }[]
  readonly held: number
}

/**
 * What retention would delete now. Writes nothing.
 *
 * @returns undefined where there is no such organisation
 * @example
 * await showRetention(store, { now: new Date() })
 */
export function showRetention(
  store: Store,
  asked: RetentionFor,
): Promise<readonly RetentionShown[] | undefined> {
  return store.read(async (db) => {
    const scope = await scopeOf(db, asked)
    if (scope === undefined) return undefined
    const due = await whatIsDue(db, scope)
    return due.map(({ organisation, kinds, held }) => ({
      organisation,
      kinds: kinds.map(({ kind, keptFor, due: count }) => ({
        kind,
        keptFor: keptFor ?? null,
        due: count,
        text: inWords(kind, count),
      })),
      people: kinds.flatMap(({ people }) =>
        people.map(({ reference, dueOn }) => ({ reference, dueOn })),
      ),
      held,
    }))
  })
}

/**
 * Applies retention now, unless another process does.
 *
 * @returns `none`: there is no such organisation; `busy`: another process does it now
 * @example
 * await runRetention(store, { now: new Date() }) // { person: 2 }
 */
export async function runRetention(
  store: Store,
  asked: RetentionFor,
): Promise<Erased | 'none' | 'busy'> {
  const scope = await store.read((db) => scopeOf(db, asked))
  if (scope === undefined) return 'none'
  const job = accountJobs.find(({ name }) => name === retentionJob)
  if (job === undefined) throw new RangeError('There is no job for retention.')
  let erased: Erased = {}
  const fault: { error?: unknown } = {}
  const parts = {
    store,
    jobs: [],
    clock: () => new Date(),
    onFault: (_name: string, error: unknown) => void (fault.error = error),
  }
  const run = async (running: { signal: AbortSignal }): Promise<string> => {
    erased = await applyRetention(store, scope, running.signal)
    return JSON.stringify(erased)
  }
  const { signal } = new AbortController()
  // After a part of it the rest is still due.
  const next = scope.organisationId === undefined ? job.next : (ranAt: Date): Date => ranAt
  const ran = await runJob(parts, { name: job.name, next, run }, { signal, anyTime: true })
  if (fault.error !== undefined) throw fault.error
  return ran ? erased : 'busy'
}

/** Undefined: there is no such organisation. */
async function scopeOf(
  db: Reading,
  { organisation, now }: RetentionFor,
): Promise<RetentionAsked | undefined> {
  if (organisation === undefined) return { now }
  const row = await db
    .selectFrom('organisations')
    .select('id')
    .where((where) => where.or([where('id', '=', organisation), where('name', '=', organisation)]))
    .executeTakeFirst()
  return row === undefined ? undefined : { organisationId: row.id, now }
}

function inWords(kind: string, count: number): string {
  const known = retentionKinds.find((each) => each.kind === kind)
  return known === undefined ? `${count} ${kind}` : counted(known, count)
}
