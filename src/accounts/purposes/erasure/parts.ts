import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { eraseRows } from '../../../platform/store/index.ts'
import type { ErasableTable, Writing } from '../../../platform/store/index.ts'
import { isHeld } from '../exceptions/holds.ts'

/** Whose part is erased, and when. */
export interface PartOf {
  readonly personId: string
  readonly now: Date
}

/** A part of what is held about a person that can be erased by itself. */
export interface ErasablePart {
  readonly name: string
  readonly label: string
  /** What of it goes where everything is erased. */
  readonly whole: string
  readonly table: ErasableTable
  /** Finds the rows of it, as `id`. */
  readonly rows: (part: PartOf) => RawBuilder<{ id: string }>
}

/**
 * Every part that can be erased by itself: skills, and what ended before today. Another part of the software
 * that keeps records about people adds its own here.
 */
export const erasableParts: readonly ErasablePart[] = [
  {
    name: 'posts',
    label: 'Posts held before',
    whole: 'posts',
    table: 'holdings',
    rows: ({ personId, now }) =>
      sql`select id from holdings where person_id = ${personId} and until_day <= ${dayOf(now)}`,
  },
  {
    name: 'relations',
    label: 'Reporting lines before',
    whole: 'reporting lines',
    table: 'relations',
    rows: ({ personId, now }) =>
      sql`select id from relations where (person_id = ${personId} or other_id = ${personId})
        and until_day <= ${dayOf(now)} and not ${isHeld('relations.person_id', now)}
        and not ${isHeld('relations.other_id', now)}`,
  },
  {
    name: 'skill-ratings',
    label: 'Ratings of skills, with what is shared of them and what managers answered',
    whole: 'ratings of skills',
    table: 'skill_ratings',
    rows: ({ personId }) => sql`select id from skill_ratings where person_id = ${personId}`,
  },
  {
    name: 'skill-targets',
    label: 'Role levels they aim for',
    whole: 'role levels aimed for',
    table: 'skill_targets',
    rows: ({ personId }) => sql`select id from skill_targets where person_id = ${personId}`,
  },
  {
    name: 'duties',
    label: 'Duties before',
    whole: 'duties',
    table: 'duties',
    rows: ({ personId, now }) =>
      sql`select id from duties where person_id = ${personId} and until_day <= ${dayOf(now)}`,
  },
]

/**
 * What goes where everything is erased, in a sentence: every part, and more.
 *
 * @example
 * everythingInWords() // 'Erasing everything takes away the person with their posts, …'
 */
export function everythingInWords(): string {
  const parts = erasableParts.map(({ whole }) => whole)
  return `Erasing everything takes away the person with their ${parts.join(', ')} and what the log says about them. It cannot be undone.`
}

/** Erases a part and answers how many rows it had. */
export async function erasePart(
  db: Writing,
  { table, rows }: ErasablePart,
  part: PartOf,
): Promise<number> {
  const found = await rows(part).execute(db)
  const ids = found.rows.map(({ id }) => id)
  await eraseRows(db, { table, ids, now: part.now })
  return ids.length
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
