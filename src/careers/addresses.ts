import type { EditionLibrary } from '../editions/index.ts'
import type { ExploreOptions } from '../explore/index.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'

/**
 * The address of every page of this room that needs no question, for every edition that says what
 * its role levels ask for.
 *
 * @example
 * careerAddresses(options).includes('/compare') // true
 */
export function careerAddresses({ library, framework }: ExploreOptions): string[] {
  return library.all().flatMap(({ edition }) => {
    if (edition.kind !== 'capability-framework') return []
    const { slug } = edition.framework
    const start = slug === framework ? '' : `/frameworks/${slug}`
    const base = isNewest(library, slug, edition.edition.name)
      ? start
      : `${start}/editions/${edition.edition.name}`
    const paths = [
      '/compare',
      '/route',
      '/map',
      ...edition.families.map((family) => `/families/${family.slug}/heat-map`),
      ...[...profilesOf(edition).keys()].map((path) => `/roles/${path}/nearest`),
    ]
    return paths.map((path) => `${base}${path}`)
  })
}

function isNewest(library: EditionLibrary, framework: string, edition: string): boolean {
  return library.newest(framework)?.edition.edition.name === edition
}
