import { createHash, randomUUID } from 'node:crypto'
import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import type { Mapping } from './fields.ts'
import type { Outcome, Pending } from './pending.ts'
import { pendingIn } from './pending-page.ts'
import { planInTurns } from './plan.ts'
import type { Plan } from './plan.ts'
import { readState } from './records.ts'
import { knownLevels } from './role-levels.ts'

/** A file that was sent, as far as it has come. */
export type LookedAt =
  | { readonly state: 'gone' }
  | { readonly state: 'columns'; readonly pending: Pending }
  | { readonly state: 'loaded'; readonly pending: Pending; readonly counts: Outcome }
  | {
      readonly state: 'planned'
      readonly pending: Pending
      readonly counts: Outcome
      readonly plan: Plan
      /** Of what is shown: it has to be sent to load just that. */
      readonly mark: string
    }

/** What loading the file an address names would do, or what it did. */
export async function look(context: AccountsContext, asked: OrganisationAsked): Promise<LookedAt> {
  const pending = await pendingIn(context, asked)
  if (pending === undefined) return { state: 'gone' }
  const { outcome, mapping } = pending
  if (outcome !== undefined) return { state: 'loaded', pending, counts: outcome }
  if (mapping === undefined) return { state: 'columns', pending }
  const plan = await context.door.store.read((db) =>
    planOf(db, asked, { context, pending, mapping }),
  )
  return { state: 'planned', pending, plan, counts: outcomeOf(plan), mark: markOf(plan, mapping) }
}

interface PlanningParts {
  readonly context: AccountsContext
  readonly pending: Pending
  readonly mapping: Mapping
}

/** What loading a file would do to the organisation as it stands. */
export async function planOf(
  db: Reading,
  { organisation, now }: OrganisationAsked,
  { context, pending, mapping }: PlanningParts,
): Promise<Plan> {
  return planInTurns({
    organisationId: organisation.id,
    table: pending.table,
    mapping,
    state: await readState(db, organisation.id),
    levels: knownLevels(context.edition?.()),
    now,
    newId: randomUUID,
  })
}

/** Tells what somebody looked at from what it has become since. */
export function markOf({ rows, teams, posts }: Plan, mapping: Mapping): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([mapping.map((field) => field ?? null), teams, posts]))
  for (const row of rows) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}

/** How much of each a plan does. */
export function outcomeOf({ rows, teams, posts }: Plan): Outcome {
  const count = (kind: Plan['rows'][number]['kind']): number =>
    rows.filter((row) => row.kind === kind).length
  return {
    added: count('added'),
    changed: count('changed'),
    same: count('same'),
    teams: teams.length,
    posts: posts.added + posts.changed,
  }
}
