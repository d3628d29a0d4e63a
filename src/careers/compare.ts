import type { Named, Place } from '../explore/index.ts'
import { familyOf, named, skillNamed } from '../explore/index.ts'
import type { SkillLevel, Text, Track, UsualGrade } from '../framework/index.ts'
import { gapBetween } from '../framework/standing/gap.ts'
import type { SkillChange } from '../framework/standing/gap.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { statementDifference } from './statement-difference.ts'
import type { StatementDifference } from './statement-difference.ts'

/** A role level that is compared. */
export interface ComparedLevel extends Named {
  readonly path: string
  readonly role: Named
  readonly family: Named | null
  readonly rank: number | null
  readonly track: Track | null
  readonly skills: number
  /** All its skill levels added up. */
  readonly levels: number
  readonly usualGrade: UsualGrade | null
}

/** How the first of the compared role levels meets another. Figures are unrounded. */
export interface ComparedMove {
  readonly from: string
  readonly to: string
  readonly coverage: number
  readonly metShare: number
  readonly met: number
  readonly skills: number
  readonly coveredLevels: number
  readonly askedLevels: number
  readonly largestDeficit: number
  readonly steps: number
}

/** What one level of a skill says. */
export interface LevelWording {
  readonly level: string
  readonly state: SkillLevel['state']
  readonly statements: readonly Text[]
}

/** One skill that at least one of the compared role levels asks for. */
export interface ComparedSkill {
  readonly skill: Named
  /** In the order of the role levels; null: not asked for, or not decided. */
  readonly levels: readonly (string | null)[]
  /** Places on the scale from 1, in the same order; 0: not asked for. */
  readonly places: readonly number[]
  /** Between two role levels; null where more are compared. */
  readonly change: SkillChange | 'undecided' | null
  /** Each level that is asked for, lowest first. */
  readonly wording: readonly LevelWording[]
  /** Between two levels that are both asked for and differ; else null. */
  readonly difference: StatementDifference | null
}

/** Two to four role levels side by side. */
export interface Comparison {
  readonly levels: readonly ComparedLevel[]
  /** From the first to each other, then from the last of two back to the first. */
  readonly moves: readonly ComparedMove[]
  readonly skills: readonly ComparedSkill[]
}

/**
 * Compares role levels, skill by skill in the order of the alphabet.
 *
 * @example
 * describeComparison(place, [developer, leadDevOps]).moves[0]?.coverage // 0.774…
 */
export function describeComparison(place: Place, profiles: readonly LevelProfile[]): Comparison {
  const [first, ...others] = profiles
  if (first === undefined) return { levels: [], moves: [], skills: [] }
  const moves = others.map((other) => describeMove(first, other))
  const [only] = others
  if (others.length === 1 && only !== undefined) moves.push(describeMove(only, first))
  const slugs = new Set(profiles.flatMap(({ asks, undecided }) => [...asks.keys(), ...undecided]))
  return {
    levels: profiles.map((profile) => describeLevel(place, profile)),
    moves,
    skills: [...slugs]
      .map((slug) => describeSkill(place, profiles, slug))
      .toSorted((a, b) => a.skill.name.value.localeCompare(b.skill.name.value, 'en')),
  }
}

/** A role level with what it is compared by. */
export function describeLevel(
  { index }: Place,
  { role, level, path, asks }: LevelProfile,
): ComparedLevel {
  return {
    ...named(level),
    path,
    role: named(role),
    family: familyOf(index, role),
    rank: level.rank,
    track: level.track,
    skills: asks.size,
    levels: sumOf(asks),
    usualGrade: level.usualGrade ?? null,
  }
}

function describeMove(from: LevelProfile, to: LevelProfile): ComparedMove {
  const { coverage, metShare, largestDeficit, steps } = gapBetween(from.asks, to.asks)
  const askedLevels = sumOf(to.asks)
  return {
    from: from.path,
    to: to.path,
    coverage,
    metShare,
    met: Math.round(metShare * to.asks.size),
    skills: to.asks.size,
    coveredLevels: askedLevels - steps,
    askedLevels,
    largestDeficit,
    steps,
  }
}

function describeSkill(
  { index, edition }: Place,
  profiles: readonly LevelProfile[],
  slug: string,
): ComparedSkill {
  const { scale } = edition.framework
  const places = profiles.map(({ asks }) => asks.get(slug) ?? 0)
  const asked = [...new Set(places)].filter((at) => at > 0).toSorted((a, b) => a - b)
  const levelAt = (at: number) =>
    index.skills.get(slug)?.levels.find(({ level }) => level === scale[at - 1])
  const [from = 0, to = 0] = places
  const pair = profiles.length === 2
  const unclear = profiles.some(({ undecided }) => undecided.includes(slug))
  return {
    skill: skillNamed(index, slug),
    levels: places.map((at) => scale[at - 1] ?? null),
    places,
    change: pair ? (unclear ? 'undecided' : changeOf(from, to)) : null,
    wording: asked.map((at) => ({
      level: scale[at - 1] ?? '',
      state: levelAt(at)?.state ?? 'absent',
      statements: (levelAt(at)?.statements ?? []).map(({ text }) => text),
    })),
    difference:
      pair && from > 0 && to > 0 && from !== to
        ? statementDifference(levelAt(from)?.statements ?? [], levelAt(to)?.statements ?? [])
        : null,
  }
}

function changeOf(from: number, to: number): SkillChange {
  const [only] = gapBetween(
    new Map(from === 0 ? [] : [['skill', from]]),
    new Map(to === 0 ? [] : [['skill', to]]),
  ).skills
  return only?.change ?? 'same'
}

function sumOf(asks: LevelProfile['asks']): number {
  return [...asks.values()].reduce((sum, at) => sum + at, 0)
}
