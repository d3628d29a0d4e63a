import type { Role, RoleLevel, Skill } from '../capability-framework.ts'
import type { Text } from '../text.ts'
import { folded } from '../text.ts'
import type { FieldChange, Pair } from './types.ts'

/** The properties of a role that differ; a family that was only renamed is the same. */
export function roleFields(
  { from, to }: Pair<Role>,
  families: {
    readonly nameIn: (role: Role) => Text | null
    readonly now: (slug: string) => string
  },
): FieldChange[] {
  const before = from.family === null ? null : families.now(from.family)
  return [
    ...value('kind', from.kind, to.kind),
    ...(before === to.family
      ? []
      : [{ field: 'family' as const, from: families.nameIn(from), to: families.nameIn(to) }]),
    ...worded('description', from.description, to.description),
  ]
}

/** The properties of a role level that differ. */
export function roleLevelFields({ from, to }: Pair<RoleLevel>): FieldChange[] {
  return [
    ...value('number', from.number, to.number),
    ...value('rank', from.rank, to.rank),
    ...value('track', from.track, to.track),
    ...value('usual-grade', gradeOf(from), gradeOf(to)),
    ...worded('description', from.description, to.description),
  ]
}

/** The properties of a skill that differ, its statements apart. */
export function skillFields({ from, to }: Pair<Skill>): FieldChange[] {
  return [
    ...value('kind', from.kind, to.kind),
    ...worded('description', from.description, to.description),
  ]
}

function gradeOf({ usualGrade }: RoleLevel): string | null {
  return usualGrade === undefined ? null : usualGrade.grades.join(' or ')
}

function value(
  field: FieldChange['field'],
  from: string | number | null,
  to: string | number | null,
): FieldChange[] {
  return from === to ? [] : [{ field, from, to }]
}

/** Where one edition holds no wording, nothing can be said to have changed. */
function worded(
  field: FieldChange['field'],
  from: Text | undefined,
  to: Text | undefined,
): FieldChange[] {
  if (from === undefined || to === undefined || sameWords(from, to)) return []
  return [{ field, from, to }]
}

/** Whether two texts say the same: capitals, spaces and closing punctuation do not count. */
export function sameWords(one: Text, other: Text): boolean {
  return folded(one.value) === folded(other.value)
}
