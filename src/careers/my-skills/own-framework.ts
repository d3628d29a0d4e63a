import type { CapabilityFramework } from '../../framework/index.ts'

/**
 * The parts of an edition that the rules on a person's skills use: the same type, without prose,
 * sources and evidence, so that the same rules run on it in a browser.
 *
 * @example
 * ownFrameworkOf(edition).sources // []
 */
export function ownFrameworkOf(edition: CapabilityFramework): CapabilityFramework {
  return {
    ...edition,
    sources: [],
    introduction: [],
    purposes: [],
    changeNotes: [],
    roleLinks: [],
    roles: edition.roles.map(({ id, slug, name, family, kind, levels }) => ({
      id,
      slug,
      name,
      family,
      kind,
      levels: levels.map((level) => ({
        id: level.id,
        slug: level.slug,
        name: level.name,
        number: level.number,
        rank: level.rank,
        track: level.track,
        provenance: [],
      })),
      provenance: [],
    })),
    skills: edition.skills.map(({ id, slug, name, kind, levels }) => ({
      id,
      slug,
      name,
      kind,
      levels,
      statements: [],
      leadershipExamples: [],
      provenance: [],
    })),
    requirements: edition.requirements.map((requirement) => ({ ...requirement, evidence: [] })),
  }
}
