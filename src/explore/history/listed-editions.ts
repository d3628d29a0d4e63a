import { readableDate } from '../../platform/index.ts'
import type { Link } from '../../platform/index.ts'
import type { ListedEdition } from '../editions.ts'
import { datedSentence } from '../frames.ts'
import { counted } from '../leads.ts'
import type { Place } from '../place.ts'
import { capitalised, listed } from '../present.ts'
import { differenceAddress } from './present-difference.ts'

/** What the list of editions says of each besides its name. */
export function factsOf(
  place: Place,
  edition: ListedEdition,
): {
  readonly dated: string
  readonly holds: string
  readonly difference: Link | undefined
} {
  return {
    dated:
      edition.published === null
        ? `Date of source unknown, compiled ${readableDate(edition.compiled)}.`
        : datedSentence(edition),
    holds: holdingWords(edition),
    difference: differenceFromBefore(place, edition),
  }
}

function holdingWords({ counts }: ListedEdition): string {
  const parts: readonly (readonly [number, string])[] =
    'rows' in counts
      ? [
          [counts.topics, 'topic'],
          [counts.rows, 'row'],
          [counts.descriptors, 'descriptor'],
        ]
      : [
          [counts.roles, 'role'],
          [counts.roleLevels, 'role level'],
          [counts.skills, 'skill'],
          [counts.requirements, 'requirement'],
        ]
  const words = parts.map(([count, noun]) => (count === 0 ? `no ${noun}s` : counted(count, noun)))
  return `${capitalised(listed(words))}.`
}

/** A link to the difference from the edition before; a maturity model has no such page. */
export function differenceFromBefore(place: Place, edition: ListedEdition): Link | undefined {
  const { framework, before } = edition
  if (before === null || framework.kind === 'maturity-model') return undefined
  const isDefault = framework.slug === place.options.framework
  const frameworkBase = isDefault ? '' : `/frameworks/${framework.slug}`
  return {
    href: differenceAddress({ frameworkBase }, { from: before, to: edition.edition }),
    text: `What changed since ${before}`,
  }
}

/** Where to propose a change to the framework of an edition. */
export function proposalOf(
  { options }: Place,
  edition: ListedEdition | undefined,
): Link | undefined {
  const slug = edition?.framework.slug ?? ''
  const service = options.library.newest(slug)?.edition.framework.officialService
  return service === undefined ? undefined : { href: service.url, text: service.name }
}
