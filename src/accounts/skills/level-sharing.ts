import { readableDate } from '../../platform/index.ts'
import type { SharingNow } from '../store/skill-shares.ts'
import type { KeptRating } from './kept-skills.ts'
import { stateInWords } from './rating-rows.ts'
import { isShared, itemOf } from './shared.ts'
import { levelInWords } from './words.ts'

/** The level of a skill that one line manager sees, held against the one that is kept now. */
export interface LevelShared {
  readonly managerName: string
  readonly level: string
  /** The day since when. */
  readonly sharedOn: string
  /** Whether level, statements and evidence are those that are kept now. */
  readonly isSame: boolean
}

/** The newest that is kept of a skill, everything that was said of it, and who sees what. */
export interface SkillSharing {
  readonly head: KeptRating
  readonly ratings: readonly KeptRating[]
  readonly sharing: readonly SharingNow[]
}

/**
 * Which level of a skill each line manager of today sees, the newest where they see several.
 *
 * @example
 * levelsShared({ head, ratings, sharing })[0]?.isSame // false
 */
export function levelsShared({ head, ratings, sharing }: SkillSharing): readonly LevelShared[] {
  const own = ratings
    .filter(({ framework, skill }) => framework === head.framework && skill === head.skill)
    .toSorted((a, b) => b.number - a.number)
  return sharing.flatMap(({ managerName, since }) => {
    const seen = own.find(({ id }) => since.has(itemOf('rating', id)))
    const sharedOn = seen && since.get(itemOf('rating', seen.id))
    if (seen === undefined || sharedOn === undefined || seen.counted === null) return []
    return [{ managerName, level: seen.counted, sharedOn, isSame: saysAsMuch(seen, head) }]
  })
}

function saysAsMuch(a: KeptRating, b: KeptRating): boolean {
  return saidIn(a) === saidIn(b)
}

function saidIn({ edition, level, counted, note, ticked, claims }: KeptRating): string {
  return JSON.stringify([edition, level, counted, note, ticked.toSorted(), claims])
}

/**
 * What of a skill's level is shared now, and whether that is what is kept, in sentences. Where
 * nothing is, the state says why.
 *
 * @example
 * levelSharingInWords({ head, ratings, sharing })
 * // ['Shared with Test manager: Working, since 3 May 2026. Now: Practitioner, not shared yet.']
 */
export function levelSharingInWords(skill: SkillSharing): readonly string[] {
  const shared = levelsShared(skill)
  if (shared.length === 0) {
    const state = `${stateInWords(skill.head, isShared(skill.head, skill.sharing))}.`
    return [skill.head.state === 'draft' ? state : `${state} Nobody sees the level now.`]
  }
  return shared.map(({ managerName, level, sharedOn, isSame }) => {
    const since = `Shared with ${managerName}: ${levelInWords(level)}, since ${readableDate(sharedOn)}`
    return isSame
      ? `${since}. The same as you keep.`
      : `${since}. Now: ${nowInWords(skill.head, level)}, not shared yet.`
  })
}

/** The same level may stand on other statements or evidence. */
function nowInWords({ counted }: KeptRating, shared: string): string {
  const now = levelInWords(counted)
  return counted === shared ? `${now} in other words` : now
}
