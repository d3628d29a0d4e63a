import type { EditionLibrary } from '../editions/index.ts'
import { show } from '../explore/index.ts'
import { showMaturity } from '../maturity/index.ts'
import type { Envelope } from '../platform/index.ts'
import { slugOf } from '../framework/index.ts'
import { ExpectedFailure } from '../platform/index.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** Options of `capable show`. */
export interface ShowOptions {
  readonly framework: string
  readonly edition?: string
}

/** Frameworks whose pages stand at the root of a site, as in the application. */
export interface RootFrameworks {
  readonly framework: string
  readonly maturityModel: string
}

/**
 * What the page of a thing answers as JSON. The path is the page's address, or just the slug path
 * of a role or role level, a skill or a family.
 */
export function showPath(
  path: string,
  options: ShowOptions,
  { library, root }: { library: EditionLibrary; root: RootFrameworks },
): Outcome {
  const common = { library, baseUrl: '', ...root }
  const { framework, edition } = options
  if (library.newest(framework)?.edition.kind === 'maturity-model') {
    return found(() => showMaturity({ ...common, framework }, path))
  }
  const place = { framework: framework === root.framework ? undefined : framework, edition }
  const slugs = path
    .split('/')
    .filter((part) => part !== '')
    .map(slugOf)
    .join('/')
  const paths = slugs.includes('/') ? [slugs] : [slugs, `skills/${slugs}`, `families/${slugs}`]
  const outcomes = paths.map((each) => found(() => show(common, { ...place, path: each })))
  const shown = outcomes.find((outcome) => outcome.exitCode === 0)
  return shown ?? (outcomes.length === 1 ? outcomes[0] : undefined) ?? nothingNamed(path)
}

function nothingNamed(path: string): Outcome {
  return refusal(
    'nothing-named',
    `There is no role, skill or family "${path}" in this edition. Give its name or the slugs of its address, for example software-developer/developer.`,
  )
}

function found(answer: () => Envelope<unknown> | null): Outcome {
  try {
    const json = answer()
    return { json, text: JSON.stringify(json, null, 2), exitCode: 0 }
  } catch (error) {
    if (error instanceof ExpectedFailure) {
      return refusal(error.code, error.message)
    }
    throw error
  }
}
