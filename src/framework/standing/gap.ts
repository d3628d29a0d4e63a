import type { LevelProfile } from './level-profile.ts'

/** What happens to one skill between two profiles. */
export type SkillChange = 'added' | 'dropped' | 'raised' | 'lowered' | 'same'

/** One skill of a gap. Places on the scale count from 1; 0: not asked for. */
export interface SkillGap {
  /** Slug. */
  readonly skill: string
  readonly from: number
  readonly to: number
  readonly change: SkillChange
  /** Levels still missing for the target; 0 when met or dropped. */
  readonly steps: number
}

/** How one profile meets what another asks for. Figures are unrounded. */
export interface Gap {
  /** Share of the levels that the target asks for that the start has. */
  readonly coverage: number
  /** Share of the target's skills that are at their level already. */
  readonly metShare: number
  /** The most levels missing in one skill. */
  readonly largestDeficit: number
  /** All levels missing, over all skills. */
  readonly steps: number
  /** Skills of both, by slug. */
  readonly skills: readonly SkillGap[]
}

/**
 * Measures the move from one role level to another. Coverage is the sum of the lower of the two
 * levels over the sum of the target's: levels above what is asked for do not make up for missing
 * ones. It is asymmetric, because the way up is not the way down.
 *
 * @example
 * gapBetween(new Map([['a', 2], ['b', 4]]), new Map([['a', 3], ['b', 1]]))
 * // { coverage: 0.75, metShare: 0.5, largestDeficit: 1, steps: 1, skills: [ … ] }
 */
export function gapBetween(from: LevelProfile['asks'], to: LevelProfile['asks']): Gap {
  const slugs = [...new Set([...from.keys(), ...to.keys()])].toSorted((a, b) => (a < b ? -1 : 1))
  const skills = slugs.map((skill): SkillGap => {
    const [had, asked] = [from.get(skill) ?? 0, to.get(skill) ?? 0]
    return {
      skill,
      from: had,
      to: asked,
      change: changeOf(had, asked),
      steps: Math.max(0, asked - had),
    }
  })
  return { ...measure(from, to), skills }
}

/** The figures of a gap without its skills, for the many that are only ranked. */
export function measure(from: LevelProfile['asks'], to: LevelProfile['asks']): Omit<Gap, 'skills'> {
  let asked = 0
  let covered = 0
  let met = 0
  let largestDeficit = 0
  for (const [skill, place] of to) {
    const had = from.get(skill) ?? 0
    asked += place
    covered += Math.min(had, place)
    if (had >= place) met += 1
    largestDeficit = Math.max(largestDeficit, place - had)
  }
  return {
    coverage: asked === 0 ? 1 : covered / asked,
    metShare: to.size === 0 ? 1 : met / to.size,
    largestDeficit,
    steps: asked - covered,
  }
}

function changeOf(from: number, to: number): SkillChange {
  if (from === 0) return 'added'
  if (to === 0) return 'dropped'
  if (from === to) return 'same'
  return from < to ? 'raised' : 'lowered'
}
