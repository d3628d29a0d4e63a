import { folded } from '../../framework/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { nearestNames } from './suggestions.ts'

/** A role level that a post can have. */
export interface KnownLevel {
  readonly framework: string
  readonly edition: string
  /** `<role slug>/<level slug>`, or `<role slug>` where the role has no levels. */
  readonly path: string
  readonly name: string
  /** With its role: `Software developer: Senior developer`. */
  readonly title: string
}

type Answer = KnownLevel | { readonly wrong: string }

/** The role levels of an edition, to be found as people write them. */
export interface KnownLevels {
  /** The level, or what is wrong and what to do. */
  find(text: string): Answer
  readonly all: readonly KnownLevel[]
}

/** A role level with everything it is called. */
interface Called {
  readonly level: KnownLevel
  readonly names: readonly string[]
  /** What its role is called. */
  readonly roleNames: readonly string[]
}

/**
 * The role levels of an edition; of none, where there is no edition. They are found by their name,
 * or by role and level, each by its name or as in its address, with `:`, `/` or ` - ` in between.
 *
 * @example
 * knownLevels(edition).find('Software developer: Senior developer')
 * // { path: 'software-developer/senior-developer', … }
 */
export function knownLevels(edition: CapabilityFramework | undefined): KnownLevels {
  const called = edition === undefined ? [] : levelsOf(edition)
  const all = called.map(({ level }) => level)
  const byPath = new Map(all.map((level) => [level.path, level]))
  const byName = levelsBy(called, ({ names }) => names)
  const byRole = levelsBy(called, ({ roleNames }) => roleNames)
  // The same wrong name stands in thousands of rows.
  const answers = new Map<string, Answer>()
  const find = (text: string): Answer => {
    const exact = byPath.get(text.toLowerCase().replace(/^\/?(?:roles\/)?/, ''))
    if (exact !== undefined) return exact
    const key = plain(text)
    // A role alone names its levels: which of them has to be said where there are several.
    const [only, ...others] = byName.get(key) ?? byRole.get(key) ?? []
    if (only === undefined) return { wrong: unknown(text, all) }
    return others.length === 0 ? only : { wrong: several([only, ...others]) }
  }
  return {
    all,
    find(text) {
      const answer = answers.get(text) ?? find(text)
      if (answers.size < 1000) answers.set(text, answer)
      return answer
    },
  }
}

function levelsBy(
  called: readonly Called[],
  namesOf: (each: Called) => readonly string[],
): ReadonlyMap<string, ReadonlySet<KnownLevel>> {
  const found = new Map<string, Set<KnownLevel>>()
  for (const each of called) {
    for (const name of namesOf(each)) {
      const key = plain(name)
      found.set(key, (found.get(key) ?? new Set()).add(each.level))
    }
  }
  return found
}

/** Without letter case, and with the same between a role and its level however it was written. */
function plain(text: string): string {
  return folded(text).replace(/\s*[:/]\s*|\s+-\s+/g, ':')
}

function levelsOf({ framework, edition, roles }: CapabilityFramework): readonly Called[] {
  const from = { framework: framework.slug, edition: edition.name }
  return roles.flatMap((role): readonly Called[] => {
    const roleNames = [role.slug, role.name.value]
    if (role.levels.length === 0) {
      const name = role.name.value
      const level = { ...from, path: role.slug, name, title: name }
      return [{ level, names: roleNames, roleNames }]
    }
    return role.levels.map((level) => {
      const name = level.name.value
      const names = [level.slug, name]
      const both = roleNames.flatMap((each) => names.map((its) => `${each}: ${its}`))
      return {
        level: {
          ...from,
          path: `${role.slug}/${level.slug}`,
          name,
          title: `${role.name.value}: ${name}`,
        },
        names: [...both, ...names],
        roleNames,
      }
    })
  })
}

function several(levels: readonly KnownLevel[]): string {
  const titles = new Set(levels.map(({ title }) => plain(title)))
  const names = levels.map(({ title, path }) => (titles.size === levels.length ? title : path))
  return `Several role levels are called this. Use one of: ${names.join('; ')}.`
}

function unknown(text: string, all: readonly KnownLevel[]): string {
  const names = nearestNames(
    text,
    new Set(all.flatMap(({ name, title, path }) => [name, title, path])),
  )
  const like = names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`
  return `No role level of the framework is called this.${like} Use the role and the level, such as Software developer: Senior developer.`
}
