/** Words whose family the rules would miss. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['analyses', 'analys'],
  ['analysis', 'analys'],
  ['analyze', 'analys'],
  ['analyzes', 'analys'],
  ['analyzed', 'analys'],
  ['analyzing', 'analys'],
  ['business', 'business'],
  ['criteria', 'criterion'],
  ['led', 'lead'],
  ['people', 'person'],
  ['understood', 'understand'],
])

interface Ending {
  readonly pattern: RegExp
  readonly replacement: string
  /** Letters that must be left before the ending. */
  readonly least: number
}

/** Each step takes off at most one ending. */
const steps: readonly (readonly Ending[])[] = [
  [
    { pattern: /sses$/u, replacement: 'ss', least: 2 },
    { pattern: /ies$/u, replacement: 'y', least: 2 },
    { pattern: /(?<=x|ch|sh|z)es$/u, replacement: '', least: 2 },
    { pattern: /(?<![sui])s$/u, replacement: '', least: 3 },
  ],
  [
    { pattern: /i?fication$/u, replacement: 'ify', least: 2 },
    { pattern: /ization$/u, replacement: 'iz', least: 2 },
    { pattern: /at(?:ion|or|ive|e|ing|ed)$/u, replacement: 'at', least: 3 },
    { pattern: /([ai]b)(?:ility|le|ly)$/u, replacement: '$1l', least: 3 },
    { pattern: /iv(?:ity|e|ely)$/u, replacement: 'iv', least: 3 },
    { pattern: /ical(?:ly)?$/u, replacement: 'ic', least: 2 },
    { pattern: /eering$/u, replacement: 'eer', least: 2 },
    { pattern: /(?:er)?ship$/u, replacement: '', least: 3 },
    { pattern: /(?<=[aeiouy]\p{L}*)(?:ment|ing|ed|ist|ity|ly)$/u, replacement: '', least: 3 },
    { pattern: /(?<!e|cent)er$/u, replacement: '', least: 3 },
    { pattern: /(?<=[st])or$/u, replacement: '', least: 4 },
  ],
]

/**
 * Takes the ending off a word, so that words of one family are found by each other. The result is
 * for comparing and need not be a word.
 *
 * @example
 * stemOf('prototyping') // 'prototyp', like 'prototype' and 'prototypes'
 */
export function stemOf(word: string): string {
  const known = irregular.get(word)
  if (known !== undefined) return known
  let stem = word
  for (const step of steps) stem = withoutEnding(stem, step)
  if (stem.length > 3) stem = stem.replace(/e$/u, '').replace(/y$/u, 'i')
  return stem.length > 3 ? stem.replace(/([bdfglmnprt])\1$/u, '$1') : stem
}

function withoutEnding(word: string, endings: readonly Ending[]): string {
  for (const { pattern, replacement, least } of endings) {
    const at = word.search(pattern)
    if (at >= least) return word.replace(pattern, replacement)
  }
  return word
}
