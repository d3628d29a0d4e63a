import { shownName } from '../../platform/index.ts'
import type { Link } from '../../platform/index.ts'
import type { Place } from '../place.ts'
import { hrefIn, indexAt } from './describe-search.ts'
import type { Kind } from './documents.ts'
import { search } from './search.ts'

/** Longer slugs are nobody's slip. */
const longest = 100

/**
 * The role, role level, skill or family that an unknown slug is most like: the search forgives the
 * same slips in an address as in words. Undefined where nothing is like all of it.
 *
 * @example
 * nearestName(place, 'skill', 'protoyping')?.href // '/skills/prototyping'
 */
export function nearestName(place: Place, kind: Kind, slug: string): Link | undefined {
  if (slug.length > longest) return undefined
  const { finds } = search(indexAt(place), { text: slug.replaceAll('-', ' '), kinds: [kind] })
  const [nearest] = finds
  if (nearest === undefined || nearest.fit === 'in part') return undefined
  const { document } = nearest
  return { href: hrefIn(place, document), text: shownName(document.title).value }
}
