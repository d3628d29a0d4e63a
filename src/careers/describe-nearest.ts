import { named, skillNamed } from '../explore/index.ts'
import type { Named, Place } from '../explore/index.ts'
import { describeLevel } from './compare.ts'
import type { ComparedLevel } from './compare.ts'
import { gradeMove, holdsGrades } from './grades.ts'
import type { GradeMove } from './grades.ts'
import { nearestTo } from './nearest.ts'
import type { CoveredLevel, NearLevel } from './nearest.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { thresholdOf } from './threshold.ts'
import type { Threshold } from './threshold.ts'
import { rolesAlikeByWording } from './wording.ts'

/** A skill that is not yet at the level that is asked for. */
export interface Deficit {
  readonly skill: Named
  readonly from: string | null
  readonly to: string | null
  readonly steps: number
}

/** A role level and how well it is covered. */
export interface CoveredEntry extends ComparedLevel {
  readonly coverage: number
  readonly metShare: number
  /** In words: "meets 4 of 10 skills, 5 one level short". */
  readonly inWords: string
}

/** A role level that could be next. */
export interface NearEntry extends CoveredEntry {
  readonly near: boolean
  readonly asksLess: boolean
  readonly deficits: readonly Deficit[]
  /** Of the levels of the role that ask for more, the one covered best; null: no better one. */
  readonly best: CoveredEntry | null
  /** Null where the edition holds no usual grades. */
  readonly grade: GradeMove | null
}

/** A role that shares no skill but reads alike. A suggestion. */
export interface AlikeEntry {
  readonly role: Named
  readonly score: number
  readonly pairs: readonly {
    readonly own: Named
    readonly other: Named
    readonly likeness: number
  }[]
}

/** Where a role level could lead. */
export interface NearestDescription {
  readonly start: ComparedLevel
  readonly all: boolean
  readonly threshold: Threshold
  readonly nearest: readonly NearEntry[]
  readonly alreadyMet: readonly NearEntry[]
  readonly alikeByWording: readonly AlikeEntry[]
}

/** Finds the role levels near one, and the roles that read alike. */
export function describeNearest(
  place: Place,
  start: LevelProfile,
  { all, inWords }: { readonly all: boolean; readonly inWords: (near: CoveredLevel) => string },
): NearestDescription {
  const { edition, index } = place
  const found = nearestTo(edition, start.asks, { role: start.role.slug, all })
  const covered = (level: CoveredLevel): CoveredEntry => ({
    ...describeLevel(place, level.profile),
    coverage: level.gap.coverage,
    metShare: level.gap.metShare,
    inWords: inWords(level),
  })
  const entry = (near: NearLevel): NearEntry => ({
    ...covered(near),
    near: near.near,
    asksLess: near.asksLess,
    deficits: deficitsOf(place, near),
    best: near.best === undefined ? null : covered(near.best),
    grade: holdsGrades(edition) ? gradeMove(edition, start.level, near.profile.level) : null,
  })
  return {
    start: describeLevel(place, start),
    all,
    threshold: thresholdOf(edition),
    nearest: found.nearest.map(entry),
    alreadyMet: found.alreadyMet.map(entry),
    alikeByWording: rolesAlikeByWording(edition, start.role.slug).map(({ role, score, pairs }) => ({
      role: named(role),
      score,
      pairs: pairs.map(({ own, other, likeness }) => ({
        own: skillNamed(index, own),
        other: skillNamed(index, other),
        likeness,
      })),
    })),
  }
}

function deficitsOf({ index, edition }: Place, { gap }: NearLevel): Deficit[] {
  const { scale } = edition.framework
  return gap.skills
    .filter(({ steps }) => steps > 0)
    .map(({ skill, from, to, steps }) => ({
      skill: skillNamed(index, skill),
      from: scale[from - 1] ?? null,
      to: scale[to - 1] ?? null,
      steps,
    }))
    .toSorted(
      (a, b) => b.steps - a.steps || a.skill.name.value.localeCompare(b.skill.name.value, 'en'),
    )
}
