import type { Basis, Skill } from './capability-framework.ts'
import type { Comparable } from './similarity.ts'
import { agreement, comparable, likeness, pairings } from './similarity.ts'
import { folded } from './text.ts'

/** What a role-level summary says of one skill. */
export interface QuotedSkill {
  readonly skillAsNamed: string
  readonly statements: readonly string[]
  /** Slug of the role, if known: a skill that names it is preferred among equals. */
  readonly role?: string
}

/** The skill and level that the quoted statements belong to, and how that is known. */
export interface Inference {
  /** Slug; undefined where neither heading nor statements lead to a skill. */
  readonly skill?: string
  readonly level?: string
  readonly basis: Exclude<Basis, 'stated' | 'derived'>
  /** 0 to 1: agreement of the statements with the level that agrees best. */
  readonly score: number
  /** How the skill was found. */
  readonly resolvedBy: 'name' | 'wording' | 'nothing'
  /** The heading names one skill of the edition, the statements belong to another. */
  readonly headingContradicts: boolean
  /** Quoted statement and the published one it was paired with. */
  readonly matched: readonly { quoted: string; published: string; likeness: number }[]
  readonly unmatched: readonly string[]
  /** Published statements of the level that the summary does not quote. */
  readonly missing: readonly string[]
  /** Levels that agree as well, or nearly as well, best first. */
  readonly candidates: readonly { skill: string; level: string; score: number }[]
}

/** Finds the skill and level that quoted statements belong to. */
export type LevelInference = (quoted: QuotedSkill) => Inference

/** Below this score the wording does not decide. */
export const closeThreshold = 0.5
/** The best level must score higher than the second best by at least this much. */
export const closeMargin = 0.04
/** A heading that names a skill stands, unless its best level scores less than this … */
const headingStands = 0.4
/** … and a level of another skill scores higher by at least this much. */
const wordingMargin = 0.2

interface ComparableLevel {
  readonly skill: Skill
  readonly level: string
  readonly statements: readonly Comparable[]
  /** All statements as one text: says the same where sentences were split or joined. */
  readonly whole: Comparable
  readonly key: string
}

interface Scored {
  readonly of: ComparableLevel
  readonly score: number
}

/**
 * Prepares the inference of levels from wording for the skills of one edition.
 *
 * `exact` only where every statement, folded for case, space and punctuation, is quoted and no
 * other level of the skill (nor, where the heading does not name the skill, any other skill) has
 * the same statements. `close` where the best level agrees by at least `closeThreshold` and better
 * than the next by `closeMargin`. Everything else is `undecided` and gives no level.
 *
 * @example
 * const infer = levelInference(edition.skills, (skill, role) => true)
 * infer({ skillAsNamed: 'Prototyping', statements: ['…'] }) // { skill: 'prototyping', level: 'working', … }
 */
export function levelInference(
  skills: readonly Skill[],
  namesRole: (skill: string, role: string) => boolean,
): LevelInference {
  const byName = new Map(skills.map((skill) => [folded(skill.name.value), skill]))
  const levels = skills.flatMap(comparableLevels)
  const bySkill = Map.groupBy(levels, (level) => level.skill.slug)
  const byWord = wordIndex(levels)

  return (quoted) => {
    const statements = quoted.statements.map(comparable)
    const named = byName.get(folded(quoted.skillAsNamed))
    if (named !== undefined && statements.length === 0) return withoutWording(named)
    const own = named === undefined ? [] : scored(statements, bySkill.get(named.slug) ?? [])
    const ownBest = own[0]?.score ?? 0
    const byHeading: Decision = { quoted, statements, ranked: own, resolvedBy: 'name' }
    if (named !== undefined && ownBest >= headingStands) return decided(byHeading)
    const preference = preferenceFor(quoted, namesRole)
    const near = scored(statements, candidates(statements, byWord)).toSorted(
      (a, b) => b.score - a.score || preference(b.of) - preference(a.of),
    )
    const best = near[0]
    if (best === undefined || !resolves(near, ownBest)) {
      return named === undefined ? unresolved(near) : decided(byHeading)
    }
    return decided({
      quoted,
      statements,
      ranked: scored(statements, bySkill.get(best.of.skill.slug) ?? []),
      resolvedBy: 'wording',
      contradicts: named !== undefined,
      unique: near.filter((other) => other.of.key === best.of.key).length === 1,
    })
  }
}

