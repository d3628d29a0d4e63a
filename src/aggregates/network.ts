import { Frontier } from './frontier.ts'
import type { Place } from './places.ts'

/** By how many people each cell may differ from its count, and still agree with what is known. */
export interface Slack {
  readonly low: Int32Array
  readonly high: Int32Array
  /** The same, if the cell were hidden. */
  readonly lowHidden: Int32Array
  readonly highHidden: Int32Array
}

/** What to change, and what that may cost. */
export interface Push {
  readonly cell: number
  /** People, above 0 for more and below 0 for fewer. */
  readonly change: number
  readonly slack: Slack
  /** If more cells may be hidden: what is lost by each, and what to do so. It widens the slack. */
  readonly hiding?: { readonly losses: Int32Array; readonly hide: (cell: number) => void }
}

/** Where a path begins and ends, and the most steps it may have. */
interface Ends {
  readonly start: number
  readonly end: number
  readonly deepest: number
}

/** How many steps weigh as much as the loss of one person's count: losses first, then steps. */
const stepsInALoss = 64

/**
 * Finds other tables that agree with everything known, along augmenting paths.
 *
 * The cells of a table over a tree of groups are the arcs of a flow network: from everyone down the
 * tree in one category, to a row, where all categories meet and the number of people is fixed. The
 * change of one cell is made good by changes along a path from one of its ends to the other, so
 * what can be reached is found exactly and in whole people. All other tables of the release count
 * the same people in the same groups, so they can stay as they are.
 */
export class Network {
  readonly #changes: Int32Array
  readonly #tail: Int32Array
  readonly #head: Int32Array
  /** By node: the cells that leave it, counted from 1, and below 0 those that enter it. */
  readonly #steps: readonly Int32Array[]
  readonly #frontier: Frontier
  /** By node: the step by which it was reached. */
  readonly #via: Int32Array
  /** By node: the last search that came to it, and how many of its steps were tried. */
  readonly #seen: Int32Array
  readonly #tried: Int32Array
  readonly #stack: Int32Array
  #searches = 0
  #touched: number[] = []

