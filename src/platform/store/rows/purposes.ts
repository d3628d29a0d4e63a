/** Why an organisation keeps records, on what ground and for how long. */
export interface PurposeRow {
  readonly organisation_id: string
  readonly purpose: string
  /** A basis of Article 6 of the UK GDPR; empty: not said yet. */
  readonly lawful_basis: string
  /** The legislation or public task, in words. */
  readonly basis_text: string
  /** The web address of the privacy notice, or its text. */
  readonly notice: string
  /** Null: not said yet. */
  readonly retention_months: number | null
  /** The day it was last switched on; null: never. */
  readonly on_from: string | null
  /** The first day on which it was off again; null: it is on, or never was. */
  readonly off_from: string | null
  readonly version: number
}

/** A legal hold or exceptional access: one administrator asks, another decides. */
export interface ExceptionalRequestRow {
  readonly id: string
  readonly organisation_id: string
  readonly person_id: string
  readonly kind: 'legal-hold' | 'end-of-hold' | 'subject-access' | 'grievance'
  readonly reason: string
  /** The hold that is to end. */
  readonly hold_id: string | null
  /** Who is to read what is held, for how many days. */
  readonly reader_id: string | null
  readonly days: number | null
  /** The first day on which the reader may not read any more. Set when it is granted. */
  readonly until_day: string | null
  /** The day on which the person is told; null: at once. */
  readonly tell_on: string | null
  readonly told_at: string | null
  /** Null: whose record is gone. */
  readonly asked_by_id: string | null
  readonly asked_at: string
  readonly decided_by_id: string | null
  readonly decided_at: string | null
  readonly decision: 'agreed' | 'refused' | null
  readonly decision_reason: string | null
  /** When the hold ended. */
  readonly ended_at: string | null
}

/** That somebody asked for what is held about them to be erased. Goes with their record. */
export interface ErasureRequestRow {
  readonly id: string
  readonly organisation_id: string
  readonly person_id: string
  readonly words: string
  readonly asked_at: string
  /** The last day for an answer. */
  readonly due_on: string
  readonly decided_at: string | null
  readonly decided_by_id: string | null
  readonly decision: 'all' | 'part' | 'refused' | null
  readonly ground: string | null
  readonly reason: string | null
}

/** Work that the server does by itself, and which process does it now. */
export interface JobRow {
  readonly name: string
  readonly due_at: string
  readonly leased_by: string | null
  readonly leased_until: string | null
  readonly last_run_at: string | null
  /** What came of the last run. */
  readonly outcome: string | null
}

/** An account that belongs to no organisation any more, and since which day. */
export interface UnattachedAccountRow {
  readonly account_id: string
  readonly since_day: string
}
