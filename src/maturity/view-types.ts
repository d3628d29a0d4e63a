import type { Link, PageView, ShownText } from '../platform/index.ts'

/** A link around published wording. */
export interface NameLink {
  readonly href: string
  readonly name: ShownText
}

/** Every page of the model says on which terms its wording can be used. */
export interface MaturityPageView extends PageView {
  readonly terms: { readonly sentence: string; readonly note: string; readonly link: Link }
}

/** The model at a glance. */
export interface ModelView extends MaturityPageView {
  readonly heading: ShownText
  readonly summary: string
  readonly about: string
  readonly official: Link | undefined
  readonly themes: readonly NameLink[]
  readonly topics: readonly {
    readonly link: NameLink
    /** The numbers of its rows, such as "Rows 9 to 22". */
    readonly numbers: string
    /** The words of a cell; a cell of the model leads to its rows, named in full. */
    readonly cells: readonly {
      readonly text: string
      readonly rows: { readonly href: string; readonly of: string } | undefined
    }[]
  }[]
  readonly outside: string
  readonly levels: readonly { readonly number: number; readonly name: string }[]
}

/** A topic or a theme with its rows. */
export interface PartView extends MaturityPageView {
  readonly kind: string
  readonly heading: ShownText
  readonly summary: string
  readonly groups: readonly {
    readonly id: string
    readonly link: NameLink
    readonly rows: readonly { readonly link: NameLink; readonly note: string }[]
  }[]
  readonly notInModel: readonly NameLink[]
  readonly notInModelLead: string
}

/** One row. */
export interface RowView extends MaturityPageView {
  readonly heading: ShownText
  readonly summary: string
  readonly topic: NameLink
  readonly theme: NameLink
  readonly levels: readonly {
    readonly heading: string
    readonly text: ShownText
    readonly held: boolean
    readonly where: string
  }[]
  /** What was found to be wrong, each with its line. */
  readonly findings: readonly string[]
  readonly steps: readonly Link[]
}
