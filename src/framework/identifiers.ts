import { v5 as uuidv5 } from 'uuid'
import { folded } from './text.ts'

/** Longer names share the beginning of their slug and are told apart by a number. */
const longestSlug = 150

/**
 * The slug of a name: lower case, accents dropped, everything that is neither a letter nor a digit
 * becomes one hyphen. A name without letters or digits gives `unnamed`.
 *
 * @example
 * slugOf('Development operations (DevOps) engineer') // 'development-operations-devops-engineer'
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['\u2018\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, longestSlug + 1)
    .replace(/^-|-$/g, '')
    .slice(0, longestSlug)
    .replace(/-$/, '')
  return slug === '' ? 'unnamed' : slug
}

/**
 * Gives out slugs that are unique among themselves. The second thing with the same slug gets `-2`,
 * in the order they are asked for, so the first keeps its address.
 *
 * @example
 * const unique = uniqueSlugs()
 * unique('Test manager') // 'test-manager'
 * unique('Test: manager') // 'test-manager-2'
 */
export function uniqueSlugs(): (name: string) => string {
  const taken = new Set<string>()
  // Where to go on counting, so that a thousand names with one slug are not counted through each time.
  const counts = new Map<string, number>()
  return (name) => {
    const base = slugOf(name)
    let slug = base
    let number = counts.get(base) ?? 1
    while (taken.has(slug)) {
      number += 1
      slug = `${base}-${number}`
    }
    counts.set(base, number)
    taken.add(slug)
    return slug
  }
}

/**
 * The identifier of a framework: UUIDv5 of its address in the URL namespace of RFC 9562.
 *
 * @example
 * frameworkId('http://python.org/') // '4c565f0d-3f5a-5890-b41b-20cf47701c5e'
 */
export function frameworkId(uri: string): string {
  return uuidv5(uri, uuidv5.URL)
}

/**
 * The identifier of a thing in a framework: UUIDv5 of its slug path in the framework's namespace.
 * The same path has the same identifier in every edition.
 *
 * @example
 * thingId(namespace, 'roles', 'data-architect')
 */
export function thingId(namespace: string, ...path: readonly string[]): string {
  return uuidv5(path.join('/'), namespace)
}

/**
 * The identifier of a statement: UUIDv5 of skill slug, level and the statement's words, folded for
 * case and space. The same words keep their identifier across editions, so that what a person
 * ticked survives.
 *
 * @example
 * statementId(namespace, { skill: 'prototyping', level: 'working', text: 'Explain why' })
 */
export function statementId(
  namespace: string,
  { skill, level, text }: { skill: string; level: string; text: string },
): string {
  return thingId(namespace, 'statements', skill, level, folded(text))
}
