import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Reading, Store, Writing } from '../../../platform/store/index.ts'
import { isHeld } from '../exceptions/holds.ts'
import { log } from '../../store/events.ts'
import { purposeOf } from '../purpose-store.ts'
import { monthsOf } from '../purposes.ts'
import { countDue, firstDue, noteUnattached, retentionKinds, someDue } from './kinds.ts'
import type { DueSought, RetentionKind, Somebody } from './kinds.ts'
import { isDue, lastEventDue, standingOf } from './rule.ts'
import type { Period } from './rule.ts'

/** So many rows go in one transaction, so that nobody waits long for it. */
const batch = 100

/** What retention is applied to. */
export interface RetentionAsked {
  /** One organisation; undefined: all of them, and what belongs to none. */
  readonly organisationId?: string
  readonly now: Date
}

/** Whose look at what is due it is. */
interface Looking extends RetentionAsked {
  readonly but?: Somebody
}

/** What is due of one kind. */
export interface DueKind {
  readonly kind: string
  /** Undefined: nobody said how long, so nothing of it goes. */
  readonly keptFor: Period | undefined
  readonly due: number
  /** Of people: who, by the organisation’s own number, and when their time ended. */
  readonly people: readonly {
    readonly id: string
    readonly reference: string
    readonly eventDay: string
    readonly dueOn: string
  }[]
}

/** What is due in an organisation; without one: what belongs to none. */
export interface DueIn {
  readonly organisation: { readonly id: string; readonly name: string } | undefined
  readonly kinds: readonly DueKind[]
  /** People whose records a legal hold keeps. */
  readonly held: number
}

/**
 * What would go if retention were applied at a moment. Writes nothing. Of whoever looks, and whom
 * a reporting line ties to them, it says nothing: what does not go would tell them of a hold on
 * them.
 *
 * @param mostPeople of whom so many at most are listed
 * @example
 * const [first] = await store.read((db) => whatIsDue(db, { now: new Date() }))
 */
export async function whatIsDue(
  db: Reading,
  { organisationId, now, but }: Looking,
  mostPeople = 100_000,
): Promise<readonly DueIn[]> {
  const found: DueIn[] = []
  for (const organisation of await placesOf(db, organisationId)) {
    const kinds: DueKind[] = []
    for (const kind of kindsIn(organisation)) {
      kinds.push(await dueKind(db, { organisation, kind }, { now, but, mostPeople }))
    }
    const held = organisation === undefined ? 0 : await countHeld(db, organisation.id, now)
    found.push({ organisation, kinds, held })
  }
  return found
}

/** An organisation; undefined: where what belongs to none is. */
type Organisation = { readonly id: string; readonly name: string } | undefined

/** A kind of record, where it is looked at. */
interface Place {
  readonly organisation: Organisation
  readonly kind: RetentionKind
}

async function dueKind(
  db: Reading,
  { organisation, kind }: Place,
  { now, but, mostPeople }: Pick<DueSought, 'now' | 'but'> & { readonly mostPeople: number },
): Promise<DueKind> {
  const today = now.toISOString().slice(0, 10)
  const organisationId = organisation?.id ?? ''
  const keptFor = await periodOf(db, organisationId, kind)
  if (keptFor === undefined) return { kind: kind.kind, keptFor, due: 0, people: [] }
  const sought = { organisationId, lastEvent: lastEventDue(today, keptFor), now, but }
  const due = await countDue(db, kind, sought)
  const rows =
    kind.kind === 'person' ? await firstDue(db, kind, { ...sought, most: mostPeople }) : []
  const people = rows.flatMap(({ id, reference, event_day: eventDay }) => {
    const standing = standingOf({ eventDay, period: keptFor, isHeld: false })
    if (reference === null || !('dueOn' in standing)) return []
    return [{ id, reference, eventDay, dueOn: standing.dueOn }]
  })
  return { kind: kind.kind, keptFor, due, people }
}

/** How many of each kind went. */
export type Erased = Readonly<Record<string, number>>

/**
 * Erases everything that is due, in small transactions: each looks again at what is due and held
 * at that moment, so that a hold that comes in between is kept to. Stopped half-way, what went is
 * gone for good and the rest goes with the next run.
 *
 * @example
 * await applyRetention(store, { now: new Date() }, AbortSignal.timeout(60_000)) // { person: 2 }
 */
export async function applyRetention(
  store: Store,
  { organisationId, now }: RetentionAsked,
  signal: AbortSignal,
): Promise<Erased> {
  await store.write((db) => noteUnattached(db, now))
  const erased = new Map<string, number>()
  for (const organisation of await store.read((db) => placesOf(db, organisationId))) {
    for (const kind of kindsIn(organisation)) {
      for (;;) {
        if (signal.aborted) return Object.fromEntries(erased)
        const count = await store.write((db) => eraseSome(db, { organisation, kind }, now))
        if (count === 0) break
        erased.set(kind.kind, (erased.get(kind.kind) ?? 0) + count)
        await turn()
      }
    }
  }
  return Object.fromEntries(erased)
}

async function eraseSome(db: Writing, { organisation, kind }: Place, now: Date): Promise<number> {
  const today = now.toISOString().slice(0, 10)
  const organisationId = organisation?.id ?? ''
  const period = await periodOf(db, organisationId, kind)
  if (period === undefined) return 0
  const sought = { organisationId, lastEvent: lastEventDue(today, period), now }
  const rows = await someDue(db, kind, { ...sought, most: batch })
  const ids = rows
    .filter(({ event_day: eventDay }) =>
      isDue(standingOf({ eventDay, period, isHeld: false }), today),
    )
    .map(({ id }) => id)
  if (ids.length === 0) return 0
  await kind.erase(db, ids, now)
  // That entries of the log went is not worth an entry of the log.
  if (organisation !== undefined && kind.kind !== 'event') {
    const what = counted(kind, ids.length)
    await log(db, {
      action: 'retention.applied',
      accountId: null,
      organisationId,
      now,
      details: { what },
    })
  }
  return ids.length
}

/**
 * A count of a kind in words.
 *
 * @example
 * counted(kind, 2) // '2 people who left'
 */
export function counted({ words: [one, several] }: RetentionKind, count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`
}

async function placesOf(db: Reading, id: string | undefined): Promise<readonly Organisation[]> {
  const organisations = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return id === undefined ? [...organisations, undefined] : organisations
}

function kindsIn(organisation: Organisation): readonly RetentionKind[] {
  return retentionKinds.filter(({ kept }) => 'purpose' in kept === (organisation !== undefined))
}

/** How long a kind is kept; undefined: nobody said, as its purpose was never switched on. */
async function periodOf(
  db: Reading,
  organisationId: string,
  { kept }: RetentionKind,
): Promise<Period | undefined> {
  if ('period' in kept) return kept.period
  const months = monthsOf(await purposeOf(db, organisationId, kept.purpose))
  return months === undefined ? undefined : { months }
}

async function countHeld(db: Reading, organisationId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from people
    where organisation_id = ${organisationId} and ${isHeld('people.id', now)}`.execute(db)
  return rows[0]?.n ?? 0
}
