import type { EditionLibrary } from '../editions/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import type { ExploreOptions } from './place.ts'

const once = ['/', '/about', '/accessibility', '/privacy', '/licence', '/search', '/editions']

/**
 * The address of every page of every edition, each once: the newest edition at the root of its
 * framework, past ones under their names.
 *
 * @example
 * exploreAddresses(options).includes('/roles/software-developer') // true
 */
export function exploreAddresses({ library, framework }: ExploreOptions): string[] {
  const editions = library.all().flatMap(({ edition }) => {
    if (edition.kind !== 'capability-framework') return []
    const { slug } = edition.framework
    const frameworkBase = slug === framework ? '' : `/frameworks/${slug}`
    const named = `${frameworkBase}/editions/${edition.edition.name}`
    const base = isNewest(library, edition) ? frameworkBase : named
    return [named, ...pathsOf(edition).map((path) => `${base}${path}`)]
  })
  return [...once, ...editions]
}

/**
 * Addresses under which the newest edition answers too, each with the shorter one it should have.
 *
 * @example
 * newestAliases(options) // [['/editions/2026-11-21/', '/'], …]
 */
export function newestAliases({ library, framework }: ExploreOptions): [string, string][] {
  return library.all().flatMap(({ edition }): [string, string][] => {
    if (edition.kind !== 'capability-framework' || !isNewest(library, edition)) return []
    const { slug } = edition.framework
    const frameworkBase = slug === framework ? '' : `/frameworks/${slug}`
    return [[`${frameworkBase}/editions/${edition.edition.name}/`, `${frameworkBase}/`]]
  })
}

/**
 * The address with its name in it of every page of a newest edition, which has a shorter one. It
 * will be the only one when there is a newer edition, so it can be cited.
 *
 * @example
 * longAddresses(options).includes('/editions/2026-11-21/roles/software-developer') // true
 */
export function longAddresses({ library, framework }: ExploreOptions): string[] {
  return library.all().flatMap(({ edition }) => {
    if (edition.kind !== 'capability-framework' || !isNewest(library, edition)) return []
    const { slug } = edition.framework
    const frameworkBase = slug === framework ? '' : `/frameworks/${slug}`
    const named = `${frameworkBase}/editions/${edition.edition.name}`
    return pathsOf(edition).map((path) => `${named}${path}`)
  })
}

function pathsOf({ roles, skills, families }: CapabilityFramework): string[] {
  return [
    '/roles',
    '/skills',
    '/framework-health',
    '/downloads',
    ...families.map(({ slug }) => `/families/${slug}`),
    ...roles.flatMap(({ slug, levels }) => [
      `/roles/${slug}`,
      ...levels.map((level) => `/roles/${slug}/${level.slug}`),
    ]),
    ...skills.map(({ slug }) => `/skills/${slug}`),
  ]
}

function isNewest(library: EditionLibrary, { framework, edition }: CapabilityFramework): boolean {
  return library.newest(framework.slug)?.edition.edition.name === edition.name
}
