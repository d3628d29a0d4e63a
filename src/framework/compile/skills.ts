import type { Skill, SkillLevel, Statement } from '../capability-framework.ts'
import type { CapabilityFragment, FragmentSkill, Line } from '../fragment.ts'
import { statementId, thingId } from '../identifiers.ts'
import type { Joining } from './context.ts'

interface SkillPart {
  readonly skill: FragmentSkill
  readonly fragment: CapabilityFragment
}

/**
 * Joins what all documents say about each skill. A later document fills what earlier ones leave
 * open; where both speak and differ, the first stands and the difference is a finding.
 *
 * @example
 * joinSkills(joining(input, fragments)) // [{ slug: 'prototyping', levels: [ … ], … }]
 */
export function joinSkills(at: Joining): Skill[] {
  const parts = new Map<string, SkillPart[]>()
  for (const fragment of at.fragments) {
    for (const skill of fragment.skills ?? []) {
      const slug = at.skills.slug({ name: skill.name, source: fragment.source, line: skill.line })
      const known = parts.get(slug)
      if (known === undefined) parts.set(slug, [{ skill, fragment }])
      else known.push({ skill, fragment })
    }
  }
  const described = [...parts].map(([slug, each]) => joined(at, slug, each))
  return [...described, ...undescribed(at, new Set(parts.keys()))].toSorted(byName)
}

function joined(at: Joining, slug: string, parts: readonly SkillPart[]): Skill {
  const [first, ...others] = parts
  if (first === undefined) throw new RangeError('A skill is joined from at least one part')
  const name = at.skills.nameOf(slug)
  for (const other of others) checkSame(at, first, other)
  const described = parts.find((part) => part.skill.description !== undefined)
  const senior = parts.find((part) => part.skill.statements.length > 0) ?? first
  const examples = parts.find((part) => part.skill.leadershipExamples.length > 0) ?? senior
  if (described === undefined && first.skill.kind === 'levelled') {
    at.found('skill-without-description', {
      source: first.fragment.source,
      line: first.skill.line,
      subject: name,
      message: `No description of the skill ${name} is published.`,
      action: 'kept',
    })
  }
  const statements = (lines: readonly Line[], level: string, part: SkillPart): Statement[] =>
    lines.map((line) => statement(at, { slug, level, line, fragment: part.fragment }))
  return {
    id: thingId(at.input.framework.id, 'skills', slug),
    slug,
    name: at.text(name, first.fragment),
    kind: first.skill.kind,
    ...(described?.skill.description !== undefined && {
      description: at.text(described.skill.description, described.fragment),
    }),
    levels: first.skill.kind === 'levelled' ? joinedLevels(at, slug, parts) : [],
    statements: statements(senior.skill.statements, 'senior-civil-service', senior),
    leadershipExamples: statements(
      examples.skill.leadershipExamples,
      'leadership-example',
      examples,
    ),
    provenance: parts.map(({ skill, fragment }) => ({ source: fragment.source, line: skill.line })),
  }
}

function joinedLevels(at: Joining, slug: string, parts: readonly SkillPart[]): SkillLevel[] {
  return at.input.framework.scale.map((level) => {
    const found = parts.flatMap(({ skill, fragment }) =>
      skill.levels
        .filter((each) => each.level === level && each.state !== 'absent')
        .map((each) => ({ each, fragment })),
    )
    const best = found.find(({ each }) => each.state === 'defined') ?? found[0]
    if (best === undefined) return { level, state: 'absent', statements: [] }
    return {
      level,
      state: best.each.state,
      statements: best.each.statements.map((line) =>
        statement(at, { slug, level, line, fragment: best.fragment }),
      ),
    }
  })
}

function statement(
  at: Joining,
  of: { slug: string; level: string; line: Line; fragment: CapabilityFragment },
): Statement {
  return {
    id: statementId(at.input.framework.id, { skill: of.slug, level: of.level, text: of.line.text }),
    text: at.text(of.line.text, of.fragment),
  }
}

/** A second description of a skill has to agree with the first wherever both speak. */
function checkSame(at: Joining, first: SkillPart, other: SkillPart): void {
  const same = first.fragment === other.fragment
  const name = first.skill.name
  const where = { source: other.fragment.source, line: other.skill.line, subject: name }
  const differs = (what: string, before: string, after: string): void =>
    at.found(same ? 'duplicate-skill' : 'rows-contradict', {
      ...where,
      message: `${name}: the ${what} differs from that in ${first.fragment.source}, line ${first.skill.line}. The first was kept.`,
      action: 'left-out',
      before: after,
      after: before,
    })
  const [a, b] = [first.skill, other.skill]
  if (
    a.description !== undefined &&
    b.description !== undefined &&
    a.description !== b.description
  ) {
    differs('description', a.description, b.description)
  }
  for (const level of b.levels) {
    const own = a.levels.find((each) => each.level === level.level && each.state === 'defined')
    if (own === undefined || level.state !== 'defined') continue
    if (joinedText(own.statements) === joinedText(level.statements)) continue
    differs(`level ${level.level}`, joinedText(own.statements), joinedText(level.statements))
  }
}

function joinedText(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('\n')
}

/** Skills that role levels require and no document describes: named, their levels unknown. */
function undescribed(at: Joining, described: ReadonlySet<string>): Skill[] {
  const skills = new Map<string, Skill>()
  for (const fragment of at.fragments) {
    for (const { skill: name, line, basis } of fragment.requirements ?? []) {
      const slug = at.skills.slug({ name, source: fragment.source, line })
      if (described.has(slug) || skills.has(slug)) continue
      at.found('requirement-names-unknown-skill', {
        source: fragment.source,
        line,
        subject: name,
        message: `The skill ${name} is required, but no document describes it.`,
        action: 'kept',
      })
      skills.set(slug, {
        id: thingId(at.input.framework.id, 'skills', slug),
        slug,
        name: at.text(name, fragment),
        kind: basis === 'none' ? 'senior-civil-service' : 'levelled',
        levels:
          basis === 'none'
            ? []
            : at.input.framework.scale.map((level) => ({ level, state: 'absent', statements: [] })),
        statements: [],
        leadershipExamples: [],
        provenance: [{ source: fragment.source, line }],
      })
    }
  }
  return [...skills.values()]
}

function byName(a: Skill, b: Skill): number {
  return a.name.value.localeCompare(b.name.value, 'en')
}
