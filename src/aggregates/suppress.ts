import type { Network, Slack } from './network.ts'
import type { Grid } from './sensitive.ts'
import { anyNumber, isPrimary, knownOf, promisedOf } from './sensitive.ts'

/** What earlier releases let a reader know of the same cells. */
export interface Earlier {
  /** How far each count may be from the truth, in people; earlier counts by as much from theirs. */
  readonly low: Int32Array
  readonly high: Int32Array
  /** Rows that are not shown in parts and whose people have changed since. */
  readonly changed: ReadonlySet<number>
}

/** A table that is safe to show, and what it lets a reader know. */
export interface Suppressed {
  /** 1 for each hidden cell. */
  readonly hidden: Uint8Array
  /** How far each count may be from the truth by this and all earlier releases. */
  readonly low: Int32Array
  readonly high: Int32Array
}

interface Work {
  readonly grid: Grid
  readonly network: Network
  readonly hidden: Uint8Array
  /** Hidden cells in the order they were hidden. */
  readonly queue: number[]
  readonly losses: Int32Array
  /** What readers know: of all releases together, and of this one with unchanged rows as they are. */
  readonly slacks: readonly Slack[]
  readonly together: Slack
}

/**
 * Decides which cells of a table to hide: those that say something of a few people (primary
 * suppression), those that would let a reader work out another (secondary suppression), until an
 * audit shows that every hidden cell could hold anything it promises to.
 *
 * The audit finds, for both ends of what is promised, a table in whole people that agrees with
 * everything shown. Where there is none it hides further cells, the least information first. More
 * hidden cells only leave more open, so what was found once stays true.
 *
 * @param earlier what earlier releases showed, if there are any
 * @returns undefined if earlier releases have given too much away
 */
export function suppress(grid: Grid, network: Network, earlier?: Earlier): Suppressed | undefined {
  const work = begun(grid, network, earlier)
  for (let cell = 0; cell < grid.counts.length; cell += 1) {
    if (isPrimary(grid, cell)) hide(work, cell)
  }
  for (let next = 0; ;) {
    hideSecondInLine(work)
    const cell = work.queue[next]
    if (cell === undefined) {
      const { low, high } = work.together
      return { hidden: work.hidden, low, high }
    }
    for (; next < work.queue.length; next += 1) {
      if (!isProtected(work, work.queue[next] ?? 0)) return undefined
    }
  }
}

function begun(grid: Grid, network: Network, earlier: Earlier | undefined): Work {
  const together = slackOf(grid)
  const slacks = [together]
  if (earlier !== undefined) {
    slacks.push(slackOf(grid))
    for (const cell of grid.counts.keys()) narrow(together, cell, earlier)
    for (const cell of grid.counts.keys()) freezeUnchanged(grid, slacks[1], { cell, earlier })
  }
  const losses = grid.counts.map((count) => lossOf(count, grid))
  const hidden = new Uint8Array(grid.counts.length)
  return { grid, network, hidden, queue: [], losses, slacks, together }
}

/** What is lost when a cell is hidden: its people; of a zero, that there are none. */
function lossOf(count: number, { rules }: Grid): number {
  return count === 0 ? 2 * rules.threshold : Math.max(count, rules.threshold)
}

/** How far a shown and a hidden count may be from the truth by what this release says of it. */
function slackOf(grid: Grid): Slack {
  const { counts } = grid
  const known = Array.from(counts, (_, cell) => knownOf(grid, cell))
  return {
    low: counts.map((count, cell) => (known[cell]?.low ?? 0) - count),
    high: counts.map((count, cell) => (known[cell]?.high ?? 0) - count),
    lowHidden: counts.map((count) => -count),
    highHidden: new Int32Array(counts.length).fill(anyNumber),
  }
}

function narrow(slack: Slack, cell: number, { low, high }: Earlier): void {
  const least = low[cell] ?? 0
  const most = high[cell] ?? 0
  slack.low[cell] = Math.max(slack.low[cell] ?? 0, least)
  slack.high[cell] = Math.min(slack.high[cell] ?? 0, most)
  slack.lowHidden[cell] = Math.max(slack.lowHidden[cell] ?? 0, least)
  slack.highHidden[cell] = Math.min(slack.highHidden[cell] ?? 0, most)
}

function freezeUnchanged(
  grid: Grid,
  slack: Slack | undefined,
  { cell, earlier }: { cell: number; earlier: Earlier },
): void {
  const at = Math.floor(cell / grid.width)
  if (slack === undefined || grid.places[at]?.children.length !== 0) return
  if (earlier.changed.has(at)) return
  for (const bound of [slack.low, slack.high, slack.lowHidden, slack.highHidden]) bound[cell] = 0
}

function hide(work: Work, cell: number): void {
  if (work.hidden[cell] === 1) return
  work.hidden[cell] = 1
  work.queue.push(cell)
  for (const slack of work.slacks) {
    slack.low[cell] = slack.lowHidden[cell] ?? 0
    slack.high[cell] = slack.highHidden[cell] ?? 0
  }
}

function isProtected(work: Work, cell: number): boolean {
  const count = work.grid.counts[cell] ?? 0
  const { low, high } = promisedOf(work.grid, cell)
  return (
    (low === count || isReached(work, cell, low - count)) &&
    (high === count || isReached(work, cell, high - count))
  )
}

function isReached(work: Work, cell: number, change: number): boolean {
  const { network, slacks, losses } = work
  const hiding = { losses, hide: (other: number): void => hide(work, other) }
  return (
    slacks.some((slack) => network.reaches({ cell, change, slack })) ||
    slacks.some((slack) => network.reaches({ cell, change, slack, hiding }))
  )
}

/**
 * A cell that is alone hidden in its row, or among the parts of a group, gets a second one. A rest
 * alone does not: it has no figure, and the audit covers what can be worked out of it.
 */
function hideSecondInLine(work: Work): void {
  const { places, width } = work.grid
  for (let before = -1; before !== work.queue.length;) {
    before = work.queue.length
    for (const [at, place] of places.entries()) {
      const row = Array.from({ length: width }, (_, category) => at * width + category)
      if (place.size > 0) hideSecond(work, row)
      if (place.children.length === 0) continue
      for (const cell of row) {
        const parts = place.children.map((child) => child * width + (cell % width))
        hideSecond(work, [cell, ...parts])
      }
    }
  }
}

function hideSecond(work: Work, line: readonly number[]): void {
  const isHidden = (cell: number): boolean => work.hidden[cell] === 1
  const [only, second] = line.filter(isHidden)
  if (only === undefined || second !== undefined || isInRest(work, only)) return
  const shown = line.filter((cell) => !isHidden(cell))
  const [least] = shown.toSorted((a, b) => (work.losses[a] ?? 0) - (work.losses[b] ?? 0))
  if (least !== undefined) hide(work, least)
}

function isInRest({ grid }: Work, cell: number): boolean {
  return grid.places[Math.floor(cell / grid.width)]?.id === undefined
}
