import type { EditionLibrary, LoadedEdition } from '../editions/index.ts'
import { exitCodeFor, reportInWords, reportOf } from './report.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** Options of `capable check`. */
export interface CheckOptions {
  readonly framework?: string
  readonly edition?: string
  readonly strict?: boolean
  readonly verbose?: boolean
}

/** Counts and findings of published editions: all of them, or those the options name. */
export function check(library: EditionLibrary, options: CheckOptions): Outcome {
  const chosen = choose(library, options)
  if (chosen.length === 0) return refusal('edition-not-found', notFound(library, options))
  const reports = chosen.map(({ edition, findings }) => reportOf(edition, findings))
  return {
    json: { frameworks: reports },
    text: reports
      .map((report) => reportInWords(report, { every: options.verbose === true }))
      .join('\n\n'),
    exitCode: exitCodeFor(
      reports.flatMap((report) => report.findings),
      options.strict === true,
    ),
  }
}

/** The editions that the options name; with a framework alone, its newest. */
export function choose(library: EditionLibrary, options: CheckOptions): readonly LoadedEdition[] {
  const { framework, edition } = options
  if (framework === undefined) {
    return library
      .all()
      .filter((each) => edition === undefined || each.edition.edition.name === edition)
  }
  const one = edition === undefined ? library.newest(framework) : library.get(framework, edition)
  return one === undefined ? [] : [one]
}

/** The sentence for an edition that does not exist: says which ones do. */
export function notFound(library: EditionLibrary, options: CheckOptions): string {
  const wanted = [options.framework ?? '', options.edition ?? ''].filter((part) => part !== '')
  const names = library
    .all()
    .map(({ edition }) => `${edition.framework.slug}@${edition.edition.name}`)
  return `There is no edition ${wanted.join('@')}. The editions are: ${names.join(', ')}.`
}
