type Id = string
type Moment = string
type Json = string

/**
 * What a person said of one skill, held against one edition. Once any of it is shared the row
 * changes no more: what is said next is a row of its own.
 */
export interface SkillRatingRow {
  readonly id: Id
  readonly person_id: Id
  readonly framework: string
  readonly edition: string
  /** Slug. */
  readonly skill: string
  /** Which one of this skill it is, counted from 1. The highest is the newest. */
  readonly number: number
  /** Set by hand: a level of the scale or `none`; null: not set. */
  readonly level: string | null
  /** Identifiers of the statements that were ticked. */
  readonly ticked: Json
  /** The level that counted when it was saved, by hand or from the ticks; null: not assessed. */
  readonly counted: string | null
  /** Evidence, in the person's own words. */
  readonly note: string
  readonly confidence: string | null
  readonly interest: string | null
  /** What a file that was loaded says was agreed elsewhere. */
  readonly claims: Json
  readonly state: 'draft' | 'shared' | 'final'
  readonly version: number
  readonly rated_at: Moment
}

/** A role level that a person measures themselves against. */
export interface SkillTargetRow {
  readonly id: Id
  readonly person_id: Id
  readonly framework: string
  readonly edition: string
  /** Slug path. */
  readonly role_level: string
  readonly added_at: Moment
}

/** One item of a person's skills that is shared with one line manager, for as long as they are. */
export interface SkillShareRow {
  readonly id: Id
  readonly person_id: Id
  /** The reporting line it is shared along: it ends with the line and comes back with no other. */
  readonly relation_id: Id
  readonly kind: 'rating' | 'confidence' | 'interest' | 'target' | 'gap'
  readonly rating_id: Id | null
  readonly target_id: Id | null
  readonly shared_at: Moment
}

/** What a line manager answered to a rating that was shared with them. */
export interface SkillAnswerRow {
  readonly id: Id
  readonly rating_id: Id
  /** Null once the manager's own record is gone. */
  readonly manager_id: Id | null
  readonly outcome: 'agreed' | 'disagreed'
  /** Why not; empty where they agreed. The person reads it. */
  readonly words: string
  readonly answered_at: Moment
}
