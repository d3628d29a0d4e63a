import type { Basis, Requirement, RequirementEvidence, Skill } from '../capability-framework.ts'
import type { CapabilityFragment } from '../fragment.ts'
import type { Inference } from '../level-inference.ts'
import { levelInference } from '../level-inference.ts'
import type { Joining } from './context.ts'
import type { JoinedRoles } from './roles.ts'
import { mergedSkills } from './summaries.ts'

/** A level that a source names outranks one that is inferred; an undecided one says nothing. */
const decisiveness: readonly Basis[] = ['stated', 'exact', 'derived', 'close', 'none', 'undecided']

/** A requirement that a summary speaks of, with how its level was inferred. */
export interface InferredRequirement {
  readonly family: string
  readonly role: string
  readonly roleLevel: string | undefined
  readonly skillAsNamed: string
  readonly inference: Inference
  readonly source: string
  readonly line: number
}

/** All requirements of an edition, and those of summaries with the reasons for their level. */
export interface JoinedRequirements {
  readonly requirements: readonly Requirement[]
  readonly inferred: readonly InferredRequirement[]
}

interface OpenRequirement {
  readonly role: string
  readonly roleLevel: string | null
  readonly skill: string
  readonly evidence: RequirementEvidence[]
}

/**
 * Joins what all documents say about which role level asks for which skill at which level: stated
 * and derived levels as they stand, levels of summaries inferred from their wording.
 *
 * @example
 * joinRequirements(at, { roles, skills }).requirements
 * // [{ role: 'data-engineer', roleLevel: 'lead', skill: 'planning', level: 'working', basis: 'derived', … }]
 */
export function joinRequirements(
  at: Joining,
  { roles, skills }: { roles: JoinedRoles; skills: readonly Skill[] },
): JoinedRequirements {
  const open = new Map<string, OpenRequirement>()
  const add = (of: Omit<OpenRequirement, 'evidence'>, evidence: RequirementEvidence): void => {
    const key = `${of.role}/${of.roleLevel ?? ''}/${of.skill}`
    const known = open.get(key) ?? { ...of, evidence: [] }
    open.set(key, known)
    known.evidence.push(evidence)
  }
  for (const fragment of at.fragments) addStated(at, roles, { fragment, add })
  const inferred = inferredRequirements(at, skills)
  for (const { role, roleLevel, inference, source, line } of inferred) {
    if (inference.skill === undefined) continue
    const slug = at.roles.known(role)
    if (slug === undefined) continue
    const level =
      roleLevel === undefined ? null : (roles.levelNames.get(slug)?.known(roleLevel) ?? null)
    add(
      { role: slug, roleLevel: level, skill: inference.skill },
      {
        basis: inference.basis,
        level: inference.level ?? null,
        score: inference.score,
        source,
        line,
      },
    )
  }
  return { requirements: [...open.values()].map(decided), inferred }
}

function addStated(
  at: Joining,
  roles: JoinedRoles,
  {
    fragment,
    add,
  }: {
    fragment: CapabilityFragment
    add: (of: Omit<OpenRequirement, 'evidence'>, evidence: RequirementEvidence) => void
  },
): void {
  for (const requirement of fragment.requirements ?? []) {
    const { line, basis } = requirement
    const where = { source: fragment.source, line }
    const role = at.roles.slug({ name: requirement.role, ...where })
    const roleLevel =
      requirement.roleLevel === undefined
        ? null
        : (roles.levelNames.get(role)?.known(requirement.roleLevel) ?? null)
    const skill = at.skills.slug({ name: requirement.skill, ...where })
    add(
      { role, roleLevel, skill },
      {
        basis,
        level: requirement.level ?? null,
        ...(requirement.score !== undefined && { score: requirement.score }),
        ...where,
      },
    )
  }
}

function inferredRequirements(at: Joining, skills: readonly Skill[]): InferredRequirement[] {
  const links = new Set(
    at.fragments.flatMap((fragment) =>
      (fragment.roleLinks ?? []).map(
        (link) => `${at.skills.known(link.skill) ?? ''} ${at.roles.known(link.role) ?? ''}`,
      ),
    ),
  )
  const summaries = at.fragments.flatMap((fragment) =>
    (fragment.summaries ?? []).map((summary) => ({ summary, fragment })),
  )
  if (summaries.length === 0) return []
  const infer = levelInference(skills, (skill, role) => links.has(`${skill} ${role}`))
  return summaries.flatMap(({ summary, fragment }) => {
    const role = at.roles.known(summary.role)
    return mergedSkills(at, { summary, source: fragment.source, infer, role }).map(
      ({ skillAsNamed, inference, line }) => ({
        family: summary.family,
        role: summary.role,
        roleLevel: summary.roleLevel,
        skillAsNamed,
        inference,
        source: fragment.source,
        line,
      }),
    )
  })
}

function decided(open: OpenRequirement): Requirement {
  const evidence = open.evidence.toSorted(
    (a, b) => decisiveness.indexOf(a.basis) - decisiveness.indexOf(b.basis),
  )
  const [first] = evidence
  return {
    role: open.role,
    roleLevel: open.roleLevel,
    skill: open.skill,
    level: first?.level ?? null,
    basis: first?.basis ?? 'undecided',
    evidence,
  }
}
