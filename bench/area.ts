/** What one area of the benchmark measured. */
export interface AreaResult {
  /** Milliseconds, bytes and counts, each named with its unit. */
  readonly figures: Readonly<Record<string, number>>
  /** Each figure against a floor or a peer of the same run. */
  readonly ratios: Readonly<Record<string, number>>
}

/** Measures one area, at everyday or full size. */
export type Area = (options: { full: boolean }) => Promise<AreaResult>

/** The median time of a piece of work in milliseconds, after one run that does not count. */
export function median(work: () => unknown, runs = 7): number {
  work()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
}
