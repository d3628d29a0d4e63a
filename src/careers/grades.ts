import type { CapabilityFramework, RoleLevel } from '../framework/index.ts'

/** How the usual grade changes with a move. `unknown`: not held, or no ladder says which is higher. */
export type GradeMove = 'same' | 'higher' | 'lower' | 'unknown'

const orders = new WeakMap<CapabilityFramework, ReadonlySet<string>>()

/** Whether any role level of an edition says which grade posts usually have. */
export function holdsGrades({ roles }: CapabilityFramework): boolean {
  return roles.some(({ levels }) => levels.some(({ usualGrade }) => usualGrade !== undefined))
}

/**
 * Says whether a move leads to a higher usual grade. Which grade is higher is read from the
 * ladders of the roles: a grade is higher where it stands at a higher rank of some role and
 * nowhere at a lower one. Never part of a measure.
 *
 * @example
 * gradeMove(edition, seniorDeveloper, leadDeveloper) // 'higher'
 */
export function gradeMove(edition: CapabilityFramework, from: RoleLevel, to: RoleLevel): GradeMove {
  const [had, asked] = [from.usualGrade?.grades, to.usualGrade?.grades]
  if (had === undefined || asked === undefined) return 'unknown'
  if (had.join('\n') === asked.join('\n')) return 'same'
  if (isAbove(edition, had, asked)) return 'higher'
  return isAbove(edition, asked, had) ? 'lower' : 'unknown'
}

/** Every grade of the upper list is above, or the same as, every grade of the lower one. */
function isAbove(
  edition: CapabilityFramework,
  lower: readonly string[],
  upper: readonly string[],
): boolean {
  const steps = upwardSteps(edition)
  return lower.every((low) =>
    upper.every(
      (high) => low === high || (steps.has(key(low, high)) && !steps.has(key(high, low))),
    ),
  )
}

/** Pairs of grades of which the second stands at a higher rank of the same role. */
function upwardSteps(edition: CapabilityFramework): ReadonlySet<string> {
  const known = orders.get(edition)
  if (known !== undefined) return known
  const steps = new Set<string>()
  for (const { levels } of edition.roles) {
    for (const low of levels) {
      for (const high of levels) {
        if (low.rank === null || high.rank === null || low.rank >= high.rank) continue
        for (const one of low.usualGrade?.grades ?? []) {
          for (const other of high.usualGrade?.grades ?? []) steps.add(key(one, other))
        }
      }
    }
  }
  orders.set(edition, steps)
  return steps
}

function key(lower: string, higher: string): string {
  return `${lower}\n${higher}`
}
