/**
 * The nodes a cheapest-first search has reached, cheapest next; ties in the order they came, so
 * that the same input always gives the same path.
 */
export class Frontier {
  readonly #cost: Float64Array
  readonly #search: Int32Array
  readonly #taken: Int32Array
  /** A binary heap: node, cost and order of arrival of each entry. */
  readonly #heap: { readonly node: number; readonly cost: number; readonly order: number }[] = []
  #current = 0
  #base = 0
  #order = 0

  /** @param nodes how many nodes there are */
  constructor(nodes: number) {
    this.#cost = new Float64Array(nodes)
    this.#search = new Int32Array(nodes)
    this.#taken = new Int32Array(nodes)
  }

  /** Starts a new search at a node. */
  begin(node: number): void {
    this.#current += 1
    this.#base = 0
    this.#order = 0
    this.#heap.length = 0
    this.offer(node, 0)
  }

  /** The cheapest node not taken before, whose neighbours are to be offered next. */
  take(): number | undefined {
    for (;;) {
      const entry = this.#pop()
      if (entry === undefined) return undefined
      if (this.#taken[entry.node] === this.#current) continue
      this.#taken[entry.node] = this.#current
      this.#base = entry.cost
      return entry.node
    }
  }

  /**
   * Offers a neighbour of the node taken last.
   *
   * @returns whether this is the cheapest way to it so far
   */
  offer(node: number, price: number): boolean {
    const cost = this.#base + price
    if (this.#search[node] === this.#current && (this.#cost[node] ?? 0) <= cost) return false
    this.#search[node] = this.#current
    this.#cost[node] = cost
    this.#order += 1
    this.#push({ node, cost, order: this.#order })
    return true
  }

  #push(entry: { node: number; cost: number; order: number }): void {
    const heap = this.#heap
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || isBefore(above, entry)) break
      heap[at] = above
      at = parent
    }
    heap[at] = entry
  }

  #pop(): { node: number; cost: number } | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      if (left === undefined) break
      const isLeft = right === undefined || isBefore(left, right)
      const child = isLeft ? left : right
      if (isBefore(last, child)) break
      heap[at] = child
      at = 2 * at + (isLeft ? 1 : 2)
    }
    heap[at] = last
    return first
  }
}

interface Arrival {
  readonly cost: number
  readonly order: number
}

function isBefore(a: Arrival, b: Arrival): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.order < b.order)
}
