import { folded, words } from './text.ts'

/** A text prepared for comparison once, because it is compared many times. */
export interface Comparable {
  readonly folded: string
  /** How often each word and each pair of neighbouring words occurs. */
  readonly terms: ReadonlyMap<string, number>
  readonly size: number
}

/**
 * Prepares a text for `likeness`.
 *
 * @example
 * comparable('Explain why').terms // Map { 'explain' => 1, 'why' => 1, 'explain why' => 1 }
 */
export function comparable(text: string): Comparable {
  const inOrder = words(text)
  const terms = new Map<string, number>()
  for (const [index, word] of inOrder.entries()) {
    add(terms, word)
    const previous = inOrder[index - 1]
    if (previous !== undefined) add(terms, `${previous} ${word}`)
  }
  return { folded: folded(text), terms, size: Math.max(0, inOrder.length * 2 - 1) }
}

/**
 * How alike two texts are, 0 to 1: the Dice coefficient of their words and neighbouring pairs of
 * words, so that both the choice of words and their order count. Texts that fold alike are 1.
 *
 * @example
 * likeness(comparable('set clear goals'), comparable('set goals')) // 0.5
 */
export function likeness(a: Comparable, b: Comparable): number {
  if (a.folded === b.folded) return 1
  if (a.size === 0 || b.size === 0) return 0
  const [small, large] = a.terms.size <= b.terms.size ? [a, b] : [b, a]
  let shared = 0
  for (const [term, count] of small.terms) shared += Math.min(count, large.terms.get(term) ?? 0)
  return (2 * shared) / (a.size + b.size)
}

/** One text of the first list, the text of the second it was paired with, and how alike they are. */
export interface Pairing {
  readonly left: number
  readonly right: number
  readonly likeness: number
}

/**
 * Pairs the texts of two lists one to one, the most alike first; pairs less alike than `floor`
 * stay apart.
 *
 * @example
 * pairings([comparable('a b')], [comparable('x'), comparable('a b')]) // [{ left: 0, right: 1, likeness: 1 }]
 */
export function pairings(
  left: readonly Comparable[],
  right: readonly Comparable[],
  floor = 0.25,
): Pairing[] {
  const all = left.flatMap((a, i) =>
    right.map((b, j) => ({ left: i, right: j, likeness: likeness(a, b) })),
  )
  const usedLeft = new Set<number>()
  const usedRight = new Set<number>()
  return all
    .filter((pair) => pair.likeness >= floor)
    .toSorted((a, b) => b.likeness - a.likeness || a.left - b.left || a.right - b.right)
    .filter((pair) => {
      if (usedLeft.has(pair.left) || usedRight.has(pair.right)) return false
      usedLeft.add(pair.left)
      usedRight.add(pair.right)
      return true
    })
}

/**
 * How well two lists of statements agree, 0 to 1: twice the likeness of their pairs over the
 * number of statements in both, so that a missing and an extra statement both count.
 *
 * @example
 * agreement([comparable('a b')], [comparable('a b'), comparable('c d')]) // 0.666…
 */
export function agreement(left: readonly Comparable[], right: readonly Comparable[]): number {
  if (left.length + right.length === 0) return 0
  const total = pairings(left, right).reduce((sum, pair) => sum + pair.likeness, 0)
  return (2 * total) / (left.length + right.length)
}

function add(terms: Map<string, number>, term: string): void {
  terms.set(term, (terms.get(term) ?? 0) + 1)
}
