import type { CapabilityFramework, Requirement } from '../capability-framework.ts'
import type { Matching } from './matching.ts'
import type {
  Pair,
  RequirementChange,
  RequirementChangeKind,
  RequirementState,
  Thing,
} from './types.ts'

interface Sides {
  readonly older: readonly Requirement[]
  readonly newer: readonly Requirement[]
}

/** What the parts of a role are called in each edition. */
export interface RoleParts {
  readonly levels: Matching<Thing & { readonly id: string }>
  readonly skills: SkillNames
  readonly scale: readonly string[]
}

/** Finds a skill of either edition under one name. */
export interface SkillNames {
  /** The slug in the newer edition of a skill of the older one. */
  readonly now: (slug: string) => string
  readonly thing: (slug: string) => Thing
}

/** Names for the skills of two editions. */
export function skillNames(
  pairs: readonly Pair[],
  editions: readonly CapabilityFramework[],
): SkillNames {
  const now = new Map(pairs.map(({ from, to }) => [from.slug, to.slug]))
  const things = new Map(
    editions.flatMap(({ skills }) => skills.map(({ slug, name }) => [slug, { slug, name }])),
  )
  return {
    now: (slug) => now.get(slug) ?? slug,
    thing: (slug) =>
      things.get(slug) ?? { slug, name: { lang: editions[0]?.framework.lang ?? '', value: slug } },
  }
}

/** The requirements of a role that differ, in the order of the newer edition. */
export function requirementChanges(
  { older, newer }: Sides,
  { levels, skills, scale }: RoleParts,
): RequirementChange[] {
  const levelNow = new Map(levels.pairs.map(({ from, to }) => [from.slug, to.slug]))
  const oldKey = ({ roleLevel, skill }: Requirement): string =>
    JSON.stringify([
      roleLevel === null ? null : (levelNow.get(roleLevel) ?? roleLevel),
      skills.now(skill),
    ])
  const before = new Map(older.map((one) => [oldKey(one), one]))
  const after = new Map(newer.map((one) => [keyOf(one), one]))
  const present = [...after].flatMap(([key, to]) => {
    const from = before.get(key)
    const change = from === undefined ? 'added' : changeOf(from, to, scale)
    return change === undefined ? [] : [{ change, from: stateOf(from), to: stateOf(to), at: to }]
  })
  const gone = [...before]
    .filter(([key]) => !after.has(key))
    .map(([, from]) => ({
      change: 'removed' as const,
      from: stateOf(from),
      to: null,
      at: from,
    }))
  const names = new Map(
    [...levels.removed, ...levels.pairs.map(({ to }) => to), ...levels.added].map(
      ({ slug, name }) => [slug, { slug, name }],
    ),
  )
  return [...present, ...gone].map(({ at, change, from, to }) => ({
    change,
    roleLevel: at.roleLevel === null ? null : (names.get(at.roleLevel) ?? null),
    skill: skills.thing(at.skill),
    from,
    to,
  }))
}

function keyOf({ roleLevel, skill }: Requirement): string {
  return JSON.stringify([roleLevel, skill])
}

function stateOf(requirement: Requirement | undefined): RequirementState | null {
  return requirement === undefined ? null : { level: requirement.level, basis: requirement.basis }
}

function changeOf(
  from: Requirement,
  to: Requirement,
  scale: readonly string[],
): RequirementChangeKind | undefined {
  if (from.level === to.level) return from.basis === to.basis ? undefined : 'basis'
  if (from.level === null) return 'decided'
  if (to.level === null) return 'undecided'
  return scale.indexOf(to.level) > scale.indexOf(from.level) ? 'raised' : 'lowered'
}
