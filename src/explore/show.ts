import { envelopeOf, ExpectedFailure, Moved } from '../platform/index.ts'
import type { Envelope } from '../platform/index.ts'
import { describeHome } from './home.ts'
import { placeAt } from './place.ts'
import type { ExploreOptions, PlaceName } from './place.ts'
import { editionResources, editionsResource, frameworkResources } from './resources.ts'

/** What to show, and from where. */
export interface ShowRequest extends PlaceName {
  /** The address below the edition, such as `skills/prototyping`, or a role: `data-architect`. */
  readonly path: string
}

/**
 * The data of a page, as its JSON twin answers it; a former name leads to the present one. Throws an `ExpectedFailure` with what is wrong.
 *
 * @example
 * show(options, { path: 'software-developer/developer' }).meta.page
 * // '/roles/software-developer/developer'
 */
export function show(options: ExploreOptions, request: ShowRequest): Envelope<unknown> {
  try {
    return shownAt(options, request)
  } catch (error) {
    if (!(error instanceof Moved)) throw error
    const { base } = placeAt(options, request)
    return shownAt(options, { ...request, path: error.to.slice(base.length) })
  }
}

function shownAt(options: ExploreOptions, request: ShowRequest): Envelope<unknown> {
  const place = placeAt(options, request)
  const parts = request.path
    .replace(/\.json$/, '')
    .split('/')
    .filter((part) => part !== '')
  const { baseUrl } = options
  if (parts.length === 0 || parts.join('/') === 'index') {
    return envelopeOf(place.edition, { page: place.base || '/', baseUrl }, describeHome(place))
  }
  for (const candidate of [parts, ['roles', ...parts]]) {
    for (const { path, find } of [...editionResources, editionsResource, ...frameworkResources]) {
      const params = matched(path, candidate)
      if (params === undefined) continue
      const page = `${place.base}/${candidate.join('/')}`
      return envelopeOf(place.edition, { page, baseUrl }, find(place, { params, query: {} }).data)
    }
  }
  throw new ExpectedFailure('page-not-found')
}

/** The parameters of a path in the router's notation, or undefined where it does not fit. */
function matched(path: string, parts: readonly string[]): Record<string, string> | undefined {
  const pattern = path.split('/').slice(1)
  if (pattern.length !== parts.length) return undefined
  const fits = pattern.every((part, at) => part.startsWith(':') || part === parts[at])
  if (!fits) return undefined
  return Object.fromEntries(
    pattern.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), parts[at] ?? '']] : [])),
  )
}
