import type { EditionLibrary, LoadedEdition } from '../editions/index.ts'
import { formerSlugs } from '../framework/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import { ExpectedFailure } from '../platform/index.ts'
import { olderEditions } from './editions.ts'
import type { LeadSources } from './leads.ts'
import { indexOf } from './lookup.ts'
import type { EditionIndex } from './lookup.ts'

/** What the room is told when it is put together. */
export interface ExploreOptions {
  readonly library: EditionLibrary
  /** Slug of the framework that lives at the root. */
  readonly framework: string
  /** Slug of the maturity model with pages of its own. */
  readonly maturityModel: string
  readonly baseUrl: string
}

/** An edition together with the addresses under which its pages live. */
export interface Place {
  readonly options: ExploreOptions
  readonly loaded: LoadedEdition
  readonly edition: CapabilityFramework
  readonly index: EditionIndex
  readonly leads: LeadSources
  /** Before every address of the framework: empty for the default one. */
  readonly frameworkBase: string
  /** Before every address of this edition: empty for the newest of the default framework. */
  readonly base: string
  readonly newest: boolean
}

/** Names a place: no framework is the default one, no edition the newest. */
export interface PlaceName {
  readonly framework?: string | undefined
  readonly edition?: string | undefined
}

/** Finds an edition and its addresses, or throws an `ExpectedFailure`. */
export function placeAt(options: ExploreOptions, { framework, edition }: PlaceName): Place {
  const slug = framework ?? options.framework
  const frameworkBase = slug === options.framework ? '' : `/frameworks/${slug}`
  const { library } = options
  const newest = library.newest(slug)
  if (newest === undefined) throw frameworkMissing(options, slug)
  const loaded = edition === undefined ? newest : library.get(slug, edition)
  if (loaded === undefined) throw editionMissing(frameworkBase)
  if (loaded.edition.kind !== 'capability-framework') throw frameworkMissing(options, slug)
  return {
    options,
    loaded,
    edition: loaded.edition,
    index: indexOf(loaded.edition),
    leads: {
      older: olderEditions(library, loaded.edition),
      formerNames: formerSlugs(loaded.register.roles),
    },
    frameworkBase,
    base: edition === undefined ? frameworkBase : `${frameworkBase}/editions/${edition}`,
    newest: loaded === newest,
  }
}

function frameworkMissing(options: ExploreOptions, slug: string): ExpectedFailure {
  return slug === options.framework
    ? new ExpectedFailure('not-ready')
    : new ExpectedFailure('framework-not-found', { href: '/editions', text: 'See all editions' })
}

function editionMissing(frameworkBase: string): ExpectedFailure {
  const href = `${frameworkBase}/editions`
  return new ExpectedFailure('edition-not-found', { href, text: 'See all editions' })
}
