import { stepsOf } from '../framework/index.ts'
import type { Role, RoleLevel } from '../framework/index.ts'

/** Levels that stand side by side. */
export interface LadderStep {
  /** From 1. */
  readonly position: number
  readonly levels: readonly RoleLevel[]
}

/** The levels of a role in order of seniority. */
export interface Ladder {
  readonly steps: readonly LadderStep[]
  /** Levels whose place no source gives, in published order. */
  readonly unranked: readonly RoleLevel[]
}

/**
 * Orders the levels of a role by rank.
 *
 * @example
 * ladderOf(softwareDeveloper).steps.length // 6
 */
export function ladderOf(role: Role): Ladder {
  const ranked = Map.groupBy(role.levels, ({ rank }) => rank)
  const ranks = [...ranked.keys()].filter((rank) => rank !== null).sort((a, b) => a - b)
  return {
    steps: ranks.map((rank, at) => ({ position: at + 1, levels: ranked.get(rank) ?? [] })),
    unranked: ranked.get(null) ?? [],
  }
}

/** The step a level stands on; undefined where its rank is not known. */
export function stepOf(role: Role, level: RoleLevel): LadderStep | undefined {
  return ladderOf(role).steps.find((step) => step.levels.includes(level))
}

/** The levels one rank up on the same track. */
export function nextLevels(role: Role, level: RoleLevel): readonly RoleLevel[] {
  return stepsOf(role)
    .filter(({ from }) => from === level)
    .map(({ to }) => to)
}

/** The levels one rank down on the same track. */
export function previousLevels(role: Role, level: RoleLevel): readonly RoleLevel[] {
  return stepsOf(role)
    .filter(({ to }) => to === level)
    .map(({ from }) => from)
}
