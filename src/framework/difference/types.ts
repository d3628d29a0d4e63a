import type { Basis } from '../capability-framework.ts'
import type { Text } from '../text.ts'

/** What differs between two editions of a framework. */
export type Difference = CapabilityDifference | MaturityDifference

/** A thing with its name, as the edition has it that the difference speaks of. */
export interface Thing {
  readonly slug: string
  readonly name: Text
}

/** The same thing in both editions. */
export interface Pair<T = Thing> {
  readonly from: T
  readonly to: T
}

/** How many things of one kind differ. A thing can be both renamed and changed. */
export interface ThingCounts {
  readonly added: number
  readonly removed: number
  readonly renamed: number
  readonly changed: number
}

/** The things of one kind that differ, in published order. */
export interface ThingsDifference<Whole, Change> {
  readonly added: readonly Whole[]
  readonly removed: readonly Whole[]
  readonly renamed: readonly Pair[]
  readonly changed: readonly Change[]
}

/**
 * One property that differs. Null: the edition has none. Wording that only one edition holds is no
 * difference: documents differ in what they hold.
 */
export interface FieldChange {
  readonly field: 'kind' | 'family' | 'description' | 'number' | 'rank' | 'track' | 'usual-grade'
  readonly from: Text | string | number | null
  readonly to: Text | string | number | null
}

/** A role that only one edition has, with how much of it there is. */
export interface WholeRole extends Thing {
  readonly levels: number
  readonly requirements: number
}

/** A skill that only one edition has. */
export interface WholeSkill extends Thing {
  readonly statements: number
}

/** A role that both editions have and that differs. */
export interface RoleChange extends Pair {
  readonly fields: readonly FieldChange[]
  readonly levels: ThingsDifference<Thing, RoleLevelChange>
  readonly requirements: readonly RequirementChange[]
}

/** A role level that differs. */
export interface RoleLevelChange extends Pair {
  readonly fields: readonly FieldChange[]
}

/** What a requirement says in one edition. */
export interface RequirementState {
  readonly level: string | null
  readonly basis: Basis
}

/**
 * `decided` and `undecided`: one of the two editions names no level; `basis`: the level is the
 * same, only how it is known differs.
 */
export type RequirementChangeKind =
  | 'added'
  | 'removed'
  | 'raised'
  | 'lowered'
  | 'decided'
  | 'undecided'
  | 'basis'

/** One requirement that differs. */
export interface RequirementChange {
  readonly change: RequirementChangeKind
  /** Null: a role without levels. */
  readonly roleLevel: Thing | null
  readonly skill: Thing
  readonly from: RequirementState | null
  readonly to: RequirementState | null
}

/** A skill that both editions have and that differs. */
export interface SkillDifference extends Pair {
  readonly fields: readonly FieldChange[]
  readonly levels: readonly SkillLevelChange[]
  readonly statements: readonly StatementChange[]
}

/** A level of a skill that one edition defines and the other does not. */
export interface SkillLevelChange {
  readonly level: string
  readonly from: 'defined' | 'not-defined' | 'absent'
  readonly to: 'defined' | 'not-defined' | 'absent'
}

/** Where a statement stands: a level of the scale, or the lists of a skill without levels. */
export type StatementPlace = string

/** One statement on one side of a difference. */
export interface PlacedStatement {
  readonly place: StatementPlace
  readonly text: Text
}

/** One statement that differs. `moved`: the same words at another level. */
export interface StatementChange {
  readonly change: 'added' | 'removed' | 'moved' | 'reworded'
  readonly from: PlacedStatement | null
  readonly to: PlacedStatement | null
  /** How alike both wordings are, 0 to 1: for `reworded`. */
  readonly likeness?: number
}

/** How much differs between two editions of a capability framework. */
export interface CapabilityDifferenceCounts {
  readonly families: ThingCounts
  readonly roles: ThingCounts
  readonly roleLevels: ThingCounts
  readonly skills: ThingCounts
  /** Those of new and gone skills included. */
  readonly statements: Readonly<Record<StatementChange['change'], number>>
  /** Those of new and gone roles included. */
  readonly requirements: Readonly<Record<RequirementChangeKind, number>>
  /** Requirements in both editions whose level is known in another way. */
  readonly bases: readonly {
    readonly from: Basis
    readonly to: Basis
    readonly requirements: number
  }[]
}

/** What differs between two editions of a capability framework. */
export interface CapabilityDifference {
  readonly kind: 'capability-framework'
  /** `framework@edition`. */
  readonly from: string
  readonly to: string
  readonly counts: CapabilityDifferenceCounts
  readonly families: ThingsDifference<Thing, never>
  readonly roles: ThingsDifference<WholeRole, RoleChange>
  readonly skills: ThingsDifference<WholeSkill, SkillDifference>
}

/** One row of a maturity model. */
export interface RowReference {
  readonly row: number
  readonly title: Text
}

/** One descriptor that differs. Null: the edition has none in this cell. */
export interface DescriptorChange {
  readonly row: number
  readonly level: number
  readonly change: 'added' | 'removed' | 'reworded'
  readonly from: Text | null
  readonly to: Text | null
}

/** What differs between two editions of a maturity model. */
export interface MaturityDifference {
  readonly kind: 'maturity-model'
  readonly from: string
  readonly to: string
  readonly counts: {
    readonly topics: Omit<ThingCounts, 'changed'>
    readonly themes: Omit<ThingCounts, 'changed'>
    readonly rows: Omit<ThingCounts, 'renamed'>
    readonly descriptors: Readonly<Record<DescriptorChange['change'], number>>
  }
  readonly topics: Omit<ThingsDifference<Thing, never>, 'changed'>
  readonly themes: Omit<ThingsDifference<Thing, never>, 'changed'>
  readonly rows: {
    readonly added: readonly RowReference[]
    readonly removed: readonly RowReference[]
    /** Another title, topic or theme. */
    readonly changed: readonly {
      readonly row: number
      readonly fields: readonly {
        readonly field: 'title' | 'topic' | 'theme'
        readonly from: Text
        readonly to: Text
      }[]
    }[]
  }
  readonly descriptors: readonly DescriptorChange[]
}
