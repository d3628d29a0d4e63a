import type { Link, PageView, ShownText } from '../platform/index.ts'
import type { ShownNote } from './history/history-views.ts'
import type { NameLink } from './present.ts'

/** An edition in a list. */
export interface ShownEdition extends Link {
  readonly dated: string
  readonly newest: string
}

/** All editions. */
export interface EditionsView extends PageView {
  readonly frameworks: readonly {
    readonly heading: ShownText
    readonly editions: readonly (ShownEdition & {
      /** What it holds, in words. */
      readonly holds: string
      /** How it differs from the one before it. */
      readonly difference: Link | undefined
    })[]
    /** Where to propose a change to the framework itself. */
    readonly proposal: Link | undefined
  }[]
  readonly changes: Link
}

/** What a framework says of itself: paragraphs, what it is for, and what follows that. */
export interface OwnWords {
  readonly before: readonly ShownText[]
  readonly lead: ShownText | undefined
  readonly purposes: readonly ShownText[]
  readonly after: readonly ShownText[]
}

/** One edition. */
export interface EditionView extends PageView {
  readonly heading: ShownText
  readonly title: string
  readonly about: string
  readonly dated: string
  readonly official: Link | undefined
  readonly places: readonly Link[]
  /** The publisher's own words; undefined where we hold none. */
  readonly ownWords: OwnWords | undefined
  readonly counts: readonly { readonly label: string; readonly value: string }[]
  readonly publisher: string
  readonly sources: readonly {
    readonly title: string
    readonly file: string
    readonly dated: string
    readonly licence: string
    readonly note: string | undefined
    readonly url: string | undefined
  }[]
  readonly all: string
  readonly difference: Link | undefined
}

/** The home page. */
export interface HomeView extends PageView {
  readonly introduction: string
  /** What people can do here; each says who does it. */
  readonly tasks: readonly (Link & { readonly note: string; readonly who: string })[]
  readonly families: readonly { readonly link: NameLink; readonly roles: readonly NameLink[] }[]
  readonly counted: string
  /** Names of the skill levels, lowest first. */
  readonly scale: string
  readonly maturity: { readonly sentence: string; readonly link: Link } | undefined
  readonly health: { readonly sentence: string; readonly link: Link }
  /** The newest change notes. */
  readonly notes: readonly ShownNote[]
  readonly editions: readonly ShownEdition[]
  readonly resources: readonly Link[]
}

/** What Capable is. */
export interface AboutView extends PageView {
  /** Where the framework itself is kept, and changes to it are proposed. */
  readonly official: Link | undefined
  /** Names of the skill levels, lowest first. */
  readonly scale: string
  readonly bases: readonly { readonly mark: string; readonly meaning: string }[]
}

/** On which terms each framework can be used. */
export interface LicenceView extends PageView {
  readonly frameworks: readonly {
    readonly heading: ShownText
    readonly attribution: string
    readonly licences: readonly Link[]
    readonly note: string | undefined
  }[]
}
