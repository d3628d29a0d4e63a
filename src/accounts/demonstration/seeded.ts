/** Numbers that look drawn by chance and are the same for the same seed. */
export interface Seeded {
  /** A whole number from the least to the most, both included. */
  between(least: number, most: number): number
  /** One of a list. */
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item
  /** All of a list, in another order. */
  shuffled<Item>(items: readonly Item[]): readonly Item[]
}

/**
 * Draws numbers from a seed (the generator mulberry32). For made-up content only: whoever knows the
 * seed knows them all.
 *
 * @example
 * seeded(7).between(1, 6) === seeded(7).between(1, 6) // true
 */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1))
  return {
    between,
    oneOf: (items) => items[between(0, items.length - 1)] ?? items[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ item }) => item),
  }
}
