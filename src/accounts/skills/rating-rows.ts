import type { CapabilityFramework } from '../../framework/index.ts'
import { readableDate, shown } from '../../platform/index.ts'
import type { Facts } from '../form.ts'
import { setBy } from './kept-skills.ts'
import type { Claim, KeptRating } from './kept-skills.ts'
import { ageInWords, confidences, interests, levelInWords, skillIn } from './words.ts'

/** What a rating can show of itself. What is missing is not shown. */
export type ShownRating = Pick<
  KeptRating,
  'skill' | 'edition' | 'level' | 'counted' | 'ticked' | 'note' | 'claims' | 'ratedAt'
> &
  Partial<Pick<KeptRating, 'confidence' | 'interest'>>

/** What was said of a skill, as rows of a sheet: level, edition and age, statements, words. */
export function ratingRows(
  rating: ShownRating,
  { edition, now }: { readonly edition: CapabilityFramework | undefined; readonly now: Date },
): Facts {
  const { counted, note, claims, confidence = null, interest = null, ratedAt } = rating
  const statements = tickedIn(rating, edition)
  return [
    ['Level', levelInWords(counted)],
    ...(counted === null ? [] : [['How it was set', ...howSet(rating)] as const]),
    ['Saved', `${readableDate(ratedAt.slice(0, 10))}, ${ageInWords(ratedAt, now)}`],
    ['Edition', rating.edition],
    ...(statements.length === 0 ? [] : [['Statements', ...statements] as const]),
    ...(note === '' ? [] : [['Evidence', note] as const]),
    ...(confidence === null ? [] : [['How sure', confidences[confidence]] as const]),
    ...(interest === null ? [] : [['Interest', interests[interest]] as const]),
    ...claims.map((claim) => ['Said in a file, not checked here', claimInWords(claim)] as const),
  ]
}

const waysToSet = {
  hand: 'Set by hand',
  statements: 'Worked out from the ticked statements',
} as const

/**
 * Where a level comes from, and where a file says that the same level was agreed.
 *
 * @example
 * howSet({ level: 'working', counted: 'working', edition: '2026-01-01', claims: [] })
 * // ['Set by hand']
 */
export function howSet(
  rating: Pick<KeptRating, 'level' | 'counted' | 'edition' | 'claims'>,
): readonly string[] {
  const way = setBy(rating)
  if (way === null) return []
  const same = rating.claims.filter(
    ({ level, edition }) => level === rating.counted && edition === rating.edition,
  )
  return [
    waysToSet[way],
    ...same.map(({ at, on }) => {
      return `The same level was read from a file: agreed at ${at}, on ${readableDate(on)}`
    }),
  ]
}

/** The words of the statements that were ticked, in the order of the skill. */
function tickedIn(
  { skill, ticked }: ShownRating,
  edition: CapabilityFramework | undefined,
): readonly string[] {
  const wanted = new Set(ticked)
  const all = skillIn(edition, skill)?.levels.flatMap(({ statements }) => statements) ?? []
  const known = all.filter(({ id }) => wanted.has(id)).map(({ text }) => shown(text).value)
  const rest = ticked.length - known.length
  return rest === 0 ? known : [...known, `${rest} of an edition that is not held here`]
}

/**
 * That something was agreed elsewhere, in words.
 *
 * @example
 * claimInWords({ at: 'Test department', on: '2026-05-03', level: 'working', edition: '2026-01-01' })
 * // 'Working (edition 2026-01-01): agreed at Test department, on 3 May 2026'
 */
export function claimInWords({ at, on, level, edition }: Claim): string {
  return `${levelInWords(level)} (edition ${edition}): agreed at ${at}, on ${readableDate(on)}`
}

const states: Readonly<Record<KeptRating['state'], string>> = {
  draft: 'Draft, only yours',
  shared: 'Shared at some time, so it changes no more',
  final: 'Agreed',
}

/** The state of a rating in words; of a draft something other than the level may be shared. */
export function stateInWords({ state }: Pick<KeptRating, 'state'>, isShared: boolean): string {
  return state === 'draft' && isShared ? 'Draft, its level only yours' : states[state]
}

/**
 * An edition, and whether there is a newer one.
 *
 * @example
 * editionInWords('2017-03-23', '2026-11-21') // '2017-03-23, not the newest'
 */
export function editionInWords(edition: string, newest: string | undefined): string {
  return newest === undefined || edition === newest ? edition : `${edition}, not the newest`
}
