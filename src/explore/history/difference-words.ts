import type { Basis, CapabilityDifference, MaturityDifference } from '../../framework/index.ts'
import { counted } from '../leads.ts'
import { listed } from '../present.ts'

type CapabilityCounts = CapabilityDifference['counts']

/** The part of a difference that is told in sentences. */
export type CountedDifference =
  | Pick<CapabilityDifference, 'kind' | 'counts'>
  | Pick<MaturityDifference, 'kind' | 'counts'>

const basisNames: Readonly<Record<Basis, string>> = {
  stated: 'stated',
  derived: 'derived',
  exact: 'inferred from the same wording',
  close: 'inferred from similar wording',
  undecided: 'undecided',
  none: 'without a level',
}

/**
 * What differs between two editions, in sentences. Kinds of change that do not occur are left out.
 *
 * @example
 * differenceInWords(difference) // ['3 families and 16 roles are new.', '2 roles are gone.']
 */
export function differenceInWords(difference: CountedDifference): string[] {
  const sentences =
    difference.kind === 'maturity-model'
      ? maturitySentences(difference.counts)
      : capabilitySentences(difference.counts)
  return sentences.length === 0 ? ['Nothing differs.'] : sentences
}

function capabilitySentences(counts: CapabilityCounts): string[] {
  const { families, roles, roleLevels, skills, statements, requirements } = counts
  const things = (change: 'added' | 'removed' | 'renamed') => [
    [families[change], 'family'] as const,
    [roles[change], 'role'] as const,
    [roleLevels[change], 'role level'] as const,
    [skills[change], 'skill'] as const,
  ]
  return [
    ...sentence(
      [...things('added'), [statements.added, 'statement'], [requirements.added, 'requirement']],
      'new',
    ),
    ...sentence(
      [
        ...things('removed'),
        [statements.removed, 'statement'],
        [requirements.removed, 'requirement'],
      ],
      'gone',
    ),
    ...sentence(things('renamed'), 'renamed'),
    ...sentence(
      [
        [roles.changed, 'role'],
        [skills.changed, 'skill'],
      ],
      'changed',
    ),
    ...sentence([[statements.reworded, 'statement']], 'reworded'),
    ...sentence([[statements.moved, 'statement']], 'moved to another skill level'),
    ...sentence([[requirements.raised, 'requirement']], 'raised'),
    ...sentence([[requirements.lowered, 'requirement']], 'lowered'),
    ...sentence([[requirements.decided, 'requirement']], 'given a level'),
    ...sentence([[requirements.undecided, 'requirement']], 'left without a level'),
    ...counts.bases.map(basisSentence),
  ]
}

function maturitySentences(counts: MaturityDifference['counts']): string[] {
  const { topics, themes, rows, descriptors } = counts
  const things = (change: 'added' | 'removed') => [
    [topics[change], 'topic'] as const,
    [themes[change], 'theme'] as const,
    [rows[change], 'row'] as const,
    [descriptors[change], 'descriptor'] as const,
  ]
  return [
    ...sentence(things('added'), 'new'),
    ...sentence(things('removed'), 'gone'),
    ...sentence(
      [
        [topics.renamed, 'topic'],
        [themes.renamed, 'theme'],
      ],
      'renamed',
    ),
    ...sentence([[rows.changed, 'row']], 'changed'),
    ...sentence([[descriptors.reworded, 'descriptor']], 'reworded'),
  ]
}

/** How levels came to be known in another way. */
export function basisSentence({
  from,
  to,
  requirements,
}: CapabilityCounts['bases'][number]): string {
  return `${counted(requirements, 'requirement')} turned from ${basisNames[from]} into ${basisNames[to]}.`
}

/**
 * What an edition would say is stated that was not before, and what to do about it. The same to
 * whoever loads it in the browser and at the command line; empty where nothing becomes stated.
 *
 * @example
 * becomesStatedInWords(difference)
 * // ['The levels of 1,655 requirements will be stated: … Before they were derived. …', …]
 */
export function becomesStatedInWords(difference: CountedDifference): string[] {
  if (difference.kind === 'maturity-model') return []
  const stated = difference.counts.bases.filter(({ to }) => to === 'stated')
  if (stated.length === 0) return []
  const all = stated.reduce((sum, { requirements }) => sum + requirements, 0)
  const before = listed(
    stated.map(({ from, requirements }) =>
      stated.length === 1
        ? basisNames[from]
        : `${requirements.toLocaleString('en-GB')} ${basisNames[from]}`,
    ),
  )
  const [levels, it, was] = all === 1 ? ['level', 'it', 'it was'] : ['levels', 'them', 'they were']
  return [
    `The ${levels} of ${counted(all, 'requirement')} will be stated: the new edition says that its source names ${it}. Before ${was} ${before}. Editions never change, so look before you load.`,
    'If the files are the download of the official service, load them: it names the levels.',
    'If Capable exported them as official CSV, do not load them: that format has no place for how a level is known, so what was derived would pass for stated. Load the JSON or the extended set of the same edition instead, which keep it.',
  ]
}

function sentence(parts: readonly (readonly [number, string])[], what: string): string[] {
  const some = parts.filter(([count]) => count > 0)
  if (some.length === 0) return []
  const total = some.reduce((sum, [count]) => sum + count, 0)
  const names = listed(some.map(([count, noun]) => counted(count, noun)))
  return [`${names} ${total === 1 ? 'is' : 'are'} ${what}.`]
}
