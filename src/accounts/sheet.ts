import type { Frame, Link, PageView } from '../platform/index.ts'
import { view } from '../platform/index.ts'

/** A text, as a link where it leads somewhere. */
export interface Cell {
  readonly text: string
  readonly href?: string | undefined
  /** How deep it stands in a tree. */
  readonly depth?: number
}

/** A button that changes something. */
export interface Action {
  readonly to: string
  readonly submit: string
  readonly hidden?: Readonly<Record<string, string>>
  /** Whether it is what the page is there for. */
  readonly isMain?: boolean
  /** Whether it takes something away. */
  readonly warns?: boolean
}

/** A part of a sheet. What it does not have is left out. */
export interface Section {
  readonly heading?: string
  readonly lead?: readonly string[]
  readonly rows?: readonly (readonly [key: string, ...value: (Cell | string)[]])[]
  readonly items?: readonly (Cell | string)[]
  readonly table?: {
    readonly caption: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly (Cell | string)[])[]
  }
  readonly actions?: readonly Action[]
  readonly links?: readonly Link[]
}

/** A page that shows what is kept: lists of keys and values, tables, links and buttons. */
export interface SheetParts {
  readonly frame: Frame
  readonly title: string
  readonly caption?: string
  /** What was just done, or what has to be known before anything else. */
  readonly notice?: string | undefined
  readonly lead?: readonly string[]
  readonly sections: readonly Section[]
}

interface ShownCell {
  readonly text: string
  readonly href: string | undefined
  readonly depth: number
}

interface ShownSection {
  readonly heading: string | undefined
  readonly lead: readonly string[]
  readonly rows: readonly { readonly key: string; readonly value: readonly ShownCell[] }[]
  readonly items: readonly ShownCell[]
  readonly table:
    | {
        readonly caption: string
        readonly head: readonly string[]
        readonly rows: readonly (readonly ShownCell[])[]
      }
    | undefined
  readonly actions: readonly {
    readonly to: string
    readonly submit: string
    readonly hidden: readonly { readonly name: string; readonly value: string }[]
    readonly classes: string
  }[]
  readonly links: readonly Link[]
}

/** A sheet as its template takes it. */
export interface SheetView extends PageView {
  readonly title: string
  readonly caption: string | undefined
  readonly notice: string | undefined
  readonly lead: readonly string[]
  readonly sections: readonly ShownSection[]
  /** What the buttons carry. */
  readonly word: string
}

export const sheetView = view<SheetView>('accounts/views/sheet.njk')

/**
 * Prepares a sheet for its template.
 *
 * @example
 * views.render(sheetView, sheetOf({ frame, title: 'Teams', sections: [] }))
 */
export function sheetOf({
  frame,
  title,
  caption,
  notice,
  lead = [],
  sections,
}: SheetParts): SheetView {
  return {
    frame,
    title,
    caption,
    notice,
    lead,
    sections: sections.map(shownSection),
    word: frame.signedIn?.word ?? '',
  }
}

function shownSection(section: Section): ShownSection {
  const { heading, lead = [], rows = [], items = [], table, actions = [], links = [] } = section
  return {
    heading,
    lead,
    rows: rows.map(([key, ...value]) => ({ key, value: value.map(shownCell) })),
    items: items.map(shownCell),
    table: table && { ...table, rows: table.rows.map((row) => row.map(shownCell)) },
    actions: actions.map((action) => ({
      to: action.to,
      submit: action.submit,
      hidden: Object.entries(action.hidden ?? {}).map(([name, value]) => ({ name, value })),
      classes: classesOf(action),
    })),
    links,
  }
}

function classesOf({ isMain, warns }: Action): string {
  if (warns === true) return 'govuk-button--warning'
  return isMain === true ? '' : 'govuk-button--secondary'
}

function shownCell(cell: Cell | string): ShownCell {
  if (typeof cell === 'string') return { text: cell, href: undefined, depth: 0 }
  return { text: cell.text, href: cell.href, depth: Math.min(cell.depth ?? 0, 6) }
}
