/** How much a finding matters. See `docs/findings.md`. */
export type Severity = 'error' | 'warning' | 'notice'

/** What was done about the fault: kept as published, repaired, or left out of the edition. */
export type FindingAction = 'kept' | 'repaired' | 'left-out'

/** One fault in a source document or in a framework as a whole. */
export interface Finding {
  /** Kebab-case, one of the codes in `finding-codes.ts`. */
  readonly code: string
  readonly severity: Severity
  /** File name of the document in which the fault stands. */
  readonly source: string
  /** 1-based line in that document; null where the fault is not on one line. */
  readonly line: number | null
  /** What the fault is about: a skill, a role, an identifier. */
  readonly subject: string
  /** A sentence a reader understands without the code. */
  readonly message: string
  readonly action: FindingAction
  /** The wording as published, for a repair. */
  readonly before?: string
  /** The wording as it stands in the edition, for a repair. */
  readonly after?: string
}
