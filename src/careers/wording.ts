import type { CapabilityFramework, Role, Skill } from '../framework/index.ts'
import { words } from '../framework/index.ts'

/** Two skills of other names whose wording is alike. */
export interface AlikeSkills {
  /** Slug of the skill of the role itself. */
  readonly own: string
  readonly other: string
  /** Cosine of their words, 0 to 1. */
  readonly likeness: number
  /** What the pair counts for: its likeness times the square of how rare its subject is. */
  readonly weight: number
}

/** A role that shares no skill but whose skills read alike. */
export interface AlikeRole {
  readonly role: Role
  /** The weights of its pairs added up. */
  readonly score: number
  readonly pairs: readonly AlikeSkills[]
}

/**
 * From here on two skills speak of the same work. On the shipped edition 54 of 13,695 pairs reach
 * it; read one by one, those above are alike in substance, while below it pairs begin that share
 * no more than a theme, such as two skills about data.
 */
export const alikeFrom = 0.3

/** One pair about communication, strategy or stakeholders does not reach this; a trade does. */
const leastScore = 0.1
const mostRoles = 5

interface Wording {
  /** For each skill those that read alike, with their likeness. */
  readonly alike: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** 1: one role has the subject, 0: all have. */
  readonly rarity: ReadonlyMap<string, number>
  readonly skillsOf: ReadonlyMap<string, ReadonlySet<string>>
}

const wordings = new WeakMap<CapabilityFramework, Wording>()

/**
 * The roles that share no skill with a role but ask for skills of much the same wording. Skills
 * are paired one to one, the best first. A pair about a subject that many roles have, such as
 * working with stakeholders, counts for little. A suggestion, not a measure.
 *
 * @example
 * rolesAlikeByWording(edition, 'frontend-developer')[0]?.role.slug
 */
export function rolesAlikeByWording(
  edition: CapabilityFramework,
  slug: string,
): readonly AlikeRole[] {
  const wording = wordingOf(edition)
  const own = wording.skillsOf.get(slug) ?? new Set()
  return edition.roles
    .filter((role) => role.slug !== slug && role.kind === 'levelled')
    .flatMap((role): AlikeRole[] => {
      const theirs = wording.skillsOf.get(role.slug) ?? new Set()
      if (theirs.size === 0 || [...own].some((skill) => theirs.has(skill))) return []
      const pairs = bestPairs(wording, own, theirs)
      return [{ role, score: pairs.reduce((sum, { weight }) => sum + weight, 0), pairs }]
    })
    .filter(({ score }) => score >= leastScore)
    .toSorted((a, b) => b.score - a.score || (a.role.slug < b.role.slug ? -1 : 1))
    .slice(0, mostRoles)
}

/** One to one, the weightiest first. */
function bestPairs(
  { alike, rarity }: Wording,
  own: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
): AlikeSkills[] {
  const all = [...own].flatMap((one) =>
    [...(alike.get(one) ?? [])]
      .filter(([other]) => theirs.has(other))
      .map(([other, likeness]) => ({
        own: one,
        other,
        likeness,
        weight: likeness * Math.min(rarity.get(one) ?? 0, rarity.get(other) ?? 0) ** 2,
      })),
  )
  const used = new Set<string>()
  return all
    .toSorted(
      (a, b) => b.weight - a.weight || (`${a.own} ${a.other}` < `${b.own} ${b.other}` ? -1 : 1),
    )
    .filter(({ own: one, other }) => {
      if (used.has(one) || used.has(other)) return false
      used.add(one).add(other)
      return true
    })
}

function wordingOf(edition: CapabilityFramework): Wording {
  const known = wordings.get(edition)
  if (known !== undefined) return known
  const skills = edition.skills.filter(({ kind }) => kind === 'levelled')
  const alike = alikeSkills(skills)
  const byRole = Map.groupBy(edition.requirements, ({ role }) => role)
  const skillsOf = new Map(
    [...byRole].map(([role, asked]) => [role, new Set(asked.map(({ skill }) => skill))]),
  )
  const roles = Math.max(2, skillsOf.size)
  const rarity = new Map(
    skills.map(({ slug }) => {
      const subject = [slug, ...(alike.get(slug)?.keys() ?? [])]
      const asking = [...skillsOf.values()].filter((asked) => subject.some((one) => asked.has(one)))
      return [slug, Math.log(roles / Math.max(1, asking.length)) / Math.log(roles)]
    }),
  )
  const wording = { alike, rarity, skillsOf }
  wordings.set(edition, wording)
  return wording
}

/** Adds up over the skills that share a word, because most pairs of skills share few. */
function alikeSkills(skills: readonly Skill[]): Wording['alike'] {
  const vectors = vectorsOf(skills)
  const postings = Map.groupBy(
    vectors.flatMap((vector, skill) =>
      [...vector].map(([word, weight]) => ({ word, skill, weight })),
    ),
    ({ word }) => word,
  )
  const alike = skills.map((_, at) => {
    const likeness = new Float64Array(skills.length)
    for (const [word, weight] of vectors[at] ?? []) {
      for (const { skill, weight: other } of postings.get(word) ?? []) {
        likeness[skill] = (likeness[skill] ?? 0) + weight * other
      }
    }
    return likeness
  })
  return new Map(
    skills.map((one, at) => [
      one.slug,
      new Map(
        skills.flatMap((other, index) => {
          const likeness = alike[at]?.[index] ?? 0
          return other === one || likeness < alikeFrom ? [] : [[other.slug, likeness] as const]
        }),
      ),
    ]),
  )
}

/** A word in the name of a skill says more of it than one in a statement. */
const nameWeight = 3

type Vector = ReadonlyMap<string, number>

/** Words weighted by how often a skill uses them and how few others do, at length 1. */
function vectorsOf(skills: readonly Skill[]): Vector[] {
  const counts = skills.map(({ name, levels }) => {
    const count = new Map<string, number>()
    const add = (text: string, weight: number): void => {
      for (const word of words(text)) count.set(word, (count.get(word) ?? 0) + weight)
    }
    add(name.value, nameWeight)
    for (const { statements } of levels) for (const { text } of statements) add(text.value, 1)
    return count
  })
  const spread = new Map<string, number>()
  for (const count of counts) {
    for (const word of count.keys()) spread.set(word, (spread.get(word) ?? 0) + 1)
  }
  return counts.map((count) => {
    const weights = [...count].map(([word, times]): [string, number] => [
      word,
      (1 + Math.log(times)) * Math.log(skills.length / (spread.get(word) ?? 1)),
    ])
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1
    return new Map(weights.map(([word, weight]) => [word, weight / length]))
  })
}
