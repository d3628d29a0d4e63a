import { proseBlocks } from '../framework/index.ts'
import type { Text } from '../framework/index.ts'
import { shown, shownName } from '../platform/frame.ts'
import type { ShownText } from '../platform/frame.ts'
import type { Named } from './lookup.ts'

/** A link around a published name. */
export interface NameLink {
  readonly href: string
  readonly name: ShownText
}

/** One block of prose: a paragraph when it has a lead only, a list when it has items. */
export interface ShownBlock {
  readonly lang: string | undefined
  readonly lead: string | undefined
  readonly items: readonly string[]
}

/** A skill level as a word and a bar. */
export interface ShownLevel {
  readonly word: string
  readonly position: number | undefined
  readonly of: number | undefined
  readonly steps: readonly boolean[]
}

/** A word in a coloured box. */
export interface ShownMark {
  readonly kind: string
  readonly text: string
}

/** A link to the page of a named thing. */
export function linkTo(folder: string, { slug, name }: Named): NameLink {
  return { href: `${folder}/${slug}`, name: shownName(name) }
}

/** The blocks of published prose. */
export function shownProse(text: Text | null): ShownBlock[] {
  if (text === null) return []
  const { lang } = shown(text)
  return proseBlocks(text.value).map((block) =>
    block.kind === 'paragraph'
      ? { lang, lead: block.text, items: [] }
      : { lang, lead: block.lead, items: block.items },
  )
}

/** The level of a scale with its bar; without one, only the word. */
export function shownLevel(
  level: string | null,
  scale: readonly string[],
  absent = 'Level not decided',
): ShownLevel {
  const at = level === null ? -1 : scale.indexOf(level)
  if (level === null || at === -1) {
    return { word: absent, position: undefined, of: undefined, steps: [] }
  }
  return {
    word: capitalised(level),
    position: at + 1,
    of: scale.length,
    steps: scale.map((_, step) => step <= at),
  }
}

/**
 * The same words with a capital at the start.
 *
 * @example
 * capitalised('working') // 'Working'
 */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const order = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
]

/** A small number as a word. */
export function numberWord(n: number): string {
  return small[n] ?? String(n)
}

/** The place in an order as a word. */
export function orderWord(n: number): string {
  return order[n] ?? `number ${n}`
}

/**
 * A list as it stands in a sentence.
 *
 * @example
 * listed(['a', 'b', 'c']) // 'a, b and c'
 */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
