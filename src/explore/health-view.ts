import type { Link, PageView } from '../platform/index.ts'
import type { NameLink, ShownMark } from './present.ts'

/** Every finding of an edition, by kind. */
export interface HealthView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly explanation: string
  /** Address of the form. */
  readonly action: string
  readonly filters: readonly {
    readonly name: string
    readonly label: string
    readonly options: readonly {
      readonly value: string
      readonly text: string
      readonly selected: boolean
    }[]
  }[]
  readonly shown: string
  /** Address without the filter, where there is one. */
  readonly clear: string | undefined
  readonly kinds: readonly ShownKind[]
  readonly elsewhere: Link | undefined
}

/** The findings of one kind. */
export interface ShownKind {
  readonly code: string
  readonly title: string
  readonly meaning: string
  readonly mark: ShownMark
  readonly count: string
  readonly open: boolean
  readonly findings: readonly {
    readonly message: string
    /** The skills, roles and role levels it is about. */
    readonly about: readonly NameLink[]
    readonly where: string
    readonly action: string
    readonly wording: readonly { readonly label: string; readonly text: string }[]
  }[]
}
