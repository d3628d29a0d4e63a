import type { Skill, Statement } from '../capability-framework.ts'

/** Per cent of statements that must be ticked for a level to count as reached. */
export type TickRule = 100 | 75 | 50

/** The rules that a person can choose from. */
export const tickRules: readonly TickRule[] = [100, 75, 50]

/** The rule until somebody chooses another. */
export const standardRule: TickRule = 75

/** Statements of one level and how many of them are ticked. */
export interface TickedLevel {
  /** Place on the scale, from 1. */
  readonly place: number
  readonly ticked: number
  readonly of: number
  /** Enough of this level and of every defined level below it is ticked. */
  readonly reached: boolean
}

/** What ticks say of one skill. */
export interface LevelFromTicks {
  /** Place on the scale; 0: no level is reached yet; undefined: nothing is ticked. */
  readonly place: number | undefined
  /** The levels that have statements, lowest first. */
  readonly levels: readonly TickedLevel[]
}

/**
 * The level that ticked statements add up to. A level counts as reached when at least so many per
 * cent of its statements, and of those of every defined level below it, are ticked. Levels without
 * statements are passed over. Nothing ticked is not level zero: it is not assessed.
 *
 * @example
 * levelFromTicks(skill, new Set([firstStatement, secondStatement]), 75).place // 1
 */
export function levelFromTicks(
  { levels }: Pick<Skill, 'levels'>,
  ticked: ReadonlySet<string>,
  rule: TickRule,
): LevelFromTicks {
  let unbroken = true
  let place = 0
  let any = false
  const counted: TickedLevel[] = []
  for (const [at, { statements }] of levels.entries()) {
    if (statements.length === 0) continue
    const count = statements.filter(({ id }) => ticked.has(id)).length
    unbroken &&= count * 100 >= rule * statements.length
    any ||= count > 0
    if (unbroken) place = at + 1
    counted.push({ place: at + 1, ticked: count, of: statements.length, reached: unbroken })
  }
  return { place: any ? place : undefined, levels: counted }
}

/** The next level that is defined, and what of it is not ticked yet. */
export interface NextUp {
  readonly place: number
  readonly statements: readonly Statement[]
}

/**
 * What would move a person up from a place on the scale: the statements of the next defined level
 * that are not ticked. Undefined at the top.
 *
 * @example
 * nextUp(skill, { place: 2, ticked: new Set() })?.statements.length // all of level 3
 */
export function nextUp(
  { levels }: Pick<Skill, 'levels'>,
  { place, ticked }: { readonly place: number; readonly ticked: ReadonlySet<string> },
): NextUp | undefined {
  for (const [at, { statements }] of levels.entries()) {
    if (at < place || statements.length === 0) continue
    return { place: at + 1, statements: statements.filter(({ id }) => !ticked.has(id)) }
  }
  return undefined
}

/**
 * The rule as it stands beside every level that comes from ticks.
 *
 * @example
 * ruleSentence(100) // 'A level counts as reached when all statements of it …'
 */
export function ruleSentence(rule: TickRule): string {
  const share = rule === 100 ? 'all' : `at least ${rule}%`
  return `A level counts as reached when ${share} of its statements, and of the statements of every level below it, are ticked.`
}

/**
 * A rule that came from outside; anything else is the standard one.
 *
 * @example
 * tickRuleFrom('50') // 50
 */
export function tickRuleFrom(value: string | null | undefined): TickRule {
  return tickRules.find((rule) => String(rule) === value) ?? standardRule
}
