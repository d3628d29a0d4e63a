import type { Basis, Track, UsualGrade } from './capability-framework.ts'

/**
 * What one document says, in the model's words but before anything is joined: things are still
 * named as the document names them. Readers produce fragments; `compile` joins them.
 */
export type Fragment = CapabilityFragment | MaturityFragment

/** What one document says about a capability framework. */
export interface CapabilityFragment {
  readonly kind: 'capability'
  /** File name of the document. */
  readonly source: string
  /** Language of its texts, BCP 47; undefined: that of the framework. */
  readonly lang?: string
  readonly title?: string
  /** ISO date the document gives for itself. */
  readonly published?: string
  readonly introduction?: readonly Line[]
  readonly purposes?: readonly Line[]
  readonly roles?: readonly FragmentRole[]
  readonly skills?: readonly FragmentSkill[]
  readonly requirements?: readonly FragmentRequirement[]
  readonly summaries?: readonly RoleLevelSummary[]
  readonly roleLinks?: readonly FragmentRoleLink[]
  readonly changeNotes?: readonly FragmentChangeNote[]
}

/** A text and the 1-based line it starts on. */
export interface Line {
  readonly text: string
  readonly line: number
}

export interface FragmentRole {
  readonly name: string
  readonly family?: string
  readonly kind?: 'levelled' | 'senior-civil-service'
  readonly description?: string
  readonly levels: readonly FragmentRoleLevel[]
  /** Slug of the role's page at its publisher, where the document gives one. */
  readonly address?: string
  readonly line: number
}

export interface FragmentRoleLevel {
  readonly name: string
  readonly number?: number
  readonly rank?: number
  readonly track?: Track
  readonly description?: string
  readonly usualGrade?: UsualGrade
  readonly line: number
}

export interface FragmentSkill {
  readonly name: string
  readonly kind: 'levelled' | 'senior-civil-service'
  readonly description?: string
  readonly levels: readonly FragmentSkillLevel[]
  readonly statements: readonly Line[]
  readonly leadershipExamples: readonly Line[]
  readonly line: number
}

export interface FragmentSkillLevel {
  readonly level: string
  readonly state: 'defined' | 'not-defined' | 'absent'
  readonly statements: readonly Line[]
  readonly line: number
}

export interface FragmentRequirement {
  readonly family?: string
  readonly role: string
  /** Undefined for a role without levels. */
  readonly roleLevel?: string
  readonly roleLevelNumber?: number
  readonly skill: string
  /** Level of the scale; undefined where none exists. */
  readonly level?: string
  readonly basis: Basis
  /** 0 to 1, for levels that were inferred earlier. */
  readonly score?: number
  readonly line: number
}

/** A plain-text summary of one role level: it quotes statements but names no skill levels. */
export interface RoleLevelSummary {
  readonly family: string
  readonly role: string
  readonly roleDescription?: string
  /** Undefined where the file says the level is not in use (Senior Civil Service). */
  readonly roleLevel?: string
  readonly roleLevelDescription?: string
  readonly skills: readonly SummarySkill[]
  readonly line: number
}

/** A skill heading of a summary with the statements under it. */
export interface SummarySkill {
  readonly skillAsNamed: string
  readonly statements: readonly Line[]
  readonly line: number
}

export interface FragmentRoleLink {
  readonly skill: string
  readonly role: string
  /** The slug the document links to, for example `data-architect`. */
  readonly address?: string
  readonly line: number
}

export interface FragmentChangeNote {
  readonly date?: string
  readonly page: string
  readonly note: string
  readonly line: number
}

/** What one document says about a maturity model. */
export interface MaturityFragment {
  readonly kind: 'maturity'
  readonly source: string
  readonly lang?: string
  readonly title?: string
  readonly rows?: readonly FragmentMaturityRow[]
  readonly descriptors?: readonly FragmentDescriptor[]
  /** Level names the document gives, for example 5: "Mastering". */
  readonly levelNames?: readonly { readonly number: number; readonly name: string }[]
}

export interface FragmentMaturityRow {
  readonly topicNumber: number
  readonly topic: string
  readonly number: number
  readonly title: string
  readonly theme: string
  readonly line: number
}

export interface FragmentDescriptor {
  readonly topic: number
  readonly row: number
  readonly level: number
  readonly text: string
  readonly line: number
}
