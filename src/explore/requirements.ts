import type { Basis, Requirement, RequirementEvidence, Text } from '../framework/index.ts'
import { named } from './lookup.ts'
import type { EditionIndex, Named } from './lookup.ts'

/** What a role level asks for in one skill, with the words that go with it. */
export interface AskedSkill {
  readonly skill: Named
  readonly level: string | null
  /** Place of the level on the scale, from 1; null where there is no level. */
  readonly position: number | null
  /** `defined` where there are statements; see `SkillLevel` for the others. */
  readonly state: 'defined' | 'not-defined' | 'absent' | 'no-level'
  readonly statements: readonly Text[]
  readonly leadershipExamples: readonly Text[]
  readonly basis: Basis
  readonly evidence: readonly RequirementEvidence[]
}

/** Adds to a requirement the name of the skill and what its level says. */
export function askedSkill(index: EditionIndex, requirement: Requirement): AskedSkill {
  const { level, basis, evidence } = requirement
  const skill = index.skills.get(requirement.skill)
  const skillLevel = skill?.levels.find((candidate) => candidate.level === level)
  const senior = skill?.kind === 'senior-civil-service' ? skill : undefined
  const statements = senior?.statements ?? skillLevel?.statements ?? []
  return {
    skill: skillNamed(index, requirement.skill),
    level,
    position: positionOf(index, level),
    state: level === null ? 'no-level' : (skillLevel?.state ?? 'absent'),
    statements: statements.map(({ text }) => text),
    leadershipExamples: (senior?.leadershipExamples ?? []).map(({ text }) => text),
    basis,
    evidence,
  }
}

/** A skill by its slug; one that no document describes is named by its slug. */
export function skillNamed(index: EditionIndex, slug: string): Named {
  const skill = index.skills.get(slug)
  return skill === undefined ? { slug, name: { lang: 'en', value: slug } } : named(skill)
}

/** Place of a level on the scale, from 1; null where there is none. */
export function positionOf(index: EditionIndex, level: string | null): number | null {
  const at = level === null ? -1 : index.edition.framework.scale.indexOf(level)
  return at === -1 ? null : at + 1
}
