import type { Text } from '../framework/index.ts'
import { shown } from '../platform/index.ts'
import type { ShownDifference, ShownRuns } from './compare-views.ts'
import type { LevelWording } from './compare.ts'
import type { StatementDifference } from './statement-difference.ts'
import { wordDifference } from './word-difference.ts'

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
    rewordedHeading:
      'Nearly the same words. Read both: the words that differ, which are marked, may matter.',
    reworded: reworded.map(presentReworded),
    labels: { before: from, after: to },
    silent: nothing ? 'No statements are published here.' : undefined,
  }
}

function presentReworded({
  from,
  to,
}: StatementDifference['reworded'][number]): ShownDifference['reworded'][number] {
  const [before, after] = wordDifference(from.value, to.value)
  return { before: sideOf(from, before), after: sideOf(to, after) }
}

function sideOf(text: Text, runs: ShownRuns['runs']): ShownRuns {
  return { lang: shown(text).lang, runs }
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
 * How much differs, in a few words. A statement that only the lower level names does not fall away:
 * a higher level builds on those below it.
 *
 * @example
 * differenceWords(difference, { from: 'working', added: 'new at expert' })
 * // '2 new at expert, 1 named only at working'
 */
export function differenceWords(
  { both, reworded, added, dropped }: StatementDifference,
  words: { readonly from: string; readonly added: string },
): string {
  const parts = [
    added.length === 0 ? undefined : `${added.length} ${words.added}`,
    reworded.length === 0 ? undefined : `${reworded.length} reworded`,
    dropped.length === 0 ? undefined : `${dropped.length} named only at ${words.from}`,
    both.length === 0 ? undefined : `${both.length} the same`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'No statements' : parts.join(', ')
}
