/** The highest number a demonstration is made from. */
export const mostSeed = 999_999_999

/**
 * The number somebody wrote down; undefined where it is none to make a demonstration from.
 *
 * @example
 * seedOf('7') // 7
 */
export function seedOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
