import type { CapabilityFramework } from '../framework/index.ts'

/** A role level of an edition of a framework. A role without levels stands for its only one. */
export interface NamedLevel {
  readonly framework: string
  readonly edition: string
  /** As in addresses: `<role>/<level>`, or `<role>` where the role has no levels. */
  readonly path: string
}

/**
 * The role levels of an edition as the options of a list.
 *
 * @param kept what was chosen before; listed too where it is of another edition
 * @example
 * levelOptions(edition, undefined)[0]?.text // 'Application operations engineer: Junior …'
 */
export function levelOptions(
  edition: CapabilityFramework | undefined,
  kept: NamedLevel | undefined,
): readonly { readonly value: string; readonly text: string }[] {
  const listed = edition === undefined ? [] : levelsOf(edition)
  if (kept === undefined || listed.some(({ value }) => value === levelValue(kept))) return listed
  const { framework, edition: name, path } = kept
  const text = `${path} (of ${framework}@${name})`
  return [...listed, { value: levelValue(kept), text }]
}

function levelsOf({ framework, edition, roles }: CapabilityFramework) {
  const option = (path: string, text: string) => ({
    value: levelValue({ framework: framework.slug, edition: edition.name, path }),
    text: text.charAt(0).toUpperCase() + text.slice(1),
  })
  return roles
    .flatMap(({ slug, name, levels }) =>
      levels.length === 0
        ? [option(slug, name.value)]
        : levels.map((level) =>
            option(`${slug}/${level.slug}`, `${name.value}: ${level.name.value}`),
          ),
    )
    .toSorted((a, b) => a.text.localeCompare(b.text, 'en'))
}

/**
 * The name of a role level with its role; its address where the edition does not have it.
 *
 * @example
 * levelText(edition, 'software-developer/developer') // 'Software developer: Developer'
 */
export function levelText(edition: CapabilityFramework | undefined, path: string): string {
  const all = edition === undefined ? [] : levelsOf(edition)
  return all.find(({ value }) => levelFrom(value)?.path === path)?.text ?? path
}

/**
 * A role level as one value of a form.
 *
 * @example
 * levelValue({ framework: 'uk-digital-data', edition: '2026-11-21', path: 'a/b' })
 * // 'uk-digital-data@2026-11-21/a/b'
 */
export function levelValue({ framework, edition, path }: NamedLevel): string {
  return `${framework}@${edition}/${path}`
}

/** The role level of such a value; undefined where it is none. */
export function levelFrom(value: string): NamedLevel | undefined {
  const groups = /^(?<framework>[^@/]+)@(?<edition>[^/]+)\/(?<path>.+)$/.exec(value)?.groups
  const { framework, edition, path } = groups ?? {}
  if (framework === undefined || edition === undefined || path === undefined) return undefined
  return { framework, edition, path }
}
