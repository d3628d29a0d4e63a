import { termsOf } from './terms.ts'
import type { Term } from './terms.ts'

/** Different ways to say the same. Whoever searches for one finds the others too. */
const saidAlike: readonly (readonly string[])[] = [
  ['devops', 'dev ops', 'development operations'],
  ['ux', 'user experience'],
  ['ucd', 'hcd', 'user-centred design', 'human-centred design'],
  ['ui', 'user interface'],
  ['qa', 'quality assurance'],
  ['qat', 'quality assurance testing', 'quality assurance test'],
  ['ba', 'business analyst', 'business analysis'],
  ['ml', 'machine learning'],
  ['ddat', 'digital, data and technology', 'digital and data'],
  ['cdo', 'chief data officer'],
  ['cto', 'chief technology officer'],
  ['cdio', 'chief digital and information officer'],
  ['ciso', 'chief information security officer'],
  ['scs', 'senior civil service'],
  ['a11y', 'accessibility'],
  ['euc', 'end user computing'],
  ['itsm', 'IT service management'],
  ['frontend', 'front end'],
  ['backend', 'back end'],
  ['lifecycle', 'life cycle'],
  ['cybersecurity', 'cyber security'],
  ['infosec', 'information security'],
  ['dataset', 'data set'],
  ['helpdesk', 'help desk', 'service desk'],
  ['stats', 'statistics'],
]

/** Words from elsewhere, and what comes nearest to them here. */
const nearestTo: readonly (readonly [string, ...string[]])[] = [
  ['ai', 'artificial intelligence', 'machine learning'],
  ['cio', 'chief information officer', 'chief digital and information officer'],
  ['coder', 'software developer'],
  ['comms', 'communication', 'communicating'],
  ['copywriter', 'content designer'],
  ['dataviz', 'data visualisation'],
  ['dba', 'database administrator', 'data management'],
  ['dm', 'delivery manager'],
  ['pm', 'product manager', 'delivery manager', 'programme delivery manager'],
  ['product owner', 'product manager', 'service owner'],
  ['programmer', 'software developer'],
  ['project management', 'delivery management'],
  ['project manager', 'delivery manager', 'programme delivery manager'],
  ['researcher', 'user researcher'],
  ['scrum master', 'delivery manager'],
  ['software engineer', 'software developer'],
  ['sre', 'site reliability engineer', 'development operations engineer'],
  ['statistician', 'statistical'],
  ['tester', 'test analyst', 'test engineer'],
]

/** A phrase, word by word, and the phrases that mean the same, as stems. */
export interface Synonym {
  readonly phrase: readonly string[]
  readonly others: readonly (readonly string[])[]
}

/** Synonyms by the first word of their phrase, the longest phrase first. */
const synonymsByStart: ReadonlyMap<string, readonly Synonym[]> = Map.groupBy(
  [
    ...saidAlike.flatMap((group) => group.map((phrase) => synonym(phrase, group))),
    ...nearestTo.map(([phrase, ...others]) => synonym(phrase, others)),
  ].toSorted((a, b) => b.phrase.length - a.phrase.length),
  ({ phrase: [first = ''] }) => first,
)

/**
 * The synonyms of the longest phrase that stands at one place of a query.
 *
 * @example
 * synonymsAt(termsOf('a UX designer'), 1)?.others // [['user', 'experienc']]
 */
export function synonymsAt(terms: readonly Term[], at: number): Synonym | undefined {
  const [first] = terms.slice(at, at + 1)
  if (first === undefined) return undefined
  const known = synonymsByStart.get(singular(first)) ?? []
  const fitting = known.filter(({ phrase }) =>
    phrase.every((word, offset) => {
      const term = terms[at + offset]
      return term !== undefined && singular(term) === word
    }),
  )
  const [longest] = fitting
  if (longest === undefined) return undefined
  const same = fitting.filter(({ phrase }) => phrase.length === longest.phrase.length)
  return { phrase: longest.phrase, others: same.flatMap(({ others }) => others) }
}

function synonym(phrase: string, group: readonly string[]): Synonym {
  const others = group.filter((other) => other !== phrase)
  return {
    phrase: termsOf(phrase).map(singular),
    others: others.map((other) => termsOf(other).map(({ stem }) => stem)),
  }
}

/** Not the stem: "tester" stands for a role, "test" does not. */
function singular({ word }: Term): string {
  return word.length > 3 ? word.replace(/(?<![su])s$/u, '') : word
}
