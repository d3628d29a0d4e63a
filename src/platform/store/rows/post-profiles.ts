/**
 * A named list of skills and levels for posts of an organisation, from a role level of one edition
 * or from nothing. Never official.
 */
export interface PostProfileRow {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly framework: string
  readonly edition: string
  /** As in addresses; null: it starts from no role level. */
  readonly role_level: string | null
  /** Null: the owner is gone. */
  readonly owner_id: string | null
  readonly from_day: string
  readonly state: 'draft' | 'in-use' | 'ended'
  /** Counts changes of what is said of the profile. */
  readonly version: number
  /** Counts changes of its list. */
  readonly list_version: number
  readonly created_at: string
  readonly changed_at: string
}

/** Where a profile differs from its role level, one row a skill; or a skill of its own. */
export interface PostProfileChangeRow {
  readonly id: string
  readonly profile_id: string
  readonly kind: 'added' | 'removed' | 'level' | 'local'
  /** Slug; null for a local skill. */
  readonly skill: string | null
  /** Of a local skill. */
  readonly name: string | null
  readonly description: string | null
  /** Null: left out, or a skill without levels. */
  readonly level: string | null
  readonly reason: string
  /** Of a local skill: its statements by level, as JSON. */
  readonly statements: string
  /** The version of the list that this change made. */
  readonly version: number
}

/** Which profile a post carries. */
export interface PostProfilePostRow {
  readonly post_id: string
  readonly profile_id: string
}
