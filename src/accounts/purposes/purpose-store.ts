import type { Reading, Writing } from '../../platform/store/index.ts'
import { emptyPurpose, isOnOn, isPurpose, purposeNames } from './purposes.ts'
import type { KeptPurpose, PurposeName } from './purposes.ts'

/** Every purpose of an organisation, in their order; also those of which nothing was said. */
export async function purposesOf(
  db: Reading,
  organisationId: string,
): Promise<readonly (KeptPurpose & { readonly purpose: PurposeName })[]> {
  const rows = await db
    .selectFrom('purposes')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute()
  return purposeNames.map((name) => {
    const kept = rows.find(({ purpose }) => purpose === name)
    return { ...(kept ?? emptyPurpose(organisationId, name)), purpose: name }
  })
}

/** One purpose of an organisation. */
export async function purposeOf(
  db: Reading,
  organisationId: string,
  purpose: PurposeName,
): Promise<KeptPurpose> {
  const kept = await db
    .selectFrom('purposes')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return kept ?? emptyPurpose(organisationId, purpose)
}

/**
 * Whether an organisation keeps records for a purpose on a day: what every part asks before it
 * keeps or shows a record of that purpose. See `isOnOn` for what counts.
 *
 * @example
 * await purposeIsOn(db, { organisationId, purpose: 'development', day: '2026-11-22' })
 */
export async function purposeIsOn(
  db: Reading,
  asked: { readonly organisationId: string; readonly purpose: PurposeName; readonly day: string },
): Promise<boolean> {
  return isOnOn(await purposeOf(db, asked.organisationId, asked.purpose), asked.day)
}

/** The organisations that keep records for a purpose on a day. */
export async function organisationsKeeping(
  db: Reading,
  purpose: PurposeName,
  day: string,
): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('purposes').selectAll().where('purpose', '=', purpose).execute()
  return new Set(rows.filter((row) => isOnOn(row, day)).map((row) => row.organisation_id))
}

/**
 * The day from which development ratings count in planning: the day planning was last switched
 * on; undefined while it is off. What may count: `countsInPlanning`.
 *
 * @example
 * countsInPlanning(rating, await planningCountsFrom(db, organisationId, today))
 */
export async function planningCountsFrom(
  db: Reading,
  organisationId: string,
  today: string,
): Promise<string | undefined> {
  const planning = await purposeOf(db, organisationId, 'planning')
  return isOnOn(planning, today) ? (planning.on_from ?? undefined) : undefined
}

/** What of a purpose can be changed. */
export type PurposeChange = Partial<Omit<KeptPurpose, 'organisation_id' | 'purpose' | 'version'>>

/** Changes a purpose. False: somebody else changed it since that version was read. */
export async function changePurpose(
  db: Writing,
  { organisation_id: organisationId, purpose, version }: KeptPurpose,
  change: PurposeChange,
): Promise<boolean> {
  if (!isPurpose(purpose)) return false
  const kept = await purposeOf(db, organisationId, purpose)
  if (kept.version !== version) return false
  const changed = { ...kept, ...change, version: version + 1 }
  await db
    .insertInto('purposes')
    .values(changed)
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'purpose']).doUpdateSet({
        ...change,
        version: version + 1,
      }),
    )
    .execute()
  return true
}
