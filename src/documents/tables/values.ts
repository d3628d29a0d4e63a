/** The four levels of the published tables and downloads, lowest first. */
export const publishedLevels = ['awareness', 'working', 'practitioner', 'expert'] as const

export type PublishedLevel = (typeof publishedLevels)[number]

/**
 * The level a word names, whatever its case; undefined for any other word.
 *
 * @example
 * publishedLevel('Working') // 'working'
 */
export function publishedLevel(word: string): PublishedLevel | undefined {
  const wanted = word.trim().toLowerCase()
  return publishedLevels.find((level) => level === wanted)
}

/**
 * A level as the published files write it.
 *
 * @example
 * capitalised('working') // 'Working'
 */
export function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}

/**
 * The number that a cell holds: digits only, from 1. Null for an empty cell, undefined for
 * anything else.
 *
 * @example
 * wholeNumber(' 12 ') // 12
 * wholeNumber('1.5') // undefined
 */
export function wholeNumber(cell: string): number | null | undefined {
  const digits = cell.trim()
  if (digits === '') return null
  if (!/^\d{1,9}$/.test(digits)) return undefined
  const value = Number(digits)
  return value >= 1 ? value : undefined
}

/**
 * Remembers, for each thing, the first value that was given for it. Blank values count as silence.
 */
export class FirstValues {
  readonly #values = new Map<string, { value: string; line: number; others: Set<string> }>()

  /**
   * Notes a value. Returns the line of the first value if this one differs from it and has not
   * been given before; undefined otherwise.
   *
   * @example
   * const first = new FirstValues()
   * first.note('Kite maker', { value: 'Builds kites.', line: 2 }) // undefined
   * first.note('Kite maker', { value: 'Flies kites.', line: 3 }) // 2
   * first.note('Kite maker', { value: 'Flies kites.', line: 4 }) // undefined
   */
  note(thing: string, { value, line }: { value: string; line: number }): number | undefined {
    if (value.trim() === '') return undefined
    const known = this.#values.get(thing)
    if (known === undefined) {
      this.#values.set(thing, { value, line, others: new Set() })
      return undefined
    }
    if (known.value === value || known.others.has(value)) return undefined
    known.others.add(value)
    return known.line
  }

  /** The first value of a thing, if any. */
  get(thing: string): string | undefined {
    return this.#values.get(thing)?.value
  }

  /** The line of the first value of a thing, if any. */
  lineOf(thing: string): number | undefined {
    return this.#values.get(thing)?.line
  }
}