/** Whether the wording is enough to say which skill it belongs to, whatever the heading says. */
function resolves(near: readonly Scored[], ownBest: number): boolean {
  const [best] = near
  if (best === undefined || best.score < closeThreshold) return false
  return best.score - ownBest >= wordingMargin
}

/** Among skills with the same statements: the one that names the role, then the likest name. */
function preferenceFor(
  quoted: QuotedSkill,
  namesRole: (skill: string, role: string) => boolean,
): (level: ComparableLevel) => number {
  const heading = comparable(quoted.skillAsNamed)
  return ({ skill }) => {
    const role = quoted.role !== undefined && namesRole(skill.slug, quoted.role) ? 1 : 0
    return role + likeness(comparable(skill.name.value), heading)
  }
}

interface Decision {
  readonly quoted: QuotedSkill
  readonly statements: readonly Comparable[]
  /** Levels of the one skill, best first. */
  readonly ranked: readonly Scored[]
  readonly resolvedBy: 'name' | 'wording'
  readonly contradicts?: boolean
  /** No level of another skill has the same statements. */
  readonly unique?: boolean
}

function decided(decision: Decision): Inference {
  const { quoted, statements, ranked, resolvedBy, contradicts = false, unique = true } = decision
  const best = ranked[0]
  if (best === undefined) return unresolved([])
  const shared = {
    skill: best.of.skill.slug,
    score: best.score,
    resolvedBy,
    headingContradicts: contradicts,
  }
  const comparison = compared(quoted, statements, best.of)
  const candidateLevels = ranked.slice(0, 3).map(candidateOf)
  if (best.of.skill.kind === 'senior-civil-service') {
    return { ...shared, ...comparison, basis: 'none', candidates: candidateLevels }
  }
  const basis = basisOf(statements, ranked, unique)
  const level = basis === 'undecided' ? undefined : best.of.level
  return {
    ...shared,
    ...comparison,
    basis,
    candidates: candidateLevels,
    ...(level !== undefined && { level }),
  }
}

function basisOf(
  statements: readonly Comparable[],
  ranked: readonly Scored[],
  unique: boolean,
): 'exact' | 'close' | 'undecided' {
  const [best, second] = ranked
  if (best === undefined || best.score < closeThreshold) return 'undecided'
  const twins = ranked.filter((other) => other.of.key === best.of.key)
  if (twins.length > 1) return 'undecided'
  if (keyOf(statements) === best.of.key)
    return unique && !isPartOf(best, ranked) ? 'exact' : 'close'
  return best.score - (second?.score ?? 0) >= closeMargin ? 'close' : 'undecided'
}

/**
 * Whether another level has all these statements and more: then a summary of that level that lost
 * a statement looks just like this one, and the wording is no proof.
 */
function isPartOf(best: Scored, ranked: readonly Scored[]): boolean {
  const own = best.of.statements.map((statement) => statement.folded)
  return ranked.some(({ of }) => {
    if (of === best.of) return false
    const other = new Set(of.statements.map((statement) => statement.folded))
    return own.every((statement) => other.has(statement))
  })
}

