import { comparable, folded, pairings, rewordedFrom } from '../framework/index.ts'
import type { Comparable, Statement, Text } from '../framework/index.ts'

/** How two lists of statements differ, in published order. */
export interface StatementDifference {
  readonly both: readonly Text[]
  /** Much alike, but not word for word: what differs may be what matters. */
  readonly reworded: readonly {
    readonly from: Text
    readonly to: Text
    readonly likeness: number
  }[]
  readonly added: readonly Text[]
  readonly dropped: readonly Text[]
}

/**
 * Holds the statements of two skill levels against each other. The same words are one statement;
 * of the rest, those that are much alike stand side by side, because what differs may be what matters.
 *
 * @example
 * statementDifference(working.statements, practitioner.statements).added.length // 3
 */
export function statementDifference(
  from: readonly Statement[],
  to: readonly Statement[],
): StatementDifference {
  const before = new Set(from.map(({ text }) => folded(text.value)))
  const after = new Set(to.map(({ text }) => folded(text.value)))
  const left = from.map(({ text }) => text).filter(({ value }) => !after.has(folded(value)))
  const right = to.map(({ text }) => text).filter(({ value }) => !before.has(folded(value)))
  const reworded = pairings(prepared(left), prepared(right), rewordedFrom)
    .toSorted((a, b) => a.right - b.right)
    .flatMap(({ left: at, right: other, likeness }) => {
      const [one, two] = [left[at], right[other]]
      return one === undefined || two === undefined ? [] : [{ from: one, to: two, likeness }]
    })
  const gone = new Set(reworded.map((pair) => pair.from))
  const come = new Set(reworded.map((pair) => pair.to))
  return {
    both: to.map(({ text }) => text).filter(({ value }) => before.has(folded(value))),
    reworded,
    added: right.filter((text) => !come.has(text)),
    dropped: left.filter((text) => !gone.has(text)),
  }
}

function prepared(texts: readonly Text[]): Comparable[] {
  return texts.map(({ value }) => comparable(value))
}
