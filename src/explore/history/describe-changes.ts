import type { CapabilityDifference, CapabilityFramework } from '../../framework/index.ts'
import type { Place } from '../place.ts'
import { describeNotes } from './change-notes.ts'
import type { DescribedNote } from './change-notes.ts'
import { caveatsOf } from './caveats.ts'
import { differenceBetween } from './differences.ts'

/** One edition and how it differs from the one before. */
export interface EditionChange {
  readonly edition: string
  readonly title: string
  /** Null where the sources carry no date. */
  readonly published: string | null
  readonly compiled: string
  /** The edition before; null for the first. */
  readonly before: string | null
  readonly counts: CapabilityDifference['counts'] | null
  /** What the counts do not say by themselves. */
  readonly caveats: readonly string[]
}

/** Everything we know of changes to a framework, newest first. */
export interface ChangesDescription {
  readonly editions: readonly EditionChange[]
  readonly notes: readonly DescribedNote[]
}

/** All changes to the framework of a place. */
export function describeChanges(place: Place): ChangesDescription {
  const editions = [place.edition, ...place.leads.older]
  return {
    editions: editions.map((edition, at) => editionChange(place, edition, editions[at + 1])),
    notes: describeNotes(place),
  }
}

function editionChange(
  { loaded }: Place,
  whole: CapabilityFramework,
  before: CapabilityFramework | undefined,
): EditionChange {
  const { edition } = whole
  const difference = before === undefined ? null : differenceBetween(before, whole, loaded.register)
  return {
    edition: edition.name,
    title: edition.title,
    published: edition.published,
    compiled: edition.compiled,
    before: before?.edition.name ?? null,
    counts: difference?.counts ?? null,
    caveats:
      before === undefined || difference === null
        ? []
        : caveatsOf({ from: before, to: whole, difference }),
  }
}
