import { folded } from '../../framework/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { nearestNames } from './suggestions.ts'

/** A role level that a post can have. */
export interface KnownLevel {
  readonly framework: string
  readonly edition: string
  /** `<role slug>/<level slug>` */
  readonly path: string
  readonly name: string
}

/** The role levels of an edition, to be found by path or name. */
export interface KnownLevels {
  /** The level, or what is wrong and what to do. */
  find(text: string): KnownLevel | { readonly wrong: string }
  readonly all: readonly KnownLevel[]
}

/**
 * The role levels of an edition; of none, where there is no edition.
 *
 * @example
 * knownLevels(edition).find('Senior developer') // { path: 'software-developer/senior-developer', … }
 */
export function knownLevels(edition: CapabilityFramework | undefined): KnownLevels {
  const all = edition === undefined ? [] : levelsOf(edition)
  const byPath = new Map(all.map((level) => [level.path, level]))
  const byName = Map.groupBy(all, ({ name }) => folded(name))
  // The same wrong name stands in thousands of rows.
  const answers = new Map<string, KnownLevel | { readonly wrong: string }>()
  const find = (text: string): KnownLevel | { readonly wrong: string } => {
    const exact = byPath.get(text.toLowerCase().replace(/^\/(?:roles\/)?/, ''))
    if (exact !== undefined) return exact
    const [only, ...others] = byName.get(folded(text)) ?? []
    if (only !== undefined && others.length === 0) return only
    if (only === undefined) return { wrong: unknown(text, all) }
    const paths = [only, ...others].map(({ path }) => path)
    return { wrong: `Several roles have a level of this name. Use one of: ${paths.join(', ')}.` }
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

function levelsOf({ framework, edition, roles }: CapabilityFramework): readonly KnownLevel[] {
  return roles.flatMap((role) =>
    role.levels.map((level) => ({
      framework: framework.slug,
      edition: edition.name,
      path: `${role.slug}/${level.slug}`,
      name: level.name.value,
    })),
  )
}

function unknown(text: string, all: readonly KnownLevel[]): string {
  const names = nearestNames(text, new Set(all.flatMap(({ name, path }) => [name, path])))
  const like = names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`
  return `No role level of the framework is called this.${like} Use the name or the last part of its address.`
}
