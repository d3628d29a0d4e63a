/** A link as a page has it, taken apart. */
export interface Target {
  readonly path: string
  readonly fragment: string
  /** A query is answered by a server only. */
  readonly asks: boolean
}

const attributes = /\b(href|src)="([^"]*)"/g

/** What a link on a page points to; undefined where that is not part of this site. */
export function targetOf(
  link: string,
  from: string,
  aliases: readonly (readonly [string, string])[],
): Target | undefined {
  const here = 'http://site.invalid'
  const url = new URL(link.replaceAll('&amp;', '&'), `${here}${from}`)
  if (url.origin !== here) return undefined
  return {
    path: shortest(url.pathname, aliases),
    fragment: decodeURIComponent(url.hash.slice(1)),
    asks: url.search !== '',
  }
}

/**
 * The address that stands for others that answer the same.
 *
 * @example
 * shortest('/editions/2026-11-21/roles', [['/editions/2026-11-21/', '/']]) // '/roles'
 */
export function shortest(path: string, aliases: readonly (readonly [string, string])[]): string {
  const alias = aliases.find(([long]) => path.startsWith(long))
  // Files to download keep the name of their edition in their address.
  if (alias === undefined || path.includes('/downloads/')) return path
  return `${alias[1]}${path.slice(alias[0].length)}`
}

/** The links of a page. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(attributes)].map(([, , link = '']) => link)
}

/** The names that links into a page can have behind `#`. */
export function anchorsIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\bid="([^"]*)"/g)].map(([, id = '']) => id))
}

/** A page with each of its links replaced; `to` gives undefined to keep one. */
export function withLinks(html: string, to: (link: string) => string | undefined): string {
  return html.replaceAll(attributes, (whole, name: string, link: string) => {
    const other = to(link)
    return other === undefined ? whole : `${name}="${other}"`
  })
}

/**
 * The file of an address: pages are folders with an index, so that no host has to be told.
 *
 * @example
 * fileOf('/roles', 'text/html') // 'roles/index.html'
 * fileOf('/roles.json', 'application/json') // 'roles.json'
 */
export function fileOf(path: string, type: string): string {
  const plain = decodeURIComponent(path).replace(/^\//, '')
  if (type !== 'text/html' || plain.endsWith('.html')) return plain
  return plain === '' ? 'index.html' : `${plain}/index.html`
}

/**
 * The address of a file below the address of the site.
 *
 * @example
 * publicPath('/capable', '/roles', 'text/html') // '/capable/roles/'
 */
export function publicPath(base: string, path: string, type: string): string {
  const isFolder = type === 'text/html' && path !== '/' && !path.endsWith('.html')
  return `${base}${path}${isFolder ? '/' : ''}`
}
