import { anchorsIn, linksIn } from './links.ts'
import { isAddress } from './relink.ts'

/** The files of a site by name. */
export type Files = ReadonlyMap<string, Buffer | string>

/**
 * Looks whether every link in every file of a site leads to a file of it, and to a name in that
 * file: links of pages and feeds, addresses in data, in the sitemap and in `llms.txt`.
 *
 * @returns a sentence about each link that leads nowhere
 *
 * @example
 * brokenLinks(new Map([['index.html', '<a href="/a/">']]), 'https://example.org')
 * // ['index.html links to /a/, and there is no such file.']
 */
export function brokenLinks(files: Files, baseUrl: string): string[] {
  const problemWith = checker(files, baseUrl)
  // The same few thousand links stand on all pages.
  const known = new Map<string, string | undefined>()
  const problem = (link: string, name: string): string | undefined => {
    if (link.startsWith('#')) return problemWith(link, name)
    if (!known.has(link)) known.set(link, problemWith(link, name))
    return known.get(link)
  }
  return [...files].flatMap(([name, content]) =>
    linksOf(name, content).flatMap((link) => {
      const wrong = problem(link, name)
      return wrong === undefined ? [] : [`${name} links to ${link}, ${wrong}.`]
    }),
  )
}

/** Says what is wrong with a link in a file. */
function checker(files: Files, baseUrl: string) {
  const { origin, pathname } = new URL(baseUrl)
  const base = pathname.replace(/\/$/, '')
  const anchors = anchorsOnce(files)
  const unnamed = (file: string, place: string): string | undefined =>
    place === '' || anchors(file).has(decodeURIComponent(place))
      ? undefined
      : 'but nothing there has that name'
  return (link: string, name: string): string | undefined => {
    if (link.startsWith('#')) return unnamed(name, link.slice(1))
    const path = link.startsWith(`${origin}/`) ? link.slice(origin.length) : link
    if (!path.startsWith('/') || path.startsWith('//')) return undefined
    const [address = '', place = ''] = path.replaceAll('&amp;', '&').split('#')
    const file = fileAt(address.replace(/\?.*$/, ''), base)
    // Another site may stand at the same host.
    if (file === undefined) return path === link ? 'which is outside the site' : undefined
    return files.has(file) ? unnamed(file, place) : 'and there is no such file'
  }
}

/** The file at a path; undefined where the path is not below that of the site. */
function fileAt(path: string, base: string): string | undefined {
  if (!path.startsWith(`${base}/`)) return undefined
  const below = decodeURIComponent(path.slice(base.length + 1))
  return below === '' || below.endsWith('/') ? `${below}index.html` : below
}

function anchorsOnce(files: Files): (file: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return (file) => {
    const found = known.get(file) ?? anchorsIn(String(files.get(file) ?? ''))
    known.set(file, found)
    return found
  }
}

function linksOf(name: string, content: Buffer | string): string[] {
  // Files to download are those of the server, byte by byte.
  if (name.includes('/downloads/') && !name.endsWith('.html')) return []
  const text = String(content)
  if (name.endsWith('.html')) return [...linksIn(text), ...matches(text, /; url=([^"]+)"/g)]
  if (name.endsWith('.atom')) return linksIn(text)
  if (name.endsWith('.json')) return addressesIn('', JSON.parse(text))
  if (name.endsWith('.xml')) return matches(text, /<loc>([^<]+)<\/loc>/g)
  return name.endsWith('.txt') ? matches(text, /(?:\]\(|Sitemap: )([^)\s]+)/g) : []
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, link = '']) => link)
}

function addressesIn(name: string, data: unknown): string[] {
  if (typeof data === 'string') return isAddress(name, data) ? [data] : []
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]: [string, unknown]) =>
    addressesIn(Array.isArray(data) ? name : key, value),
  )
}
