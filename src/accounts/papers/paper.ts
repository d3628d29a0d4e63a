import type { Organisation } from '../store/organisations.ts'

/** Something that only the organisation can say. */
export interface ToFillIn {
  readonly label: string
  readonly hint?: string
}

/** A part of a paper: what the software knows of itself, then what is to be filled in. */
export interface PaperPart {
  readonly heading: string
  readonly lead?: readonly string[]
  readonly items?: readonly string[]
  readonly table?: {
    readonly caption: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly toFillIn?: readonly ToFillIn[]
}

/** A paper that an organisation starts from. */
export interface Paper {
  readonly slug: string
  readonly title: string
  /** Who needs it and what for. */
  readonly lead: string
  readonly parts: readonly PaperPart[]
}

/** What papers are made from, besides what the software knows of itself. */
export interface PaperFacts {
  readonly organisation: Organisation
  /** What has been decided about each purpose, in words; empty: nothing yet. */
  readonly purposes: readonly (readonly string[])[]
  readonly today: string
}
