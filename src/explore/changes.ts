import type { Requirement } from '../framework/index.ts'

/** One skill that two role levels ask for differently. */
export interface SkillChange {
  readonly skill: string
  readonly from: string | null
  readonly to: string | null
}

/** How what one role level asks for differs from another. */
export interface RequirementChanges {
  readonly added: readonly SkillChange[]
  readonly raised: readonly SkillChange[]
  readonly lowered: readonly SkillChange[]
  readonly dropped: readonly SkillChange[]
  readonly same: readonly SkillChange[]
  /** Asked for by both, but the level of one is not known. */
  readonly undecided: readonly SkillChange[]
}

/**
 * Compares what two role levels ask for.
 *
 * @example
 * changesBetween(ofDeveloper, ofSenior, scale).raised // [{ skill: 'prototyping', from: 'working', … }]
 */
export function changesBetween(
  from: readonly Requirement[],
  to: readonly Requirement[],
  scale: readonly string[],
): RequirementChanges {
  const before = new Map(from.map(({ skill, level }) => [skill, level]))
  const after = new Set(to.map(({ skill }) => skill))
  const kept = to
    .filter(({ skill }) => before.has(skill))
    .map(({ skill, level }) => ({ skill, from: before.get(skill) ?? null, to: level }))
  const steps = (change: SkillChange): number =>
    change.from === null || change.to === null
      ? Number.NaN
      : scale.indexOf(change.to) - scale.indexOf(change.from)
  return {
    added: to
      .filter(({ skill }) => !before.has(skill))
      .map(({ skill, level }) => ({ skill, from: null, to: level })),
    raised: kept.filter((change) => steps(change) > 0),
    lowered: kept.filter((change) => steps(change) < 0),
    dropped: from
      .filter(({ skill }) => !after.has(skill))
      .map(({ skill, level }) => ({ skill, from: level, to: null })),
    same: kept.filter((change) => steps(change) === 0),
    undecided: kept.filter((change) => Number.isNaN(steps(change))),
  }
}
