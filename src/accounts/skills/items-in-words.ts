import { counted } from './words.ts'

/** Each kind of item, as its number is told. */
const kinds: readonly (readonly [kind: string, words: (count: number) => string])[] = [
  ['rating', (count) => counted(count, 'level')],
  ['confidence', (count) => `how sure about ${counted(count, 'skill')}`],
  ['interest', (count) => `the wish for ${counted(count, 'skill')}`],
  ['target', (count) => `${counted(count, 'role level')} to aim for`],
  ['gap', (count) => `the gap to ${counted(count, 'role level')}`],
]

/**
 * How many items there are, and of which kinds: one tick may stand for several.
 *
 * @example
 * itemsInWords(['target:a', 'gap:a'], 'shared')
 * // '2 items shared: 1 role level to aim for, the gap to 1 role level'
 */
export function itemsInWords(items: Iterable<string>, done: string): string {
  const all = [...items]
  const parts = kinds.flatMap(([kind, words]) => {
    const count = all.filter((item) => item.startsWith(`${kind}:`)).length
    return count === 0 ? [] : [words(count)]
  })
  const total = `${counted(all.length, 'item')} ${done}`
  return parts.length === 0 ? total : `${total}: ${parts.join(', ')}`
}
