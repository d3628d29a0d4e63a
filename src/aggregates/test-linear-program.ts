/** Unknown numbers, what is known of each, and equations between them: the sum of terms is 0. */
export interface Unknowns {
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly equations: readonly (readonly Term[])[]
}

export interface Term {
  readonly unknown: number
  readonly times: number
}

const tiny = 1e-7

/**
 * Finds the least and greatest value of sums of unknowns by the simplex method with bounds on each
 * unknown, in a dense tableau that is kept from one question to the next. Slow, plain, and shares
 * no code with what it checks.
 */
export class LinearProgram {
  readonly #rows: Float64Array[]
  readonly #low: Float64Array
  readonly #high: Float64Array
  readonly #value: Float64Array
  readonly #basis: Int32Array
  readonly #isBasic: Uint8Array
  readonly #size: number

  /** @throws {RangeError} if no numbers satisfy the equations */
  constructor({ low, high, equations }: Unknowns) {
    const count = low.length
    this.#size = count + equations.length
    this.#low = Float64Array.from({ length: this.#size }, (_, at) => low[at] ?? 0)
    this.#high = Float64Array.from({ length: this.#size }, (_, at) => high[at] ?? Infinity)
    this.#value = Float64Array.from(this.#low)
    this.#basis = Int32Array.from(equations, (_, at) => count + at)
    this.#isBasic = Uint8Array.from({ length: this.#size }, (_, at) => (at < count ? 0 : 1))
    this.#rows = equations.map((terms, at) => this.#rowOf(terms, count + at))
    const artificial = equations.map((_, at) => ({ unknown: count + at, times: -1 }))
    if (this.#most(artificial) < -tiny) throw new RangeError('Nothing satisfies the equations')
    for (const { unknown } of artificial) this.#high[unknown] = 0
  }

  /** The least and the greatest the sum of the terms can be. */
  range(terms: readonly Term[]): { low: number; high: number } {
    const low = -this.#most(terms.map(({ unknown, times }) => ({ unknown, times: -times })))
    return { low, high: this.#most(terms) }
  }

  #rowOf(terms: readonly Term[], artificial: number): Float64Array {
    const row = new Float64Array(this.#size)
    let sum = 0
    for (const { unknown, times } of terms) {
      row[unknown] = (row[unknown] ?? 0) + times
      sum += times * (this.#value[unknown] ?? 0)
    }
    if (sum > 0) for (const at of row.keys()) row[at] = -(row[at] ?? 0)
    row[artificial] = 1
    this.#value[artificial] = Math.abs(sum)
    return row
  }

  #most(terms: readonly Term[]): number {
    const gains = this.#gainsOf(terms)
    for (let turn = 0; ; turn += 1) {
      const entering = this.#entering(gains, turn > 2000)
      if (entering === -1) break
      const gain = gains[entering] ?? 0
      const row = this.#move(entering, Math.sign(gain))
      if (row === undefined) continue
      const factor = gains[entering] ?? 0
      for (let at = 0; at < this.#size; at += 1)
        gains[at] = (gains[at] ?? 0) - factor * (row[at] ?? 0)
    }
    return terms.reduce((sum, { unknown, times }) => sum + times * (this.#value[unknown] ?? 0), 0)
  }

  #gainsOf(terms: readonly Term[]): Float64Array {
    const gains = new Float64Array(this.#size)
    for (const { unknown, times } of terms) gains[unknown] = (gains[unknown] ?? 0) + times
    const costs = Float64Array.from(gains)
    for (const [at, row] of this.#rows.entries()) {
      const cost = costs[this.#basis[at] ?? 0] ?? 0
      if (cost === 0) continue
      for (let each = 0; each < this.#size; each += 1) {
        gains[each] = (gains[each] ?? 0) - cost * (row[each] ?? 0)
      }
    }
    return gains
  }

  /** The unknown that gains most; after many turns the first that gains, which cannot go round. */
  #entering(gains: Float64Array, isFirst: boolean): number {
    let best = -1
    let most = tiny
    for (let at = 0; at < this.#size; at += 1) {
      const gain = gains[at] ?? 0
      if (Math.abs(gain) <= most || this.#isBasic[at] === 1) continue
      const value = this.#value[at] ?? 0
      const room = gain > 0 ? (this.#high[at] ?? 0) - value : value - (this.#low[at] ?? 0)
      if (room <= tiny) continue
      if (isFirst) return at
      best = at
      most = Math.abs(gain)
    }
    return best
  }

  /** Moves an unknown as far as it goes. Returns its new row, if another one left the basis. */
  #move(entering: number, sign: number): Float64Array | undefined {
    let step = (this.#high[entering] ?? 0) - (this.#low[entering] ?? 0)
    let leaving = -1
    for (const [at, row] of this.#rows.entries()) {
      const most = this.#mostBy(at, -sign * (row[entering] ?? 0))
      const isTie = most === step && (this.#basis[at] ?? 0) < (this.#basis[leaving] ?? -1)
      if (most < step || isTie) {
        step = most
        leaving = at
      }
    }
    if (step === Infinity) throw new RangeError('A sum has no limit')
    this.#shift(entering, sign * step)
    return leaving === -1 ? undefined : this.#pivot(entering, leaving)
  }

  /** How far a move can go before the unknown of a row, which changes at a rate, is at a limit. */
  #mostBy(at: number, rate: number): number {
    if (Math.abs(rate) <= tiny) return Infinity
    const basic = this.#basis[at] ?? 0
    const value = this.#value[basic] ?? 0
    const room = rate > 0 ? (this.#high[basic] ?? 0) - value : value - (this.#low[basic] ?? 0)
    return Math.max(0, room) / Math.abs(rate)
  }

  #shift(entering: number, by: number): void {
    for (const [at, row] of this.#rows.entries()) {
      const basic = this.#basis[at] ?? 0
      this.#value[basic] = (this.#value[basic] ?? 0) - by * (row[entering] ?? 0)
    }
    this.#value[entering] = (this.#value[entering] ?? 0) + by
  }

  #pivot(entering: number, leaving: number): Float64Array {
    const pivotRow = this.#rows[leaving] ?? new Float64Array(0)
    const factor = pivotRow[entering] ?? 1
    for (const at of pivotRow.keys()) pivotRow[at] = (pivotRow[at] ?? 0) / factor
    for (const row of this.#rows) {
      const times = row[entering] ?? 0
      if (row === pivotRow || times === 0) continue
      for (let at = 0; at < this.#size; at += 1) {
        row[at] = (row[at] ?? 0) - times * (pivotRow[at] ?? 0)
      }
    }
    this.#isBasic[this.#basis[leaving] ?? 0] = 0
    this.#isBasic[entering] = 1
    this.#basis[leaving] = entering
    return pivotRow
  }
}
