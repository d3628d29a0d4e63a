import type { NameLink } from '../explore/index.ts'
import type { Link, PageView } from '../platform/index.ts'

/** A role level that could be next. */
export interface ShownNear {
  readonly link: NameLink
  readonly note: string
  readonly sentence: string
  readonly coverage: string
  readonly marks: readonly string[]
  readonly missing:
    | {
        readonly summary: string
        readonly skills: readonly { readonly link: NameLink; readonly text: string }[]
      }
    | undefined
  readonly actions: readonly Link[]
  /** Of the levels of the role that ask for more, the one covered best, where it is another. */
  readonly best:
    | { readonly link: NameLink; readonly sentence: string; readonly compare: Link }
    | undefined
}

/** Role levels under one heading. */
export interface ShownNearGroup {
  readonly id: string
  readonly heading: string
  readonly note: string
  readonly entries: readonly ShownNear[]
}

/** Where a role level could lead. */
export interface NearestView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly caution: string
  readonly grades: string | undefined
  readonly toggle: Link
  readonly groups: readonly ShownNearGroup[]
  /** What shares a skill and no more. */
  readonly further: ShownNearGroup | undefined
  readonly nothing: string | undefined
  readonly alike: readonly {
    readonly link: NameLink
    readonly pairs: readonly {
      readonly own: NameLink
      readonly other: NameLink
      readonly compare: Link
    }[]
  }[]
  readonly working: readonly string[]
  readonly more: readonly Link[]
}
