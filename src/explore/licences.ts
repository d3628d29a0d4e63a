import type { EditionLibrary } from '../editions/index.ts'
import type { Licence, Text } from '../framework/index.ts'
import type { Link } from '../platform/index.ts'

/** The terms of one framework. */
export interface FrameworkLicence {
  readonly framework: string
  readonly title: Text
  readonly licence: Licence
}

/** The terms of every framework there is. */
export function describeLicences(library: EditionLibrary): FrameworkLicence[] {
  const frameworks = new Map(
    library.all().map(({ edition }) => [edition.framework.slug, edition.framework]),
  )
  return [...frameworks.values()].map(({ slug, title, licence }) => ({
    framework: slug,
    title,
    licence,
  }))
}

/** Addresses of licences that a framework may name beside another one. */
const otherLicences: Readonly<Record<string, string>> = {
  'CC BY-NC-SA 4.0': 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
}

/**
 * The terms of a framework as links: where the name gives two licences, each leads to its own text.
 *
 * @example
 * licenceLinks({ name: 'MIT or CC BY-NC-SA 4.0', url: 'https://mit.example', attribution: '' })
 * // [{ href: 'https://mit.example', text: 'MIT' }, { href: 'https://creativecommons.org/…', … }]
 */
export function licenceLinks({ name, url }: Licence): Link[] {
  const [first = '', ...others] = name.split(' or ')
  const links = others.map((text) => ({ href: otherLicences[text], text }))
  const known = links.flatMap(({ href, text }) => (href === undefined ? [] : [{ href, text }]))
  return known.length === 0 || known.length < others.length
    ? [{ href: url, text: name }]
    : [{ href: url, text: first }, ...known]
}
