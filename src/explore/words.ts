import type { Basis, Finding, Severity, Track } from '../framework/index.ts'
import { capitalised } from './present.ts'

/** The words for severities, on one finding and on many. */
export const severityWords: Readonly<Record<Severity, { one: string; many: string }>> = {
  error: { one: 'Error', many: 'errors' },
  warning: { one: 'Warning', many: 'warnings' },
  notice: { one: 'Notice', many: 'notices' },
}

/** What was done about a finding. */
export const actionWords: Readonly<Record<Finding['action'], string>> = {
  kept: 'Kept as published',
  repaired: 'Repaired',
  'left-out': 'Left out',
}

/** How a level is known, in a word and in a sentence. */
export const basisWords: Readonly<Record<Basis, { mark: string; meaning: string }>> = {
  stated: { mark: 'Stated', meaning: 'A source names the level.' },
  derived: {
    mark: 'Derived',
    meaning: 'The level stands in a table that was derived from the published wording.',
  },
  exact: {
    mark: 'Exact',
    meaning:
      'Inferred: the published statements are word for word those of this level of the skill.',
  },
  close: {
    mark: 'Close',
    meaning:
      'Inferred: the published statements agree best with this level, or stand in another level too.',
  },
  undecided: {
    mark: 'Undecided',
    meaning: 'The published statements fit no level, or more than one, well enough to decide.',
  },
  none: {
    mark: 'No level',
    meaning: 'Senior Civil Service roles ask for skills without levels.',
  },
}

/** The track of a role level, as the end of a sentence. */
export const trackWords: Readonly<Record<Track, string>> = {
  technical: 'technical track',
  management: 'management track',
}

/**
 * A level of the scale as it stands on a page.
 *
 * @example
 * levelWord('working') // 'Working'
 */
export function levelWord(level: string | null): string {
  return level === null ? 'Level not decided' : capitalised(level)
}
