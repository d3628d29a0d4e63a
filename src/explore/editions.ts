import type { EditionLibrary, LoadedEdition } from '../editions/index.ts'
import { countsOf } from '../framework/index.ts'
import type {
  CapabilityCounts,
  CapabilityFramework,
  Licence,
  MaturityCounts,
  Severity,
  Source,
  Text,
} from '../framework/index.ts'
import { totalsOf } from './health.ts'

/** An edition in a list. */
export interface ListedEdition {
  readonly framework: { readonly slug: string; readonly title: Text; readonly kind: string }
  readonly edition: string
  readonly title: string
  /** Null where the sources carry no date. */
  readonly published: string | null
  readonly compiled: string
  readonly newest: boolean
  /** The edition before it of the same framework; null for the first. */
  readonly before: string | null
  readonly counts: CapabilityCounts | MaturityCounts
}

/** Everything about an edition but its content. */
export interface EditionDescription extends ListedEdition {
  readonly about: string
  readonly publisher: string
  readonly officialService: { readonly name: string; readonly url: string } | null
  readonly licence: Licence
  readonly findings: Readonly<Record<Severity, number>>
  readonly sources: readonly Source[]
  /** What the publisher says the framework is, in published order. */
  readonly introduction: readonly Text[]
  /** What the publisher says it is for. */
  readonly purposes: readonly Text[]
}

/** All editions, or those of one framework. */
export function describeEditions(library: EditionLibrary, framework?: string): ListedEdition[] {
  return library
    .all()
    .filter(({ edition }) => framework === undefined || edition.framework.slug === framework)
    .map((loaded) => listedEdition(library, loaded))
}

/** One edition. */
export function describeEdition(
  library: EditionLibrary,
  loaded: LoadedEdition,
): EditionDescription {
  const { edition, findings } = loaded
  const { publisher, officialService, licence } = edition.framework
  return {
    ...listedEdition(library, loaded),
    about: edition.edition.about,
    publisher,
    officialService: officialService ?? null,
    licence,
    findings: totalsOf(findings),
    sources: edition.sources,
    introduction: edition.kind === 'capability-framework' ? edition.introduction : [],
    purposes: edition.kind === 'capability-framework' ? edition.purposes : [],
  }
}

/** Older editions of the framework of an edition, newest first. */
export function olderEditions(
  library: EditionLibrary,
  edition: CapabilityFramework,
): CapabilityFramework[] {
  return library
    .all()
    .map((loaded) => loaded.edition)
    .filter((other) => other.kind === 'capability-framework')
    .filter((other) => other.framework.slug === edition.framework.slug)
    .filter((other) => other.edition.name < edition.edition.name)
}

function listedEdition(library: EditionLibrary, loaded: LoadedEdition): ListedEdition {
  const { framework, edition } = loaded.edition
  const older = library
    .all()
    .map((other) => other.edition)
    .find((other) => other.framework.slug === framework.slug && other.edition.name < edition.name)
  return {
    framework: { slug: framework.slug, title: framework.title, kind: framework.kind },
    edition: edition.name,
    title: edition.title,
    published: edition.published,
    compiled: edition.compiled,
    newest: library.newest(framework.slug)?.edition.edition.name === edition.name,
    before: older?.edition.name ?? null,
    counts: countsOf(loaded.edition),
  }
}
