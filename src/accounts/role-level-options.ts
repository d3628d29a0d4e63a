import type { CapabilityFramework, Role, RoleLevel } from '../framework/index.ts'
import type { Field } from './form.ts'

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
 * levelOptions(edition, undefined)[0]?.text // 'Business architect: Associate business architect'
 */
export function levelOptions(
  edition: CapabilityFramework | undefined,
  kept: NamedLevel | undefined,
): NonNullable<Field['options']> {
  const listed = edition === undefined ? [] : listedIn(edition)
  if (kept === undefined || listed.some(({ value }) => value === levelValue(kept))) return listed
  const { framework, edition: name, path } = kept
  const text = `${path} (of ${framework}@${name})`
  return [...listed, { value: levelValue(kept), text }]
}

function listedIn(edition: CapabilityFramework): NonNullable<Field['options']> {
  const from = { framework: edition.framework.slug, edition: edition.edition.name }
  return levelsInOrder(edition).map(({ path, text, role }) => ({
    value: levelValue({ ...from, path }),
    text,
    group: role,
  }))
}

/** A role level in a list, with its role. */
export interface LevelInOrder {
  readonly path: string
  readonly text: string
  readonly role: string
}

/**
 * The role levels of an edition: by family and role, within a role from the most junior to the most
 * senior. Those whose place nobody says come last, as they were published.
 *
 * @example
 * levelsInOrder(edition)[0]?.text // 'Business architect: Associate business architect'
 */
export function levelsInOrder({ families, roles }: CapabilityFramework): readonly LevelInOrder[] {
  const places = new Map(families.map(({ slug }, at) => [slug, at]))
  const placeOf = ({ family }: Role): number => places.get(family ?? '') ?? families.length
  return roles
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.name.value.localeCompare(b.name.value, 'en'))
    .flatMap((role) => {
      const name = capital(role.name.value)
      if (role.levels.length === 0) return [{ path: role.slug, text: name, role: name }]
      return bySeniority(role.levels).map((level) => ({
        path: `${role.slug}/${level.slug}`,
        text: `${name}: ${level.name.value}`,
        role: name,
      }))
    })
}

function bySeniority(levels: readonly RoleLevel[]): readonly RoleLevel[] {
  const last = Number.MAX_SAFE_INTEGER
  const placeOf = ({ rank }: RoleLevel): number => rank ?? last
  return levels.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/**
 * The name of a role level with its role; its address where the edition does not have it.
 *
 * @example
 * levelText(edition, 'software-developer/developer') // 'Software developer: Developer'
 */
export function levelText(edition: CapabilityFramework | undefined, path: string): string {
  const all = edition === undefined ? [] : levelsInOrder(edition)
  return all.find((level) => level.path === path)?.text ?? path
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
