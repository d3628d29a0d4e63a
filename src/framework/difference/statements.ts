import type { Skill } from '../capability-framework.ts'
import type { Comparable } from '../similarity.ts'
import { comparable, pairings } from '../similarity.ts'
import type { Text } from '../text.ts'
import { folded } from '../text.ts'
import type { PlacedStatement, SkillLevelChange, StatementChange } from './types.ts'

/** Two statements at least this alike are one statement in other words. */
export const rewordedFrom = 0.6

/** Places of the statements of a skill without levels. */
const seniorPlaces = { statements: 'statements', examples: 'leadership-examples' } as const

/** Every statement of a skill with its place, in published order. */
export function placedStatements(skill: Skill): PlacedStatement[] {
  return [
    ...skill.levels.flatMap(({ level, statements }) => at(level, statements)),
    ...at(seniorPlaces.statements, skill.statements),
    ...at(seniorPlaces.examples, skill.leadershipExamples),
  ]
}

function at(place: string, texts: readonly { readonly text: Text }[]): PlacedStatement[] {
  return texts.map(({ text }) => ({ place, text }))
}

/** Levels that one edition defines and the other does not. */
export function skillLevelChanges(from: Skill, to: Skill): SkillLevelChange[] {
  const before = new Map(from.levels.map(({ level, state }) => [level, state]))
  const after = new Map(to.levels.map(({ level, state }) => [level, state]))
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((level) => {
    const change = {
      level,
      from: before.get(level) ?? 'absent',
      to: after.get(level) ?? 'absent',
    } as const
    return change.from === change.to ? [] : [change]
  })
}

/**
 * What happened to the statements of a skill: the same words at another level have moved, words
 * that are much alike at one level are one statement reworded, all else is new or gone.
 *
 * @example
 * statementChanges(before, after)[0]?.change // 'reworded'
 */
export function statementChanges(from: Skill, to: Skill): StatementChange[] {
  const changed = pairedBy(wordsInPlace, placedStatements(from), placedStatements(to))
  const moved = pairedBy(wordsAnywhere, changed.older, changed.newer)
  const places = [...new Set([...moved.newer, ...moved.older].map(({ place }) => place))]
  return [
    ...moved.pairs.map(([older, newer]) => ({ change: 'moved' as const, from: older, to: newer })),
    ...places.flatMap((place) =>
      atOnePlace(
        moved.older.filter((one) => one.place === place),
        moved.newer.filter((one) => one.place === place),
      ),
    ),
  ]
}

function wordsInPlace({ place, text }: PlacedStatement): string {
  return `${place} ${folded(text.value)}`
}

function wordsAnywhere({ text }: PlacedStatement): string {
  return folded(text.value)
}

function atOnePlace(
  older: readonly PlacedStatement[],
  newer: readonly PlacedStatement[],
): StatementChange[] {
  const alike = alikePairs(older, newer)
  const reworded = alike.flatMap(({ from, to, likeness }): StatementChange[] => {
    const before = older[from]
    const after = newer[to]
    if (before === undefined || after === undefined) return []
    return [{ change: 'reworded', from: before, to: after, likeness }]
  })
  const gone = new Set(alike.map(({ from }) => from))
  const come = new Set(alike.map(({ to }) => to))
  return [
    ...reworded,
    ...newer
      .filter((_, index) => !come.has(index))
      .map((to) => ({ change: 'added' as const, from: null, to })),
    ...older
      .filter((_, index) => !gone.has(index))
      .map((from) => ({ change: 'removed' as const, from, to: null })),
  ]
}

interface AlikePair {
  readonly from: number
  readonly to: number
  readonly likeness: number
}

/** Pairs in the order of the newer list; the same pairs whichever edition is called the newer. */
function alikePairs(
  older: readonly PlacedStatement[],
  newer: readonly PlacedStatement[],
): AlikePair[] {
  const turned = wordsOf(older) > wordsOf(newer)
  const [left, right] = turned ? [newer, older] : [older, newer]
  return pairings(prepared(left), prepared(right), rewordedFrom)
    .map((pair) => ({
      from: turned ? pair.right : pair.left,
      to: turned ? pair.left : pair.right,
      likeness: pair.likeness,
    }))
    .toSorted((a, b) => a.to - b.to)
}

function prepared(list: readonly PlacedStatement[]): Comparable[] {
  return list.map(({ text }) => comparable(text.value))
}

function wordsOf(list: readonly PlacedStatement[]): string {
  return list.map(wordsAnywhere).join('\n')
}

interface Sides {
  readonly pairs: readonly (readonly [PlacedStatement, PlacedStatement])[]
  /** What is left without a partner. */
  readonly older: readonly PlacedStatement[]
  readonly newer: readonly PlacedStatement[]
}

/** Pairs statements with the same key, one to one, in published order. */
function pairedBy(
  keyOf: (statement: PlacedStatement) => string,
  older: readonly PlacedStatement[],
  newer: readonly PlacedStatement[],
): Sides {
  const waiting = Map.groupBy(older, keyOf)
  const pairs: [PlacedStatement, PlacedStatement][] = []
  const left = newer.filter((to) => {
    const from = waiting.get(keyOf(to))?.shift()
    if (from !== undefined) pairs.push([from, to])
    return from === undefined
  })
  const found = new Set(pairs.map(([from]) => from))
  return { pairs, older: older.filter((one) => !found.has(one)), newer: left }
}
