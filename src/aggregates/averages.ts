import { ProtectedFigure } from './figure.ts'
import { placesOf } from './places.ts'
import type { Group } from './release.ts'
import { limitOn } from './release.ts'
import type { Rules } from './rules.ts'
import { defaultRules, rounded } from './rules.ts'

/** One number for each person, such as a salary, by the group they are directly in. */
export interface Values {
  readonly groups: readonly Group[]
  readonly values: ReadonlyMap<string, readonly number[]>
  readonly measure: 'mean' | 'median'
  /** What results are rounded to, in the unit of the values: 10 for a salary in pounds. */
  readonly unit: number
}

/**
 * Means or medians by group, each of at least 10 people (by default) who do not all have the same
 * value. Where a group cannot be shown, the smallest groups beside it are hidden too, until those
 * hidden are two groups and twice as many people, so that none can be worked out from the others.
 *
 * @returns a rounded figure or a mark for each group
 * @throws {RangeError} if the groups are no tree, a value is no finite number or the unit not above 0
 * @example
 * protectAverages({ groups, values: salaries, measure: 'median', unit: 10 }).get('team-a')?.words
 */
export function protectAverages(
  { groups, values, measure, unit }: Values,
  rules: Rules = defaultRules,
): ReadonlyMap<string, ProtectedFigure> {
  if (!(unit > 0) || ![...values.values()].flat().every(Number.isFinite)) {
    throw new RangeError('Values and their unit are finite numbers, the unit above 0')
  }
  const limit = limitOn(groups, rules)
  const threshold = Math.max(rules.averageThreshold, limit.threshold)
  const all = valuesWithin(groups, values)
  const alike = groups.map(({ id }) => id).filter((id) => new Set(all.get(id)).size === 1)
  const places = placesOf({
    groups,
    people: (id) => values.get(id)?.length ?? 0,
    limit: { ...limit, threshold },
    withdrawn: new Set(alike),
  })
  const shown = new Set(places.filter((place) => place.size >= threshold).map(({ id }) => id))
  for (const id of alike) shown.delete(id)
  const hidden = new ProtectedFigure({ hidden: 'too-few-for-average', threshold })
  return new Map(
    groups.map(({ id }) => {
      if (!shown.has(id)) return [id, hidden]
      const result = averages[measure](all.get(id) ?? [])
      return [id, new ProtectedFigure({ shown: rounded(result, unit) })]
    }),
  )
}

const averages = {
  mean: (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length,
  median: (values: readonly number[]): number => {
    const sorted = values.toSorted((a, b) => a - b)
    const half = (sorted.length - 1) / 2
    return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
  },
}

/** The values of everyone in each group and the groups within it. */
function valuesWithin(
  groups: readonly Group[],
  values: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly number[]> {
  const byId = new Map(groups.map((group) => [group.id, group]))
  const all = new Map<string, number[]>(groups.map(({ id }) => [id, []]))
  for (const [id, own] of values) {
    const above = new Set<string>()
    for (let at = byId.get(id); at !== undefined && !above.has(at.id);) {
      above.add(at.id)
      all.get(at.id)?.push(...own)
      at = byId.get(at.within ?? '')
    }
  }
  return all
}
