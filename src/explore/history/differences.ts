import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { LoadedEdition } from '../../editions/index.ts'
import { differenceOf } from '../../framework/index.ts'
import type {
  CapabilityDifference,
  CapabilityFramework,
  FormerNames,
  Text,
} from '../../framework/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Place } from '../place.ts'
import { caveatsOf } from './caveats.ts'

const name = Type.Optional(Type.String({ maxLength: 200 }))
const Query = Type.Object({ from: name, to: name })

/** An edition that can be chosen. */
export interface EditionChoice {
  readonly edition: string
  readonly title: string
}

/** The difference of two editions of a framework; null: none has been chosen yet. */
export interface DifferenceDescription {
  readonly framework: { readonly slug: string; readonly title: Text }
  /** Newest first. */
  readonly editions: readonly EditionChoice[]
  readonly from: string | null
  readonly to: string | null
  /** What a count does not say by itself. */
  readonly caveats: readonly string[]
  readonly difference: CapabilityDifference | null
}

/** The difference that a query asks for, by the names of two editions. */
export function describeDifference(place: Place, query: unknown): DifferenceDescription {
  const chosen = chosenEditions(place, query)
  const [from, to] = chosen ?? []
  const difference =
    from === undefined || to === undefined
      ? null
      : differenceBetween(from, to, place.loaded.register)
  return {
    framework: { slug: place.edition.framework.slug, title: place.edition.framework.title },
    editions: editionsOf(place).map(({ edition }) => ({
      edition: edition.edition.name,
      title: edition.edition.title,
    })),
    from: from?.edition.name ?? null,
    to: to?.edition.name ?? null,
    caveats:
      from === undefined || to === undefined || difference === null
        ? []
        : caveatsOf({ from, to, difference }),
    difference,
  }
}

function chosenEditions(
  place: Place,
  query: unknown,
): readonly [CapabilityFramework, CapabilityFramework] | undefined {
  if (!Value.Check(Query, query)) throw new ExpectedFailure('query-not-valid')
  const { from, to } = query
  if (from === undefined && to === undefined) return undefined
  if (!from || !to) throw new ExpectedFailure('two-editions-needed', wayOut(place))
  return [editionNamed(place, from), editionNamed(place, to)]
}

function editionNamed(place: Place, wanted: string): CapabilityFramework {
  const { library } = place.options
  const edition = library.get(place.edition.framework.slug, wanted)?.edition
  if (edition?.kind === 'capability-framework') return edition
  throw new ExpectedFailure('edition-not-found', wayOut(place))
}

function wayOut({ frameworkBase }: Place): { href: string; text: string } {
  return { href: `${frameworkBase}/editions/difference`, text: 'Choose two editions' }
}

/** The editions of the framework of a place, newest first. */
export function editionsOf({ options, edition }: Place): LoadedEdition[] {
  return options.library
    .all()
    .filter((other) => other.edition.framework.slug === edition.framework.slug)
}

/** The edition before the one of a place, if we hold one. */
export function editionBefore({ leads }: Place): CapabilityFramework | undefined {
  return leads.older[0]
}

const known = new WeakMap<CapabilityFramework, WeakMap<CapabilityFramework, CapabilityDifference>>()

/** Editions never change, so the difference of two is worked out once. */
export function differenceBetween(
  from: CapabilityFramework,
  to: CapabilityFramework,
  register: FormerNames,
): CapabilityDifference {
  const ofFrom = known.get(from) ?? new WeakMap<CapabilityFramework, CapabilityDifference>()
  known.set(from, ofFrom)
  const difference = ofFrom.get(to) ?? differenceOf(from, to, register)
  ofFrom.set(to, difference)
  return difference
}
