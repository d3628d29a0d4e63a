import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** A grade as it is kept. */
export type Grade = Tables['grades']

/** The grades of an organisation, the most junior first. */
export function gradesOf(db: Reading, organisationId: string): Promise<Grade[]> {
  return db
    .selectFrom('grades')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .orderBy('name')
    .execute()
}

/** What somebody says of a grade. */
export type GradeValues = Pick<Grade, 'name' | 'position' | 'equivalent'>

/** Adds a grade and answers its identifier. */
export async function addGrade(
  db: Writing,
  organisationId: string,
  values: GradeValues,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('grades')
    .values({ id, organisation_id: organisationId, ...values })
    .execute()
  return id
}

/** Changes a grade of an organisation. */
export async function changeGrade(
  db: Writing,
  { organisationId, id }: { organisationId: string; id: string },
  values: GradeValues,
): Promise<void> {
  await db
    .updateTable('grades')
    .set(values)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

/** The pay ranges of an organisation, the newest first. */
export function payRangesOf(db: Reading, organisationId: string): Promise<Tables['pay_ranges'][]> {
  return db
    .selectFrom('pay_ranges')
    .innerJoin('grades', 'grades.id', 'pay_ranges.grade_id')
    .selectAll('pay_ranges')
    .where('grades.organisation_id', '=', organisationId)
    .orderBy('pay_ranges.from_day', 'desc')
    .execute()
}

/** Sets what a grade pays from a day on; a range of the same day is replaced. */
export async function setPayRange(
  db: Writing,
  range: Omit<Tables['pay_ranges'], 'id'>,
): Promise<void> {
  await db
    .deleteFrom('pay_ranges')
    .where('grade_id', '=', range.grade_id)
    .where('from_day', '=', range.from_day)
    .execute()
  await db
    .insertInto('pay_ranges')
    .values({ id: randomUUID(), ...range })
    .execute()
}

/** A role level with its usual grade in an organisation. */
export type UsualGrade = Tables['usual_grades'] & { readonly grade_name: string }

/** The usual grades of role levels in an organisation. */
export function usualGradesOf(db: Reading, organisationId: string): Promise<UsualGrade[]> {
  return db
    .selectFrom('usual_grades')
    .innerJoin('grades', 'grades.id', 'usual_grades.grade_id')
    .selectAll('usual_grades')
    .select('grades.name as grade_name')
    .where('usual_grades.organisation_id', '=', organisationId)
    .orderBy('framework')
    .orderBy('role_level')
    .execute()
}

/** Sets the usual grade of a role level, in place of the one it had. */
export async function setUsualGrade(db: Writing, usual: Tables['usual_grades']): Promise<void> {
  await removeUsualGrade(db, usual)
  await db.insertInto('usual_grades').values(usual).execute()
}

/** Takes away the usual grade of a role level. */
export async function removeUsualGrade(
  db: Writing,
  usual: Omit<Tables['usual_grades'], 'grade_id'>,
): Promise<void> {
  await db
    .deleteFrom('usual_grades')
    .where('organisation_id', '=', usual.organisation_id)
    .where('framework', '=', usual.framework)
    .where('role_level', '=', usual.role_level)
    .execute()
}
