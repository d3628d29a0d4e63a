import type { CapabilityFramework, Requirement, RoleLink, Skill } from '../capability-framework.ts'
import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'

/**
 * Holds "Roles that require this skill" against what role levels ask for, both ways: one finding
 * for each skill and role. Silent where an edition has only one of the two.
 */
export function checkRequirers(edition: CapabilityFramework): Finding[] {
  if (edition.requirements.length === 0) return []
  const skills = new Map(edition.skills.map((skill) => [skill.slug, skill]))
  const roleNames = new Map(edition.roles.map((role) => [role.slug, role.name.value]))
  const required = new Map(edition.requirements.toReversed().map((each) => [pair(each), each]))
  const linked = new Map(edition.roleLinks.map((each) => [pair(each), each]))
  const names = (of: RoleLink | Requirement): { skill: string; role: string } => ({
    skill: skills.get(of.skill)?.name.value ?? of.skill,
    role: roleNames.get(of.role) ?? ('roleAsNamed' in of ? of.roleAsNamed : of.role),
  })
  const links = edition.roleLinks
    .filter((link) => !required.has(pair(link)))
    .map((link) => namedOnly(link, { ...names(link), roleKnown: roleNames.has(link.role) }))
  const requirements =
    edition.roleLinks.length === 0
      ? []
      : [...required.values()]
          .filter((each) => !linked.has(pair(each)))
          .map((each) => requiredOnly(each, names(each)))
  return [...links, ...requirements, ...notRequired(edition)]
}

function pair({ skill, role }: { skill: string; role: string }): string {
  return `${skill} ${role}`
}

function namedOnly(
  link: RoleLink,
  { skill, role, roleKnown }: { skill: string; role: string; roleKnown: boolean },
): Finding {
  return finding('skill-names-role-that-does-not-require-it', {
    source: link.source,
    line: link.line,
    subject: `${skill} and ${role}`,
    message: roleKnown
      ? `The skill ${skill} names the role ${role}, but no level of ${role} asks for it.`
      : `The skill ${skill} names the role ${role}, which this edition does not have.`,
    action: 'kept',
  })
}

function requiredOnly(
  requirement: Requirement,
  { skill, role }: { skill: string; role: string },
): Finding {
  const [first] = requirement.evidence
  return finding('role-requires-skill-that-does-not-name-it', {
    source: first?.source ?? '',
    line: first?.line ?? null,
    subject: `${role} and ${skill}`,
    message: `The role ${role} asks for the skill ${skill}, but ${skill} does not name ${role} among the roles that require it.`,
    action: 'kept',
  })
}

function notRequired(edition: CapabilityFramework): Finding[] {
  const required = new Set(edition.requirements.map((each) => each.skill))
  return edition.skills
    .filter((skill) => !required.has(skill.slug))
    .map((skill: Skill) =>
      finding('skill-not-required', {
        source: skill.provenance[0]?.source ?? '',
        line: skill.provenance[0]?.line ?? null,
        subject: skill.name.value,
        message: `No role level asks for the skill ${skill.name.value}.`,
        action: 'kept',
      }),
    )
}
