import type { CapabilityFramework, Requirement, Skill } from '../capability-framework.ts'
import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'
import { folded } from '../text.ts'

/** Checks each skill and its levels, and what role levels ask of them. */
export function checkSkills(edition: CapabilityFramework): Finding[] {
  return [
    ...sharedDescriptions(edition),
    ...edition.skills.flatMap(identicalLevels),
    ...undefinedButRequired(edition),
  ]
}

function sharedDescriptions(edition: CapabilityFramework): Finding[] {
  const described = edition.skills.filter((skill) => skill.description !== undefined)
  const groups = Map.groupBy(described, (skill) => skill.description?.value ?? '')
  return [...groups.values()]
    .filter((skills) => skills.length > 1)
    .map((skills) =>
      finding('shared-description', {
        ...whereIs(skills[0]),
        subject: skills.map((skill) => skill.name.value).join('; '),
        message: `${skills.length} skills have the same description, word for word: ${listed(skills.map((skill) => skill.name.value))}.`,
        action: 'kept',
      }),
    )
}

function identicalLevels(skill: Skill): Finding[] {
  const defined = skill.levels.filter((level) => level.state === 'defined')
  return defined.slice(1).flatMap((level, index) => {
    const below = defined[index]
    if (below === undefined || !sameStatements(below.statements, level.statements)) return []
    return finding('identical-skill-levels', {
      ...whereIs(skill),
      subject: skill.name.value,
      message: `The levels ${below.level} and ${level.level} of ${skill.name.value} have the same statements.`,
      action: 'kept',
    })
  })
}

function sameStatements(a: Skill['statements'], b: Skill['statements']): boolean {
  return wordingOf(a) === wordingOf(b)
}

function wordingOf(statements: Skill['statements']): string {
  return statements
    .map((statement) => folded(statement.text.value))
    .toSorted()
    .join('\n')
}

function undefinedButRequired(edition: CapabilityFramework): Finding[] {
  const defined = new Set(
    edition.skills.flatMap((skill) =>
      skill.levels
        .filter((level) => level.state === 'defined')
        .map((level) => `${skill.slug} ${level.level}`),
    ),
  )
  const described = new Set(
    edition.skills
      .filter((skill) => skill.levels.some((level) => level.state !== 'absent'))
      .map((skill) => skill.slug),
  )
  return edition.requirements
    .filter((each): each is Requirement & { level: string } => each.level !== null)
    .filter((each) => described.has(each.skill) && !defined.has(`${each.skill} ${each.level}`))
    .map((each) =>
      finding('required-level-not-defined', {
        source: each.evidence[0]?.source ?? '',
        line: each.evidence[0]?.line ?? null,
        subject: `${each.roleLevel ?? each.role}: ${each.skill}`,
        message: `The role level ${each.role}/${each.roleLevel ?? ''} asks for ${each.skill} at ${each.level}, a level without statements.`,
        action: 'kept',
      }),
    )
}

function whereIs(skill: Skill | undefined): { source: string; line: number | null } {
  const [first] = skill?.provenance ?? []
  return { source: first?.source ?? '', line: first?.line ?? null }
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
}