function compared(
  quoted: QuotedSkill,
  statements: readonly Comparable[],
  level: ComparableLevel,
): Pick<Inference, 'matched' | 'unmatched' | 'missing'> {
  const pairs = pairings(statements, level.statements)
  const published = publishedStatements(level)
  const left = new Set(pairs.map((pair) => pair.left))
  const right = new Set(pairs.map((pair) => pair.right))
  return {
    matched: pairs
      .toSorted((a, b) => a.left - b.left)
      .map((pair) => ({
        quoted: quoted.statements[pair.left] ?? '',
        published: published[pair.right] ?? '',
        likeness: pair.likeness,
      })),
    unmatched: quoted.statements.filter((_, index) => !left.has(index)),
    missing: published.filter((_, index) => !right.has(index)),
  }
}

function withoutWording(named: Skill): Inference {
  const basis = named.kind === 'senior-civil-service' ? 'none' : 'undecided'
  return {
    skill: named.slug,
    basis,
    score: 0,
    resolvedBy: 'name',
    headingContradicts: false,
    matched: [],
    unmatched: [],
    missing: [],
    candidates: [],
  }
}

function unresolved(near: readonly Scored[]): Inference {
  return {
    basis: 'undecided',
    score: near[0]?.score ?? 0,
    resolvedBy: 'nothing',
    headingContradicts: false,
    matched: [],
    unmatched: [],
    missing: [],
    candidates: near.slice(0, 3).map(candidateOf),
  }
}

function comparableLevels(skill: Skill): ComparableLevel[] {
  if (skill.kind === 'senior-civil-service') return [comparableLevel(skill, '', skill.statements)]
  return skill.levels
    .filter((level) => level.state === 'defined')
    .map((level) => comparableLevel(skill, level.level, level.statements))
}

function comparableLevel(
  skill: Skill,
  level: string,
  published: Skill['statements'],
): ComparableLevel {
  const statements = published.map((statement) => comparable(statement.text.value))
  return { skill, level, statements, whole: wholeOf(statements), key: keyOf(statements) }
}

function wholeOf(statements: readonly Comparable[]): Comparable {
  return comparable(statements.map((statement) => statement.folded).join(' '))
}

function publishedStatements({ skill, level }: ComparableLevel): string[] {
  const statements =
    skill.kind === 'senior-civil-service'
      ? skill.statements
      : (skill.levels.find((each) => each.level === level)?.statements ?? [])
  return statements.map((statement) => statement.text.value)
}

function scored(statements: readonly Comparable[], levels: readonly ComparableLevel[]): Scored[] {
  const whole = wholeOf(statements)
  return levels
    .map((of) => ({
      of,
      score: Math.max(agreement(statements, of.statements), likeness(whole, of.whole)),
    }))
    .toSorted((a, b) => b.score - a.score)
}

/** Levels that share enough words with the statements to be worth a full comparison. */
function candidates(
  statements: readonly Comparable[],
  byWord: ReadonlyMap<string, readonly ComparableLevel[]>,
): ComparableLevel[] {
  const votes = new Map<ComparableLevel, number>()
  for (const term of new Set(statements.flatMap((statement) => [...statement.terms.keys()]))) {
    const levels = byWord.get(term) ?? []
    for (const level of levels) votes.set(level, (votes.get(level) ?? 0) + 1 / levels.length)
  }
  return [...votes]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 20)
    .map(([level]) => level)
}

function wordIndex(levels: readonly ComparableLevel[]): Map<string, ComparableLevel[]> {
  const index = new Map<string, ComparableLevel[]>()
  for (const level of levels) {
    for (const term of new Set(level.statements.flatMap((s) => [...s.terms.keys()]))) {
      const known = index.get(term)
      if (known === undefined) index.set(term, [level])
      else known.push(level)
    }
  }
  return index
}

/** The same for two lists that hold the same statements, in any order. */
function keyOf(statements: readonly Comparable[]): string {
  return statements
    .map((statement) => statement.folded)
    .toSorted()
    .join('\n')
}

function candidateOf({ of, score }: Scored): { skill: string; level: string; score: number } {
  return { skill: of.skill.slug, level: of.level, score }
}
