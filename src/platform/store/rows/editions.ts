type Moment = string
type Json = string

/** An edition that was imported. Never changed and never deleted. */
export interface EditionRow {
  readonly framework: string
  readonly edition: string
  /** The whole edition in Capable's own JSON: gzip, then base64. */
  readonly content: string
  /** Its findings as JSON, in the same form. */
  readonly findings: string
  /** The files it was made from: name, SHA-256 and bytes of each. */
  readonly files: Json
  readonly imported_at: Moment
  readonly imported_by: 'command-line' | 'browser' | 'data-folder'
  /** Who loaded it in the browser. Stays when the account is erased. */
  readonly account_id: string | null
}

/** An account that may load editions for everybody who uses the service. */
export interface FrameworkOwnerRow {
  readonly account_id: string
  readonly granted_at: Moment
}

/** Files that were sent to become an edition. Deleted when they have expired. */
export interface PendingEditionRow {
  readonly id: string
  readonly account_id: string
  readonly file_names: Json
  /** What the page shows of them; null: they are being read. */
  readonly report: Json | null
  /** The editions as they would be kept; null: there are none, or they were loaded. */
  readonly editions: Json | null
  readonly loaded_at: Moment | null
  readonly created_at: Moment
  readonly expires_at: Moment
}
