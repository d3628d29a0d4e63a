import type { Rules } from './rules.ts'

/**
 * Why a figure is hidden. Small counts and counts hidden to protect them share one reason: told
 * apart, a reader could work out more of both.
 */
export type HiddenReason = 'small-or-linked' | 'too-few-for-average' | 'too-few-for-percentage'

/** What may be known of a figure: a rounded number, or why there is none. */
export type Mark =
  | { readonly shown: number }
  | { readonly hidden: HiddenReason; readonly threshold: number }

/**
 * A figure about people that is safe to show. Only disclosure control can make one, so a page,
 * export or reply that asks for this type cannot be given a true count.
 */
export class ProtectedFigure {
  readonly #mark: Mark

  constructor(mark: Mark) {
    this.#mark = mark
  }

  /** The rounded number, or why it is hidden. */
  get mark(): Mark {
    return this.#mark
  }

  /** The words to show in its place, the same on pages, in exports and in the API. */
  get words(): string {
    const mark = this.#mark
    return 'shown' in mark ? String(mark.shown) : words[mark.hidden](mark.threshold)
  }

  toJSON(): Mark {
    return this.#mark
  }
}

const words: Readonly<Record<HiddenReason, (threshold: number) => string>> = {
  'small-or-linked': (threshold) =>
    `Fewer than ${threshold}, or hidden so that a small number cannot be worked out`,
  'too-few-for-average': (threshold) =>
    `Fewer than ${threshold} people, or hidden so that a person's value cannot be worked out`,
  'too-few-for-percentage': (threshold) => `Not worked out for fewer than ${threshold} people`,
}

/**
 * One protected figure as a percentage of another, from what is shown of both and nothing else.
 *
 * @param part people, of whom all are in `whole`
 * @param whole people
 * @returns a whole number from 0 to 100, or hidden: as `part` or `whole` is, or because fewer than
 *   30 people (by default) are shown in the whole
 * @example
 * percentageOf(table.figure('team-a', 'expert'), release.headcount('team-a'), defaultRules).words
 */
export function percentageOf(
  part: ProtectedFigure,
  whole: ProtectedFigure,
  rules: Pick<Rules, 'percentageThreshold'>,
): ProtectedFigure {
  if (!('shown' in part.mark)) return part
  if (!('shown' in whole.mark)) return whole
  if (whole.mark.shown < rules.percentageThreshold) {
    return new ProtectedFigure({
      hidden: 'too-few-for-percentage',
      threshold: rules.percentageThreshold,
    })
  }
  const share = Math.round((100 * part.mark.shown) / whole.mark.shown)
  return new ProtectedFigure({ shown: Math.min(100, share) })
}
