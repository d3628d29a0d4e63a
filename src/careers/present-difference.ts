import { counted } from '../explore/index.ts'
import { shown } from '../platform/index.ts'
import type { ShownDifference } from './compare-views.ts'
import type { LevelWording } from './compare.ts'
import type { StatementDifference } from './statement-difference.ts'

/** The names of the two sides, as they stand in "New at …". */
export interface Sides {
  readonly from: string
  readonly to: string
  readonly words: { readonly both: string; readonly added: string; readonly dropped: string }
  /** False where neither side comes before the other. */
  readonly inOrder?: boolean
}

/** The statements of two lists, in groups that say what happens to them. */
export function presentDifference(
  { both, reworded, added, dropped }: StatementDifference,
  { from, to, words, inOrder = true }: Sides,
): ShownDifference {
  const sayings = [
    { heading: words.added, kind: 'new' as const, statements: added.map(shown) },
    {
      heading: words.dropped,
      kind: inOrder ? ('gone' as const) : ('new' as const),
      statements: dropped.map(shown),
    },
    { heading: words.both, kind: 'both' as const, statements: both.map(shown) },
  ].filter(({ statements }) => statements.length > 0)
  const nothing = sayings.length + reworded.length === 0
  return {
    sayings,
    rewordedHeading: 'The same in other words',
    reworded: reworded.map((pair) => ({ before: shown(pair.from), after: shown(pair.to) })),
    labels: { before: from, after: to },
    silent: nothing ? 'No statements are published here.' : undefined,
  }
}

/** The statements of one level only. */
export function presentWording(
  wording: LevelWording | undefined,
  heading: string,
  kind: 'both' | 'new' | 'gone',
): ShownDifference {
  const statements = (wording?.statements ?? []).map(shown)
  return {
    sayings: statements.length === 0 ? [] : [{ heading, kind, statements }],
    rewordedHeading: '',
    reworded: [],
    labels: { before: '', after: '' },
    silent: statements.length > 0 ? undefined : silentWords(wording?.state),
  }
}

/** Why a level has no statements. */
export function silentWords(state: LevelWording['state'] | undefined): string {
  return state === 'not-defined'
    ? 'The framework does not define this level of the skill.'
    : 'We hold no statements for this level of the skill.'
}

/**
 * How much differs, in a few words.
 *
 * @example
 * differenceWords(difference) // '2 new statements, 1 falls away'
 */
export function differenceWords({ both, reworded, added, dropped }: StatementDifference): string {
  const parts = [
    added.length === 0 ? undefined : counted(added.length, 'new statement'),
    reworded.length === 0 ? undefined : `${reworded.length} reworded`,
    dropped.length === 0
      ? undefined
      : `${dropped.length} ${dropped.length === 1 ? 'falls' : 'fall'} away`,
    both.length === 0 ? undefined : `${both.length} the same`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'No statements' : parts.join(', ')
}
