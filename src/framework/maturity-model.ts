import type { EditionIdentity, FrameworkIdentity, Provenance, Source } from './edition.ts'
import type { Text } from './text.ts'

/** One whole edition of a maturity model. */
export interface MaturityModel {
  readonly kind: 'maturity-model'
  readonly framework: FrameworkIdentity
  readonly edition: EditionIdentity
  readonly sources: readonly Source[]
  readonly levels: readonly MaturityLevel[]
  readonly topics: readonly MaturityTopic[]
  readonly themes: readonly MaturityTheme[]
  readonly rows: readonly MaturityRow[]
  readonly descriptors: readonly Descriptor[]
}

/** A level of maturity, from 1. */
export interface MaturityLevel {
  readonly number: number
  readonly name: string
}

export interface MaturityTopic {
  readonly id: string
  readonly number: number
  readonly slug: string
  readonly name: Text
}

export interface MaturityTheme {
  readonly id: string
  readonly slug: string
  readonly name: Text
}

/** One thing an organisation judges itself on. Numbers run through the whole model. */
export interface MaturityRow {
  readonly id: string
  readonly number: number
  /** Number of the topic. */
  readonly topic: number
  /** Slug of the theme. */
  readonly theme: string
  readonly title: Text
  readonly provenance: Provenance
}

/** What one row looks like at one level. A row and level without one is a missing cell. */
export interface Descriptor {
  readonly id: string
  readonly row: number
  readonly level: number
  readonly text: Text
  readonly provenance: Provenance
}
