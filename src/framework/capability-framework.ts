import type { EditionIdentity, FrameworkIdentity, Provenance, Source } from './edition.ts'
import type { Text } from './text.ts'

/** The track of a role level where a role splits. Null: no track, or not known. */
export type Track = 'technical' | 'management'

/**
 * How the level of a requirement is known. `stated`: a source names it; `derived`: from the
 * requirements table; `exact`, `close`, `undecided`: inferred from the wording of a role-level
 * summary; `none`: no level exists (Senior Civil Service).
 */
export type Basis = 'stated' | 'derived' | 'exact' | 'close' | 'undecided' | 'none'

/** One whole edition of a capability framework: the model every room speaks. */
export interface CapabilityFramework {
  readonly kind: 'capability-framework'
  readonly framework: FrameworkIdentity
  readonly edition: EditionIdentity
  readonly sources: readonly Source[]
  /** What the publisher says the framework is, in published order. */
  readonly introduction: readonly Text[]
  /** What the publisher says the framework is for, one use each. */
  readonly purposes: readonly Text[]
  readonly families: readonly RoleFamily[]
  readonly roles: readonly Role[]
  readonly skills: readonly Skill[]
  readonly requirements: readonly Requirement[]
  /** "Roles that require this skill", as the skill itself names them. */
  readonly roleLinks: readonly RoleLink[]
  readonly changeNotes: readonly ChangeNote[]
}

/** A group of roles. Roles name their family by its slug. */
export interface RoleFamily {
  readonly id: string
  readonly slug: string
  readonly name: Text
}

/** A job in the profession. */
export interface Role {
  readonly id: string
  readonly slug: string
  readonly name: Text
  /** Slug of the family; null where no source says. */
  readonly family: string | null
  /** A Senior Civil Service role has no levels and no skill levels. */
  readonly kind: 'levelled' | 'senior-civil-service'
  /** Published prose; undefined where none is held. */
  readonly description?: Text
  /** In published order. */
  readonly levels: readonly RoleLevel[]
  readonly provenance: readonly Provenance[]
}

/** One step of a role. */
export interface RoleLevel {
  readonly id: string
  /** Unique within the role; the permanent address is `<role slug>/<slug>`. */
  readonly slug: string
  readonly name: Text
  /** Published order within the role, from 1; null where no source says. */
  readonly number: number | null
  /** Levels that stand side by side share a rank; null where not known. */
  readonly rank: number | null
  readonly track: Track | null
  /** Published prose with the responsibilities; undefined where none is held. */
  readonly description?: Text
  /** Undefined where no source gives one. Never inferred, never part of a measure. */
  readonly usualGrade?: UsualGrade
  readonly provenance: readonly Provenance[]
}

/** The grade, or the two grades, that posts at a role level usually have. Not mandatory. */
export interface UsualGrade extends Provenance {
  /** One or two grades, as the source names them. */
  readonly grades: readonly string[]
  /** What the source bases it on, in its words. */
  readonly basis: string
  /** Date from which it is known; null where the source gives none. */
  readonly date: string | null
}

/** A skill with what each of its levels looks like. */
export interface Skill {
  readonly id: string
  readonly slug: string
  readonly name: Text
  readonly kind: 'levelled' | 'senior-civil-service'
  readonly description?: Text
  /** One per level of the scale, lowest first; empty for a Senior Civil Service skill. */
  readonly levels: readonly SkillLevel[]
  /** Senior Civil Service skills only. */
  readonly statements: readonly Statement[]
  /** Senior Civil Service skills only. */
  readonly leadershipExamples: readonly Statement[]
  readonly provenance: readonly Provenance[]
}

/** One level of one skill. `not-defined`: the source says so; `absent`: the source is silent. */
export interface SkillLevel {
  readonly level: string
  readonly state: 'defined' | 'not-defined' | 'absent'
  readonly statements: readonly Statement[]
}

/** One "You can …" sentence. */
export interface Statement {
  /** The same words in the same skill and level keep their id across editions. */
  readonly id: string
  readonly text: Text
}

/** A role level asks for a skill at a level. */
export interface Requirement {
  readonly role: string
  /** Slug of the role level within the role; null for a Senior Civil Service role. */
  readonly roleLevel: string | null
  readonly skill: string
  /** Level of the scale; null where none exists or none could be decided. */
  readonly level: string | null
  readonly basis: Basis
  /** Every source that speaks of this requirement, the decisive one first. */
  readonly evidence: readonly RequirementEvidence[]
}

/** What one source says about one requirement. */
export interface RequirementEvidence extends Provenance {
  readonly basis: Basis
  readonly level: string | null
  /** 0 to 1: how well the wording agrees, for inferred levels. */
  readonly score?: number
}

/** A skill names a role that requires it. */
export interface RoleLink extends Provenance {
  readonly skill: string
  /** Slug of the role; the edition may lack a role that a skill names. */
  readonly role: string
  /** The role as the skill names it. */
  readonly roleAsNamed: string
}

/** One dated note about a change, as published. */
export interface ChangeNote extends Provenance {
  /** ISO date; null where the source gives none. */
  readonly date: string | null
  /** The page the note is about, as named in the source. */
  readonly page: string
  readonly note: Text
}
