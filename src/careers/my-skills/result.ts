import type { CapabilityFramework } from '../../framework/index.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { levelsOf } from '../../framework/standing/standing.ts'
import type { Standing } from '../../framework/standing/standing.ts'
import { targetResult } from '../../framework/standing/target-result.ts'
import type { TargetResult } from '../../framework/standing/target-result.ts'
import { nearestTo } from '../nearest.ts'
import type { Nearest } from '../nearest.ts'

/** Everything that is worked out from what a person ticked. */
export interface OwnResult {
  readonly standing: Standing
  readonly target: TargetResult | undefined
  /** Undefined where no skill has a level yet. */
  readonly nearest: Nearest | undefined
}

/**
 * The gap to a role level, the nearest role levels and what to work on. Skills that are not
 * assessed stand apart: the two bounds say what they could change.
 *
 * @example
 * resultOf(edition, { standing, target: profilesOf(edition).get('software-developer/developer') })
 */
export function resultOf(
  edition: CapabilityFramework,
  { standing, target }: { readonly standing: Standing; readonly target: LevelProfile | undefined },
): OwnResult {
  const have = levelsOf(standing)
  return {
    standing,
    target: target === undefined ? undefined : targetResult(target, standing),
    nearest: have.size === 0 ? undefined : nearestTo(edition, have),
  }
}
