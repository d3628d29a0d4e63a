import type { Text } from './text.ts'

/** Where a fact was read: the file name of the source and the 1-based line (null: whole file). */
export interface Provenance {
  readonly source: string
  readonly line: number | null
}

/** One published document an edition was made from. */
export interface Source {
  /** File name, as findings and provenance name it. */
  readonly file: string
  /** Name of the format it was read as, see `documents/formats.ts`. */
  readonly format: string
  readonly title: string
  readonly sha256: string
  readonly bytes: number
  /** SPDX identifier or name of the licence of this document. */
  readonly licence: string
  readonly attribution: string
  /** Date of the document itself; null where it carries none. */
  readonly date: string | null
  readonly url?: string
  readonly note?: string
}

/** What all editions of one framework share. */
export interface FrameworkIdentity {
  readonly slug: string
  readonly kind: 'capability-framework' | 'maturity-model'
  /** Permanent address from which identifiers are derived. It need not resolve. */
  readonly uri: string
  readonly id: string
  readonly title: Text
  readonly publisher: string
  /** Main language of the content, BCP 47. */
  readonly lang: string
  /** Names of the levels, lowest first. */
  readonly scale: readonly string[]
  /** Name and address of the official service, where there is one. */
  readonly officialService?: { readonly name: string; readonly url: string }
  readonly licence: Licence
}

/** Terms under which a body of content is used. */
export interface Licence {
  readonly name: string
  readonly url: string
  readonly attribution: string
  readonly note?: string
}

/** One dated, immutable, citable state of a framework. */
export interface EditionIdentity {
  /** Part of the permanent name `framework@edition`, for example `2017-03-23`. */
  readonly name: string
  readonly title: string
  /** Date the content was published; null where the sources carry no date. */
  readonly published: string | null
  /** Date this edition was put together from its sources. */
  readonly compiled: string
  /** One or two sentences: what this edition is and what it lacks. */
  readonly about: string
}
