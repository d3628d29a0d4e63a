import { answerTo } from './questions.ts'

/** Where the addresses of a site stand. */
export interface Whereabouts {
  /** An http or https address, without a closing slash. */
  readonly baseUrl: string
  /** Beginnings of addresses that have a shorter one. */
  readonly aliases: readonly (readonly [string, string])[]
  /** Address of the words that say what needs a server. */
  readonly needsServer: string
}

/** What a link points to. */
export interface Target {
  /** The address of a file, below that of the site. */
  readonly path: string
  /** What the application is asked for to get it. */
  readonly request: string
  /** What stands behind the path: a place on the page, or what a script there is asked. */
  readonly rest: string
  /** Only a server answers what the link asks: it leads to the words that say so. */
  readonly needsServer: boolean
  /** The link names the host too. */
  readonly whole: boolean
}

const attributes = /\b(href|src|action|data-suggestions)="([^"]*)"/g
const here = 'http://site.invalid'

/** What a link on a page points to; undefined where that is not part of this site. */
export type TargetOf = (link: string, from: string) => Target | undefined

/**
 * Finds what links point to. The same few thousand stand on all pages: each is worked out once.
 *
 * @example
 * targetsIn(site)('/roles#data', '/')?.path // '/roles'
 */
export function targetsIn(site: Whereabouts): TargetOf {
  const known = new Map<string, Target | undefined>()
  return (link, from) => {
    if (!link.startsWith('/')) return targetOf(link, from, site)
    if (!known.has(link)) known.set(link, targetOf(link, from, site))
    return known.get(link)
  }
}

function targetOf(link: string, from: string, site: Whereabouts): Target | undefined {
  const plain = link.replaceAll('&amp;', '&')
  const whole = isBelow(plain, site.baseUrl)
  const path = whole ? plain.slice(site.baseUrl.length) || '/' : plain
  const url = new URL(path, `${here}${from}`)
  if (url.origin !== here) return undefined
  return { ...settled(url, site), whole }
}

function isBelow(link: string, baseUrl: string): boolean {
  return link.startsWith(baseUrl) && /^(?:[/?#]|$)/.test(link.slice(baseUrl.length))
}

function settled({ pathname, search, hash }: URL, site: Whereabouts): Omit<Target, 'whole'> {
  const path = shortest(pathname, site.aliases)
  if (search === '') {
    const file = path.replace(/\/search\.json$/, '/search/documents.json')
    return { path: file, request: file, rest: hash, needsServer: false }
  }
  // The page of a search reads its query by itself.
  if (path.endsWith('/search')) {
    return { path, request: path, rest: `${search}${hash}`, needsServer: false }
  }
  const answer = answerTo(path, search)
  if (answer === undefined) {
    const [explained = '', place = ''] = site.needsServer.split('#')
    return { path: explained, request: explained, rest: `#${place}`, needsServer: true }
  }
  const [file = '', place] = answer.split('#')
  return place === undefined
    ? { path: file, request: `${path}${search}`, rest: hash, needsServer: false }
    : { path: file, request: file, rest: `#${place}`, needsServer: false }
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

/** The links of a page or a feed. */
export function linksIn(markup: string): string[] {
  return [...markup.matchAll(attributes)].map(([, , link = '']) => link)
}

/** The names that links into a page can have behind `#`. */
export function anchorsIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\bid="([^"]*)"/g)].map(([, id = '']) => id))
}

/** A page with each of its links replaced; `to` gives undefined to keep one. */
export function withLinks(markup: string, to: (link: string) => string | undefined): string {
  return markup.replaceAll(attributes, (whole, name: string, link: string) => {
    const other = to(link)
    return other === undefined ? whole : `${name}="${other.replaceAll('&', '&amp;')}"`
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
