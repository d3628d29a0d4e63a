import type { Link, PageView, ShownText } from '../../platform/index.ts'
import type { NameLink, ShownBlock } from '../present.ts'
import type { NotePart } from './change-notes.ts'

/** One thing that changed, in words, with the wording before and after where it is wording. */
export interface ShownChange {
  readonly link: NameLink | undefined
  readonly words: string
  readonly wording: readonly { readonly label: string; readonly text: ShownText }[]
}

/** Changes under one heading. */
export interface ShownChangeGroup {
  readonly heading: ShownText
  readonly changes: readonly ShownChange[]
}

/** A role or skill that changed. */
export interface ShownChanged {
  readonly name: ShownText
  readonly href: string
  readonly summary: string
  readonly groups: readonly ShownChangeGroup[]
}

/** Things that are new, gone or renamed; folded where there are many. */
export interface ShownThings {
  readonly heading: string
  readonly folded: string | undefined
  readonly things: readonly {
    readonly before: ShownText | undefined
    readonly link: NameLink
    readonly note: string
  }[]
}

/** Everything of one kind that differs. */
export interface ShownKindDifference {
  readonly id: string
  readonly heading: string
  readonly lists: readonly ShownThings[]
  readonly changedHeading: string
  readonly changed: readonly ShownChanged[]
}

/** One of the two lists of editions. */
export interface ShownChoice {
  readonly name: 'from' | 'to'
  readonly label: string
  readonly options: readonly {
    readonly value: string
    readonly text: string
    readonly selected: boolean
  }[]
}

/** The difference of two editions, and the form that asks for another. */
export interface DifferenceView extends PageView {
  readonly heading: string
  readonly action: string
  readonly choices: readonly ShownChoice[]
  readonly prompt: string | undefined
  readonly sentences: readonly string[]
  readonly caveats: readonly string[]
  readonly kinds: readonly ShownKindDifference[]
  readonly turned: Link | undefined
  readonly proposal: Link | undefined
}

/** A change note. */
export interface ShownNote {
  readonly dated: string
  /** Undefined on the page that the note is about. */
  readonly about: { readonly href: string | undefined; readonly name: string } | undefined
  readonly lang: string | undefined
  readonly blocks: readonly {
    readonly lead: readonly NotePart[]
    readonly items: readonly (readonly NotePart[])[]
  }[]
}

/** The address of a feed and what it is a feed of. */
export interface ShownFeed {
  readonly href: string
  readonly title: string
}

/** All changes. */
export interface ChangesView extends PageView {
  readonly summary: string
  readonly editions: readonly {
    readonly link: Link
    readonly dated: string
    readonly sentences: readonly string[]
    /** What the sentences do not say by themselves. */
    readonly caveats: readonly string[]
    readonly difference: Link | undefined
  }[]
  readonly notes: readonly ShownNote[]
  readonly noNotes: { readonly sentence: string; readonly command: string } | undefined
  readonly feed: ShownFeed
  readonly proposal: Link | undefined
}

/** What happened to the role or skill of a page. */
export interface ShownHistory {
  readonly formerly: string | undefined
  readonly sentence: string
  readonly groups: readonly ShownChangeGroup[]
  readonly difference: Link | undefined
  readonly notes: readonly ShownNote[]
  readonly noNotes: string | undefined
  readonly feed: ShownFeed
}

/** Goes with the view of a role or skill; undefined on pages of past editions. */
export interface WithHistory {
  readonly history: ShownHistory | undefined
}

/** The page of a thing that is gone. */
export interface GoneView extends PageView {
  readonly heading: ShownText
  readonly sentence: string
  readonly note: string | undefined
  readonly description: readonly ShownBlock[]
  readonly levelsLead: string | undefined
  readonly levels: readonly ShownText[]
  readonly last: Link | undefined
  readonly notes: readonly ShownNote[]
  readonly all: Link
  readonly proposal: Link | undefined
}
