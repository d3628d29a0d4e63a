import { folded } from '../../framework/index.ts'

/** Names are listed to whoever has to choose, but not many. */
const mostNames = 3
const leastLike = 0.35

/**
 * The names that are most like one that is not known, the likest first.
 *
 * @example
 * nearestNames('Senoir developer', ['Senior developer', 'Data analyst']) // ['Senior developer']
 */
export function nearestNames(wrong: string, names: Iterable<string>): readonly string[] {
  const sought = pairsOf(wrong)
  return [...names]
    .map((name) => ({ name, likeness: likeness(sought, pairsOf(name)) }))
    .filter((each) => each.likeness >= leastLike)
    .toSorted((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, mostNames)
    .map(({ name }) => name)
}

/** Neighbouring letters, which a slip in the typing leaves mostly as they are. */
function pairsOf(text: string): ReadonlySet<string> {
  const plain = ` ${folded(text.slice(0, 200))} `
  return new Set(Array.from({ length: plain.length - 1 }, (_, at) => plain.slice(at, at + 2)))
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const pair of a) if (b.has(pair)) both += 1
  return (2 * both) / (a.size + b.size)
}
