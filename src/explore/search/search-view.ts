import type { Link, PageView, ShownText } from '../../platform/frame.ts'
import type { NameLink } from '../present.ts'
import type { ExcerptPart } from './excerpt.ts'

/** A search with what it found. */
export interface SearchView extends PageView, FoundView {
  /** Address of the form. */
  readonly action: string
  readonly text: string
  readonly filters: readonly {
    readonly name: string
    readonly label: string
    readonly options: readonly {
      readonly value: string
      readonly text: string
      readonly selected: boolean
    }[]
  }[]
}

/** What a search found. */
export interface FoundView {
  /** How much was found; undefined where nothing was searched for. */
  readonly summary: string | undefined
  /** What was searched for instead of what was typed. */
  readonly correction: { readonly sentence: string; readonly link: Link } | undefined
  readonly withoutFilters: Link | undefined
  /** Set where an older edition has nothing and the newest has. */
  readonly inNewest: Link | undefined
  /** What to try where nothing was found. */
  readonly tips: readonly string[]
  readonly rolesLink: string
  readonly skillsLink: string
  readonly groups: readonly ShownGroup[]
}

/** The results of one kind. */
export interface ShownGroup {
  readonly id: string
  readonly heading: string
  readonly results: readonly ShownResult[]
  /** Says how many are shown where that is not all. */
  readonly shown: string | undefined
  readonly more: Link | undefined
}

/** One result. */
export interface ShownResult {
  readonly kind: string
  readonly link: NameLink
  readonly note: ShownText | undefined
  readonly excerpt: { readonly lang: string | undefined; readonly parts: readonly ExcerptPart[] }
}
