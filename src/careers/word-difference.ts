import { folded } from '../framework/index.ts'

/** A run of words that the other text has too, or has not. */
export interface WordRun {
  readonly text: string
  readonly differs: boolean
}

/**
 * Two texts in runs of words, with those that only one of them has marked. Joined by spaces, the
 * runs are the texts as they are published.
 *
 * @example
 * wordDifference('fix service faults', 'fix complex service faults')[1]
 * // [{ text: 'fix', … }, { text: 'complex', differs: true }, { text: 'service faults', … }]
 */
export function wordDifference(
  one: string,
  other: string,
): readonly [readonly WordRun[], readonly WordRun[]] {
  const [left, right] = [wordsOf(one), wordsOf(other)]
  const shared = sharedWords(left.map(folded), right.map(folded))
  return [
    runsOf(
      left,
      shared.map(([at]) => at),
    ),
    runsOf(
      right,
      shared.map(([, at]) => at),
    ),
  ]
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** The places of the longest list of words that stands in both, in order. */
function sharedWords(left: readonly string[], right: readonly string[]): [number, number][] {
  const lengths = [...left, ''].map(() => Array.from({ length: right.length + 1 }, () => 0))
  const lengthAt = (row: number, column: number): number => lengths[row]?.[column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const longest =
        left[row] === right[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
      lengths[row]?.splice(column, 1, longest)
    }
  }
  const shared: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      shared.push([row, column])
      row += 1
      column += 1
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1
    else column += 1
  }
  return shared
}

function runsOf(words: readonly string[], shared: readonly number[]): WordRun[] {
  const both = new Set(shared)
  const runs: WordRun[] = []
  for (const [at, word] of words.entries()) {
    const differs = !both.has(at)
    const last = runs.at(-1)
    if (last?.differs === differs) runs.splice(-1, 1, { text: `${last.text} ${word}`, differs })
    else runs.push({ text: word, differs })
  }
  return runs
}
