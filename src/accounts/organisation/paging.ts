import type { Link } from '../../platform/index.ts'

/** How many rows a page of a list has. */
export const rowsOnPage = 50

/** Where in a long list a page stands. */
export interface Paging {
  /** Such as `1 to 50 of 120 people`. */
  readonly sentence: string
  readonly before: Link | undefined
  readonly after: Link | undefined
}

/**
 * Which rows a page shows; a page beyond the end is the last one.
 *
 * @example
 * pageOf('2', 120) // { from: 50, count: 50 }
 */
export function pageOf(asked: string | undefined, all: number): { from: number; count: number } {
  const last = Math.max(1, Math.ceil(all / rowsOnPage))
  const page = /^\d{1,6}$/.test(asked ?? '') ? Math.min(Math.max(1, Number(asked)), last) : 1
  return { from: (page - 1) * rowsOnPage, count: rowsOnPage }
}

/** The list a page is of. */
export interface PagedList {
  /** What else the address says. */
  readonly query: Readonly<Record<string, string>>
  readonly from: number
  readonly all: number
  /** What is listed. */
  readonly what: string
}

/**
 * Where a page stands, and the links to its neighbours.
 *
 * @example
 * pagesAround('/people', { query: {}, from: 50, all: 120, what: 'people' }).sentence
 * // '51 to 100 of 120 people'
 */
export function pagesAround(path: string, { query, from, all, what }: PagedList): Paging {
  const to = Math.min(from + rowsOnPage, all)
  const page = from / rowsOnPage + 1
  const link = (at: number, text: string): Link => ({
    href: `${path}?${new URLSearchParams({ ...query, page: String(at) }).toString()}`,
    text,
  })
  return {
    sentence: all <= rowsOnPage ? `${all} ${what}` : `${from + 1} to ${to} of ${all} ${what}`,
    before: page > 1 ? link(page - 1, 'Previous page') : undefined,
    after: to < all ? link(page + 1, 'Next page') : undefined,
  }
}