  /**
   * @param places rows
   * @param width number of categories; cells are numbered as in `countsAt`
   */
  constructor(places: readonly Place[], width: number) {
    const cells = places.length * width
    const ends = (at: number, c: number): number =>
      places[at]?.children.length === 0 ? at * width : at * width + c
    this.#changes = new Int32Array(cells)
    this.#head = Int32Array.from({ length: cells }, (_, cell) =>
      ends(Math.floor(cell / width), cell % width),
    )
    this.#tail = Int32Array.from({ length: cells }, (_, cell) => {
      const parent = places[Math.floor(cell / width)]?.parent ?? -1
      return parent < 0 ? cells : parent * width + (cell % width)
    })
    this.#steps = stepsFrom(this.#tail, this.#head)
    this.#frontier = new Frontier(cells + 1)
    this.#via = new Int32Array(cells + 1)
    this.#seen = new Int32Array(cells + 1)
    this.#tried = new Int32Array(cells + 1)
    this.#stack = new Int32Array(cells + 1)
  }

  /**
   * Whether the cell can differ by so much while everything known still holds, hiding more cells
   * if that is allowed and needed.
   *
   * @example
   * network.reaches({ cell: 7, change: -3, slack }) // could the 3 people not be there at all?
   */
  reaches(push: Push): boolean {
    const sign = Math.sign(push.change)
    const low = push.slack.low[push.cell] ?? 0
    const high = push.slack.high[push.cell] ?? 0
    if (push.change < low || push.change > high) return false
    let left = Math.abs(push.change)
    while (left > 0) {
      const pushed = this.#augment(push, sign, left)
      if (pushed === 0) break
      left -= pushed
    }
    for (const cell of this.#touched) this.#changes[cell] = 0
    this.#touched = []
    return left === 0
  }

  /** Moves up to so many people along one path; 0 if there is none. */
  #augment(push: Push, sign: number, most: number): number {
    const [from, to] = sign > 0 ? [this.#head, this.#tail] : [this.#tail, this.#head]
    const start = from[push.cell] ?? 0
    const end = to[push.cell] ?? 0
    if (!this.#search(push, start, end)) return 0
    const path: number[] = []
    for (let node = end; node !== start;) {
      const step = this.#via[node] ?? 0
      path.push(step)
      node = this.#nodeAfter(-step)
    }
    for (const step of path) {
      if (this.#room(push.slack, step) <= 0) push.hiding?.hide(Math.abs(step) - 1)
    }
    const people = Math.min(most, ...path.map((step) => this.#room(push.slack, step)))
    for (const step of path) this.#alter(Math.abs(step) - 1, Math.sign(step) * people)
    this.#alter(push.cell, sign * people)
    return people
  }

  #alter(cell: number, people: number): void {
    this.#changes[cell] = (this.#changes[cell] ?? 0) + people
    this.#touched.push(cell)
  }

  #search(push: Push, start: number, end: number): boolean {
    if (this.#searchFree(push, { start, end, deepest: aRectangle })) return true
    if (this.#searchFree(push, { start, end, deepest: Infinity })) return true
    if (push.hiding === undefined) return false
    this.#frontier.begin(start)
    for (;;) {
      const node = this.#frontier.take()
      if (node === undefined) return false
      if (node === end) return true
      for (const step of this.#steps[node] ?? none) {
        const price = Math.abs(step) - 1 === push.cell ? undefined : this.#price(push, step)
        const next = this.#nodeAfter(step)
        if (price !== undefined && this.#frontier.offer(next, price)) this.#via[next] = step
      }
    }
  }

  /** Any path of at most so many steps that hides nothing, deepest first. */
  #searchFree({ cell, slack }: Push, { start, end, deepest }: Ends): boolean {
    this.#searches += 1
    const stack = this.#stack
    stack[0] = start
    this.#visit(start)
    for (let depth = 0; depth >= 0;) {
      const node = stack[depth] ?? 0
      const at = this.#tried[node] ?? 0
      const step = depth < deepest ? this.#steps[node]?.[at] : undefined
      if (step === undefined) {
        depth -= 1
        continue
      }
      this.#tried[node] = at + 1
      const next = this.#nodeAfter(step)
      if (this.#seen[next] === this.#searches || Math.abs(step) - 1 === cell) continue
      if (this.#room(slack, step) <= 0) continue
      this.#via[next] = step
      if (next === end) return true
      this.#visit(next)
      depth += 1
      stack[depth] = next
    }
    return false
  }

  #visit(node: number): void {
    this.#seen[node] = this.#searches
    this.#tried[node] = 0
  }

  #nodeAfter(step: number): number {
    return (step > 0 ? this.#head[step - 1] : this.#tail[-step - 1]) ?? 0
  }

  #price({ slack, hiding }: Push, step: number): number | undefined {
    if (this.#room(slack, step) > 0) return 1
    if (hiding === undefined || this.#roomHidden(slack, step) <= 0) return undefined
    return 1 + stepsInALoss * (hiding.losses[Math.abs(step) - 1] ?? 0)
  }

  /** By how many people a step can still change its cell. */
  #room({ low, high }: Slack, step: number): number {
    const cell = Math.abs(step) - 1
    const change = this.#changes[cell] ?? 0
    return step > 0 ? (high[cell] ?? 0) - change : change - (low[cell] ?? 0)
  }

  #roomHidden({ lowHidden, highHidden }: Slack, step: number): number {
    const cell = Math.abs(step) - 1
    const change = this.#changes[cell] ?? 0
    return step > 0 ? (highHidden[cell] ?? 0) - change : change - (lowHidden[cell] ?? 0)
  }
}

const none = new Int32Array(0)

/** Two rows, two categories: most changes can be made good so, and it is quick to look for. */
const aRectangle = 3

/** The steps that leave each node. */
function stepsFrom(tail: Int32Array, head: Int32Array): readonly Int32Array[] {
  const lists: number[][] = Array.from({ length: tail.length + 1 }, () => [])
  for (const [cell, node] of tail.entries()) lists[node]?.push(cell + 1)
  for (const [cell, node] of head.entries()) lists[node]?.push(-cell - 1)
  return lists.map((list) => Int32Array.from(list))
}
