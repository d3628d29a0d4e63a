const day = 86_400_000

/**
 * The day so many days after another, or before it.
 *
 * @example
 * dayAfter('2026-03-01', -1) // '2026-02-28'
 */
export function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}

/**
 * The later of two days.
 *
 * @example
 * later('2026-03-01', '2026-02-28') // '2026-03-01'
 */
export function later(one: string, other: string): string {
  return one > other ? one : other
}
