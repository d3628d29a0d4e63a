import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { CapabilityFramework } from '../../framework/index.ts'
import { placeOf } from '../../framework/standing/standing.ts'
import { levelFromTicks, standardRule } from '../../framework/standing/ticks-to-level.ts'
import type { Tables } from '../../platform/store/index.ts'
import { isConfidence, isInterest, skillIn } from './words.ts'
import type { Confidence, Interest } from './words.ts'

const claimSchema = Type.Object({
  at: Type.String(),
  on: Type.String(),
  level: Type.String(),
  edition: Type.String(),
})

/** That a level was agreed elsewhere on a day: the word of a file, not of this organisation. */
export type Claim = Readonly<Static<typeof claimSchema>>

const claimsSchema = Type.Array(claimSchema)
const tickedSchema = Type.Array(Type.String())

/** What a line manager answered to a rating. */
export interface Answer {
  readonly outcome: 'agreed' | 'disagreed'
  readonly words: string
  readonly at: string
  readonly managerId: string | null
  /** Empty where the manager's own record is gone. */
  readonly managerName: string
}

/** What a person said of one skill, as it is kept. */
export interface KeptRating {
  readonly id: string
  readonly framework: string
  readonly edition: string
  readonly skill: string
  /** Which one of this skill; the highest is the newest. */
  readonly number: number
  readonly level: string | null
  readonly ticked: readonly string[]
  /** The level that counts; null: not assessed. */
  readonly counted: string | null
  readonly note: string
  readonly confidence: Confidence | null
  readonly interest: Interest | null
  readonly claims: readonly Claim[]
  readonly state: Tables['skill_ratings']['state']
  readonly version: number
  readonly ratedAt: string
  /** The oldest first. */
  readonly answers: readonly Answer[]
}

/** A role level that a person measures themselves against. */
export interface KeptTarget {
  readonly id: string
  readonly framework: string
  readonly edition: string
  readonly roleLevel: string
  readonly addedAt: string
}

/** Everything that is kept of one person's skills. */
export interface KeptSkills {
  /** By skill, the newest of each first. */
  readonly ratings: readonly KeptRating[]
  readonly targets: readonly KeptTarget[]
}

/** What somebody says of a skill, before it is kept. */
export interface SaidOfSkill {
  readonly level: string | null
  readonly ticked: readonly string[]
  readonly note: string
  readonly confidence: Confidence | null
  readonly interest: Interest | null
}

/**
 * A rating as it is read from the store.
 *
 * @throws where the row holds what no version of this software wrote
 */
export function ratingFrom(
  row: Tables['skill_ratings'],
  answers: readonly Answer[] = [],
): KeptRating {
  const { id, framework, edition, skill, number, level, counted, note, state, version } = row
  const said = { level, counted, note, state, version }
  return {
    id,
    framework,
    edition,
    skill,
    number,
    ...said,
    ticked: Value.Parse(tickedSchema, JSON.parse(row.ticked)),
    claims: Value.Parse(claimsSchema, JSON.parse(row.claims)),
    confidence: row.confidence !== null && isConfidence(row.confidence) ? row.confidence : null,
    interest: row.interest !== null && isInterest(row.interest) ? row.interest : null,
    ratedAt: row.rated_at,
    answers,
  }
}

/**
 * The level that counts, by the rule of My skills: the one set by hand, else the one that the
 * ticked statements add up to; null: not assessed.
 *
 * @example
 * countedLevel(edition, { skill: 'prototyping', level: null, ticked: [] }) // null
 */
export function countedLevel(
  edition: CapabilityFramework,
  { skill, level, ticked }: { skill: string; level: string | null; ticked: readonly string[] },
): string | null {
  const { scale } = edition.framework
  const held = skillIn(edition, skill)
  const byHand = placeOf(level, scale)
  const place =
    byHand ?? (held && levelFromTicks(held, new Set(ticked), standardRule).place) ?? undefined
  if (place === undefined) return null
  return place === 0 ? 'none' : (scale[place - 1] ?? null)
}

/**
 * Where the level that counts comes from: set by hand, or worked out from the ticked statements.
 * Null: there is none.
 *
 * @example
 * setBy({ level: null, counted: 'working' }) // 'statements'
 */
export function setBy({
  level,
  counted,
}: Pick<KeptRating, 'level' | 'counted'>): 'hand' | 'statements' | null {
  if (counted === null) return null
  return level === counted ? 'hand' : 'statements'
}

/**
 * The newest of each skill, in the order they come.
 *
 * @example
 * headsOf(kept.ratings)[0]?.number // 2
 */
export function headsOf(ratings: readonly KeptRating[]): readonly KeptRating[] {
  const heads = new Map<string, KeptRating>()
  for (const rating of ratings) {
    const key = `${rating.framework} ${rating.skill}`
    const known = heads.get(key)
    if (known === undefined || known.number < rating.number) heads.set(key, rating)
  }
  return [...heads.values()]
}

/** Whether the same was said twice. */
export function saysTheSame(a: SaidOfSkill, b: SaidOfSkill): boolean {
  return (
    a.level === b.level &&
    a.note === b.note &&
    a.confidence === b.confidence &&
    a.interest === b.interest &&
    a.ticked.toSorted().join(' ') === b.ticked.toSorted().join(' ')
  )
}

/** Whether anything was said at all. */
export function saysSomething({ level, ticked, note, confidence, interest }: SaidOfSkill): boolean {
  return (
    level !== null || ticked.length > 0 || note !== '' || confidence !== null || interest !== null
  )
}
