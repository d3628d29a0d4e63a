import type { CapabilityFramework, Requirement } from '../capability-framework.ts'
import type { Joining } from './context.ts'
import type { InferredRequirement } from './requirements.ts'

/**
 * Holds role-level summaries against the other sources of the same role level: levels that differ,
 * and requirements that only one of them has.
 */
export function checkSummaries(
  at: Joining,
  { edition, inferred }: { edition: CapabilityFramework; inferred: readonly InferredRequirement[] },
): void {
  const summarised = new Set(inferred.map(({ source }) => source))
  const nameOf = namesOf(edition)
  for (const requirement of edition.requirements) {
    const fromSummary = requirement.evidence.find((each) => summarised.has(each.source))
    const other = requirement.evidence.find((each) => !summarised.has(each.source))
    if (fromSummary === undefined || other === undefined) continue
    if (fromSummary.level === null || other.level === null) continue
    if (fromSummary.level === other.level) continue
    const name = nameOf(requirement)
    at.found('sources-disagree-on-level', {
      source: fromSummary.source,
      line: fromSummary.line,
      subject: name,
      message: `${name}: the wording of the summary is that of ${fromSummary.level}, but ${other.source} says ${other.level} on line ${other.line}. ${requirement.level} was taken.`,
      action: 'kept',
      before: other.level,
      after: fromSummary.level,
    })
  }
  checkOneSided(at, { edition, summarised, nameOf })
}

function checkOneSided(
  at: Joining,
  {
    edition,
    summarised,
    nameOf,
  }: {
    edition: CapabilityFramework
    summarised: ReadonlySet<string>
    nameOf: (requirement: Requirement) => string
  },
): void {
  const byLevel = Map.groupBy(edition.requirements, (each) => `${each.role}/${each.roleLevel}`)
  for (const requirements of byLevel.values()) {
    const evidence = requirements.flatMap((requirement) => requirement.evidence)
    const summary = evidence.find((each) => summarised.has(each.source))
    const table = evidence.find((each) => !summarised.has(each.source))
    if (summary === undefined || table === undefined) continue
    for (const requirement of requirements) {
      const inSummary = requirement.evidence.some((each) => summarised.has(each.source))
      const inTable = requirement.evidence.some((each) => !summarised.has(each.source))
      if (inSummary && inTable) continue
      const [first] = requirement.evidence
      const name = nameOf(requirement)
      at.found('requirement-in-one-source-only', {
        source: first?.source ?? summary.source,
        line: first?.line ?? null,
        subject: name,
        message: `${name} stands in ${first?.source}, but not in ${inSummary ? table.source : summary.source}, which describes the same role level.`,
        action: 'kept',
      })
    }
  }
}

function namesOf(edition: CapabilityFramework): (requirement: Requirement) => string {
  const names = new Map<string, string>()
  for (const role of edition.roles) {
    names.set(`${role.slug}/`, role.name.value)
    for (const level of role.levels) names.set(`${role.slug}/${level.slug}`, level.name.value)
  }
  const skills = new Map(edition.skills.map((skill) => [skill.slug, skill.name.value]))
  return ({ role, roleLevel, skill }) =>
    `${names.get(`${role}/${roleLevel ?? ''}`) ?? role}: ${skills.get(skill) ?? skill}`
}
