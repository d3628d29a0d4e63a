import { randomInt, randomUUID } from 'node:crypto'
import { markErased } from '../../platform/store/index.ts'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { ratingFrom } from '../skills/kept-skills.ts'
import type { Answer, Claim, KeptSkills, SaidOfSkill } from '../skills/kept-skills.ts'

/** Whose skills, and where they are kept. */
export interface SkillsOwner {
  readonly organisationId: string
  readonly personId: string
}

/** Everything that is kept of a person's skills; of a person of another organisation nothing. */
export async function skillsOf(db: Reading, owner: SkillsOwner): Promise<KeptSkills> {
  const rows = await db
    .selectFrom('skill_ratings')
    .innerJoin('people', 'people.id', 'skill_ratings.person_id')
    .selectAll('skill_ratings')
    .where('people.organisation_id', '=', owner.organisationId)
    .where('people.id', '=', owner.personId)
    .orderBy('skill_ratings.skill')
    .orderBy('skill_ratings.number', 'desc')
    .execute()
  const targets = await db
    .selectFrom('skill_targets')
    .innerJoin('people', 'people.id', 'skill_targets.person_id')
    .selectAll('skill_targets')
    .where('people.organisation_id', '=', owner.organisationId)
    .where('people.id', '=', owner.personId)
    .orderBy('skill_targets.added_at')
    .orderBy('skill_targets.id')
    .execute()
  const answers = await answersTo(db, owner)
  return {
    ratings: rows.map((row) => ratingFrom(row, answers.get(row.id))),
    targets: targets.map(({ id, framework, edition, role_level: roleLevel, added_at: addedAt }) => {
      return { id, framework, edition, roleLevel, addedAt }
    }),
  }
}

async function answersTo(
  db: Reading,
  { organisationId, personId }: SkillsOwner,
): Promise<ReadonlyMap<string, Answer[]>> {
  const rows = await db
    .selectFrom('skill_answers')
    .innerJoin('skill_ratings', 'skill_ratings.id', 'skill_answers.rating_id')
    .innerJoin('people as person', 'person.id', 'skill_ratings.person_id')
    .leftJoin('people as manager', 'manager.id', 'skill_answers.manager_id')
    .selectAll('skill_answers')
    .select('manager.name as manager_name')
    .where('person.organisation_id', '=', organisationId)
    .where('person.id', '=', personId)
    .orderBy('skill_answers.answered_at')
    .orderBy('skill_answers.id')
    .execute()
  const groups = Map.groupBy(rows, (row) => row.rating_id)
  return new Map(
    [...groups].map(([id, group]) => [
      id,
      group.map((row) => ({
        outcome: row.outcome,
        words: row.words,
        at: row.answered_at,
        managerId: row.manager_id,
        managerName: row.manager_name ?? '',
      })),
    ]),
  )
}

/** What is to be kept of one skill. */
export interface NewRating {
  readonly personId: string
  readonly framework: string
  readonly edition: string
  readonly skill: string
  readonly counted: string | null
  readonly said: SaidOfSkill
  readonly claims: readonly Claim[]
  readonly now: Date
}

/** The newest that was said of a skill, as a row. */
export function headOf(
  db: Reading,
  { personId, framework, skill }: Pick<NewRating, 'personId' | 'framework' | 'skill'>,
): Promise<Tables['skill_ratings'] | undefined> {
  return db
    .selectFrom('skill_ratings')
    .selectAll()
    .where('person_id', '=', personId)
    .where('framework', '=', framework)
    .where('skill', '=', skill)
    .orderBy('number', 'desc')
    .executeTakeFirst()
}

/**
 * Keeps what was said of a skill. A draft is written over; after something that was shared, which
 * changes no more, a new draft begins. What is shared of a draft stays, without its level.
 *
 * @param head what stood there when this transaction looked
 */
export async function keepRating(
  db: Writing,
  rating: NewRating,
  head: Tables['skill_ratings'] | undefined,
): Promise<void> {
  const { said, now } = rating
  const values = {
    edition: rating.edition,
    level: said.level,
    ticked: JSON.stringify(said.ticked),
    counted: rating.counted,
    note: said.note,
    confidence: said.confidence,
    interest: said.interest,
    claims: JSON.stringify(rating.claims),
    rated_at: now.toISOString(),
  }
  if (head?.state === 'draft' && !(await leaveShared(db, head))) {
    await db
      .updateTable('skill_ratings')
      .set({ ...values, version: head.version + 1 })
      .where('id', '=', head.id)
      .execute()
    return
  }
  await db
    .insertInto('skill_ratings')
    .values({
      ...values,
      id: randomUUID(),
      person_id: rating.personId,
      framework: rating.framework,
      skill: rating.skill,
      number: (head?.number ?? 0) + 1,
      state: 'draft',
      // At random, so that one made after another was deleted is never taken for it.
      version: randomInt(1, 2 ** 30),
    })
    .execute()
}

/**
 * Leaves of a draft what is shared of it, as it was said: whom it is shared with sees no change.
 * Its level, statements and evidence, which were not shared, go. False: nothing of it is shared.
 */
async function leaveShared(db: Writing, head: Tables['skill_ratings']): Promise<boolean> {
  const shares = await db
    .selectFrom('skill_shares')
    .select('kind')
    .where('rating_id', '=', head.id)
    .execute()
  if (shares.length === 0) return false
  const kinds = new Set(shares.map(({ kind }) => kind))
  const unsaid = { level: null, ticked: '[]', counted: null, note: '', claims: '[]' } as const
  await db
    .updateTable('skill_ratings')
    .set({
      ...unsaid,
      confidence: kinds.has('confidence') ? head.confidence : null,
      interest: kinds.has('interest') ? head.interest : null,
      state: 'shared',
    })
    .where('id', '=', head.id)
    .execute()
  return true
}

/**
 * Deletes the draft of a skill for good, and with it what was shared of it: no backup brings it
 * back. False: there is none.
 */
export async function deleteDraft(
  db: Writing,
  draft: Pick<NewRating, 'personId' | 'framework' | 'skill' | 'now'>,
): Promise<boolean> {
  const head = await headOf(db, draft)
  if (head?.state !== 'draft') return false
  await db.deleteFrom('skill_ratings').where('id', '=', head.id).execute()
  await markErased(db, { table: 'skill_ratings', id: head.id, now: draft.now })
  return true
}

/** Adds a target role level. False: it is there already. */
export async function addTarget(
  db: Writing,
  target: Pick<Tables['skill_targets'], 'person_id' | 'framework' | 'edition' | 'role_level'>,
  now: Date,
): Promise<boolean> {
  const added = await db
    .insertInto('skill_targets')
    .values({ id: randomUUID(), ...target, added_at: now.toISOString() })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'framework', 'role_level']).doNothing(),
    )
    .returning('id')
    .execute()
  return added.length === 1
}

/** Deletes a target role level for good, and with it what was shared of it. */
export async function deleteTarget(
  db: Writing,
  { id, personId, now }: { id: string; personId: string; now: Date },
): Promise<boolean> {
  const gone = await db
    .deleteFrom('skill_targets')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .execute()
  if (gone.length === 0) return false
  await markErased(db, { table: 'skill_targets', id, now })
  return true
}
