import type { CapabilityFramework } from '../framework/index.ts'
import { measure } from '../framework/standing/gap.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'

/** The coverage from which a move counts as near, and what it was worked out from. */
export interface Threshold {
  readonly value: number
  /** Mean over roles of the mean coverage between the levels of the role. */
  readonly mean: number
  /** Sample standard deviation of the same, with n - 1. */
  readonly deviation: number
  /** Roles with two or more levels. */
  readonly roles: number
}

const thresholds = new WeakMap<CapabilityFramework, Threshold>()

/**
 * The threshold of a framework, worked out from its own groups: how well levels of one role cover
 * each other, less one sample standard deviation. Whoever moves that far stays as near as levels of one
 * role usually are.
 *
 * @example
 * thresholdOf(edition).value // 0.7498
 */
export function thresholdOf(edition: CapabilityFramework): Threshold {
  const known = thresholds.get(edition)
  if (known !== undefined) return known
  const byRole = Map.groupBy(profilesOf(edition).values(), (profile) => profile.role.slug)
  const means = [...byRole.values()]
    .filter((levels) => levels.length > 1)
    .map((levels) =>
      average(
        levels.flatMap((from) =>
          levels.filter((to) => to !== from).map((to) => measure(from.asks, to.asks).coverage),
        ),
      ),
    )
  const mean = average(means)
  const deviation = sampleDeviation(means, mean)
  const threshold = { value: mean - deviation, mean, deviation, roles: means.length }
  thresholds.set(edition, threshold)
  return threshold
}

/**
 * A share with the decimals that a formula needs.
 *
 * @example
 * share(0.74981) // '74.98%'
 */
export function share(part: number): string {
  return `${(part * 100).toFixed(2)}%`
}

/**
 * The threshold as it stands in a sentence: rounded like every other figure, with what it was.
 *
 * @example
 * limitWords(thresholdOf(edition)) // '75% (74.98% before rounding)'
 */
export function limitWords({ value }: Pick<Threshold, 'value'>): string {
  return `${(value * 100).toFixed(0)}% (${share(value)} before rounding)`
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function sampleDeviation(values: readonly number[], mean: number): number {
  if (values.length < 2) return 0
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}
