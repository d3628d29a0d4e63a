import type { EditionLibrary } from '../editions/index.ts'
import type { Licence, Text } from '../framework/index.ts'

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
