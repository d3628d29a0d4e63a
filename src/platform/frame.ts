import type { Text } from '../framework/index.ts'

/** A link with its words. */
export interface Link {
  readonly href: string
  readonly text: string
}

/** Everything of a page around its content. Every view has one. */
export interface Frame {
  /** Title of the document, without the name of the site. */
  readonly title: string
  /** Address of the section in the navigation; undefined where the page is in none. */
  readonly section: string | undefined
  readonly breadcrumbs: readonly Link[]
  readonly address: string
  /** Where the search in the header looks; unset: in the newest edition. */
  readonly search?: string
  /** Address of the same content as JSON. */
  readonly twin: string | undefined
  /** Set on pages of an edition that is not the newest. */
  readonly pastEdition: PastEdition | undefined
  readonly footer: Footer | undefined
  /** Set on pages for somebody who has signed in. */
  readonly signedIn?: SignedIn
  /** Set on pages about an organisation, once it has said who answers for its records. */
  readonly runBy?: RunBy
}

/** Who runs this for an organisation, and where it says what it keeps and why. */
export interface RunBy {
  readonly sentence: string
  readonly more: Link
  /** What every page has to say before anything else, such as that nobody on it is real. */
  readonly mark?: string
}

/** Who the page is for, and how they leave. */
export interface SignedIn {
  /** Undefined until the second factor was given. */
  readonly name: string | undefined
  readonly places: readonly Link[]
  /** What the form that signs out carries. */
  readonly word: string
  /** How long the session lasts if nothing else is asked for. */
  readonly secondsLeft: number
  /** What was saved a moment ago, in a sentence. */
  readonly saved?: string | undefined
}

/** The banner on pages of an older edition. */
export interface PastEdition {
  readonly sentence: string
  readonly newest: Link
  readonly places: readonly Link[]
}

/** Where the content of a page comes from and on which terms. */
export interface Footer {
  readonly attribution: string
  readonly licence: Link
  readonly edition: Link
  /** Date of the edition, or that its sources have none. */
  readonly dated: string
  readonly official: Link | undefined
}

/** What every view has. */
export interface PageView {
  readonly frame: Frame
}

/** A text with the language it must be marked with, undefined where it is that of the page. */
export interface ShownText {
  readonly value: string
  readonly lang: string | undefined
}

/**
 * Prepares published wording for a page in English.
 *
 * @example
 * shown({ lang: 'cy', value: 'Sgiliau' }) // { value: 'Sgiliau', lang: 'cy' }
 */
export function shown({ lang, value }: Text): ShownText {
  return { value, lang: /^en\b/i.test(lang) ? undefined : lang }
}

/**
 * Prepares a name: some are published in lower case and stand here as headings.
 *
 * @example
 * shownName({ lang: 'en', value: 'data engineer' }) // { value: 'Data engineer', lang: undefined }
 */
export function shownName(name: Text): ShownText {
  const value = name.value.charAt(0).toUpperCase() + name.value.slice(1)
  return shown({ ...name, value })
}
