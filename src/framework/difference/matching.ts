import type { NamedThing } from '../name-register.ts'
import { slugsOf } from '../name-register.ts'
import { words } from '../text.ts'
import type { Pair, Thing } from './types.ts'

interface Identified extends Thing {
  readonly id: string
}

/** The things of two editions, sorted into those of both and those of one. */
export interface Matching<T> {
  /** In the order of the newer edition. */
  readonly pairs: readonly Pair<T>[]
  readonly added: readonly T[]
  readonly removed: readonly T[]
  readonly renamed: readonly Pair[]
}

/**
 * Finds each thing again: by its slug, by its identifier, or because the register knows both
 * slugs as names of one thing. A thing is found at most once.
 *
 * @example
 * matched({ older: [a], newer: [b], names: [] }).added // [b], where nothing connects the two
 */
export function matched<T extends Identified>(of: {
  readonly older: readonly T[]
  readonly newer: readonly T[]
  readonly names: readonly NamedThing[]
}): Matching<T> {
  const found = new Map<T, T>()
  const taken = new Set<T>()
  const pair = (older: T | undefined, newer: T): void => {
    if (older === undefined || found.has(newer) || taken.has(older)) return
    found.set(newer, older)
    taken.add(older)
  }
  const bySlug = new Map(of.older.map((one) => [one.slug, one]))
  for (const newer of of.newer) pair(bySlug.get(newer.slug), newer)
  const byId = new Map(of.older.map((one) => [one.id, one]))
  for (const newer of of.newer) pair(byId.get(newer.id), newer)
  const newBySlug = new Map(of.newer.map((one) => [one.slug, one]))
  for (const names of of.names) {
    const slugs = slugsOf([names], names.slug)
    const open = slugs.flatMap((slug) => newBySlug.get(slug) ?? []).filter((one) => !found.has(one))
    const left = slugs.flatMap((slug) => bySlug.get(slug) ?? []).filter((one) => !taken.has(one))
    for (const [index, newer] of open.entries()) pair(left[index], newer)
  }
  const pairs = of.newer.flatMap((to) => {
    const from = found.get(to)
    return from === undefined ? [] : [{ from, to }]
  })
  return {
    pairs,
    added: of.newer.filter((one) => !found.has(one)),
    removed: of.older.filter((one) => !taken.has(one)),
    renamed: pairs.filter(isRenamed).map(({ from, to }) => ({ from: thing(from), to: thing(to) })),
  }
}

/** Slug and name, and nothing else. */
export function thing({ slug, name }: Thing): Thing {
  return { slug, name }
}

/** Capitals, spaces, hyphens and other punctuation make no other name. */
function isRenamed({ from, to }: Pair): boolean {
  return from.slug !== to.slug || wordsOf(from) !== wordsOf(to)
}

function wordsOf({ name }: Thing): string {
  return words(name.value).join(' ')
}
