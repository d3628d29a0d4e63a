import type { Place } from './places.ts'
import type { Limit } from './release.ts'
import type { Rules } from './rules.ts'
import { rounded } from './rules.ts'

/** A table laid out for protection: counts by row and category, one after the other. */
export interface Grid {
  readonly places: readonly Place[]
  /** Number of categories. */
  readonly width: number
  readonly counts: Int32Array
  /** The category of people of whom nothing is recorded; -1 if there is none. */
  readonly notRecorded: number
  readonly limit: Limit
  readonly rules: Rules
}

/** From and to how many people. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** More people than any population has. */
export const anyNumber = 1_000_000_000

/** Rests with a small group in them are held to more, so that each group in them is safe. */
function thresholdAt({ limit }: Grid, { coversSmall }: Place): number {
  return coversSmall ? 2 * limit.threshold : limit.threshold
}

/** A count that says something of a few people. */
function isSmall(grid: Grid, place: Place, count: number): boolean {
  return count < thresholdAt(grid, place) && (count > 0 || grid.limit.withZero)
}

/**
 * Whether all but a few of a row are in this category, or all of them: then the rest can be told by
 * subtraction, or everyone's value is known (group disclosure).
 */
function isNearlyAll(grid: Grid, place: Place, cell: number): boolean {
  const others = place.size - (grid.counts[cell] ?? 0)
  if (others === 0 && cell % grid.width === grid.notRecorded) return false
  return others < thresholdAt(grid, place)
}

/**
 * Whether a cell has to be hidden for what it says itself (primary suppression). Rests are never
 * shown, and empty groups have nothing to hide.
 */
export function isPrimary(grid: Grid, cell: number): boolean {
  const place = grid.places[Math.floor(cell / grid.width)]
  if (place === undefined || place.id === undefined) return true
  if (place.size === 0) return grid.limit.withZero
  return isSmall(grid, place, grid.counts[cell] ?? 0) || isNearlyAll(grid, place, cell)
}

/**
 * What a reader who knows every rule can tell of a count that is shown. Zero is shown as it is.
 *
 * @returns the true counts that would be shown the same
 */
export function knownOf(grid: Grid, cell: number): Range {
  const place = grid.places[Math.floor(cell / grid.width)]
  const count = grid.counts[cell] ?? 0
  if (place === undefined || count === 0 || count === place.size) return { low: count, high: count }
  const { base } = grid.rules
  const middle = rounded(count, base)
  const { threshold } = grid.limit
  return {
    low: Math.max(threshold, middle - Math.floor(base / 2)),
    high: Math.min(place.size - threshold, middle + Math.ceil(base / 2) - 1),
  }
}

/**
 * What a reader must not be able to rule out of a hidden cell. A small count: anything from 0 to
 * twice the threshold, or to the whole of the smallest group it is part of that is not small
 * itself. A count of nearly all: the same for those who are not in it. Other hidden counts: as many
 * values as a figure that is shown leaves open.
 */
export function promisedOf(grid: Grid, cell: number): Range {
  const place = grid.places[Math.floor(cell / grid.width)]
  const count = grid.counts[cell] ?? 0
  if (place === undefined || place.size === 0) return { low: count, high: count }
  const range = { low: count, high: count }
  const most = 2 * grid.limit.threshold
  if (isSmall(grid, place, count)) {
    range.low = 0
    range.high = Math.max(count, smallestAround(grid, cell, { most, others: false }))
  }
  if (isNearlyAll(grid, place, cell)) {
    range.high = place.size
    range.low = Math.min(range.low, place.size - smallestAround(grid, cell, { most, others: true }))
  }
  const isOther = range.low === range.high && place.id !== undefined
  if (isOther) range.high = Math.min(place.size, count + grid.rules.base - 1)
  return range
}

/** The smallest group around a cell that is not small, up to `most`; of others, or in the cell. */
function smallestAround(
  grid: Grid,
  cell: number,
  { most, others }: { most: number; others: boolean },
): number {
  const category = cell % grid.width
  let at = Math.floor(cell / grid.width)
  let smallest = Math.min(most, grid.places[at]?.size ?? 0)
  for (;;) {
    const place = grid.places[at]
    if (place === undefined || place.parent < 0) return smallest
    at = place.parent
    const around = grid.places[at]
    if (around === undefined) return smallest
    const inside = grid.counts[at * grid.width + category] ?? 0
    const count = others ? around.size - inside : inside
    if (count >= grid.limit.threshold) smallest = Math.min(smallest, count)
  }
}
