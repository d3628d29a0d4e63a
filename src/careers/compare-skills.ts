import type { Named, Place } from '../explore/index.ts'
import { named } from '../explore/index.ts'
import type { Skill, SkillLevel } from '../framework/index.ts'
import { statementDifference } from './statement-difference.ts'
import type { StatementDifference } from './statement-difference.ts'

/** Two skills side by side, level by level. */
export interface SkillComparison {
  readonly skills: readonly [Named, Named]
  readonly levels: readonly {
    readonly level: string
    readonly states: readonly [SkillLevel['state'], SkillLevel['state']]
    readonly difference: StatementDifference
  }[]
}

/**
 * Holds two skills against each other.
 *
 * @example
 * describeSkillComparison(place, userFocus, userFocusContentDesign).levels.length // 4
 */
export function describeSkillComparison(
  { edition }: Place,
  from: Skill,
  to: Skill,
): SkillComparison {
  return {
    skills: [named(from), named(to)],
    levels: edition.framework.scale.map((level) => {
      const [one, two] = [levelAt(from, level), levelAt(to, level)]
      return {
        level,
        states: [one?.state ?? 'absent', two?.state ?? 'absent'],
        difference: statementDifference(one?.statements ?? [], two?.statements ?? []),
      }
    }),
  }
}

function levelAt({ levels }: Skill, wanted: string): SkillLevel | undefined {
  return levels.find(({ level }) => level === wanted)
}
