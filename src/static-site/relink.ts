import { comparisonsAt, onlyAsks, withComparisons } from './asking-pages.ts'
import type { Collected } from './collect.ts'
import { publicPath, withLinks } from './links.ts'
import type { TargetOf } from './links.ts'
import type { Answer } from './source.ts'

/** What is needed to give links their place below the address of the site. */
export interface Linking {
  readonly baseUrl: string
  readonly targetOf: TargetOf
  readonly collected: Pick<Collected, 'answers' | 'moved'>
}

/**
 * What an address answers, with every link as it is below the address of the site. Files to
 * download stay as they are.
 */
export function relinked(address: string, answer: Answer, linking: Linking): Buffer | string {
  const { type, body } = answer
  if (address.includes('/downloads/')) return body
  const to = (link: string): string | undefined => linkTo(link, address, linking)
  if (type === 'text/html') {
    const comparisons = comparisonsAt(address, linking.collected.answers)
    const html = body.toString()
    const whole = comparisons === undefined ? html : withComparisons(html, comparisons)
    return withLinks(marked(whole, address, linking), to)
  }
  if (type === 'application/atom+xml') return withLinks(body.toString(), to)
  if (type !== 'application/json') return body
  const data: unknown = JSON.parse(body.toString())
  return JSON.stringify(
    address === '/api/openapi.json' ? described(data, linking) : inData(data, to),
  )
}

/**
 * A link as it is below the address of the site; undefined where it leads elsewhere or stays on
 * its page.
 */
export function linkTo(link: string, from: string, linking: Linking): string | undefined {
  const { baseUrl, collected, targetOf } = linking
  if (link.startsWith('#')) return undefined
  const target = targetOf(link, from)
  if (target === undefined) return undefined
  const { origin, pathname } = new URL(baseUrl)
  const path = collected.moved.get(target.path) ?? target.path
  const type = collected.answers.get(path)?.type ?? ''
  const start = target.whole ? origin : ''
  return `${start}${publicPath(pathname.replace(/\/$/, ''), path, type)}${target.rest}`
}

const anchors = /(<a\b[^>]*\bhref="([^"]*)"[^>]*>[^]*?)<\/a>/g

/** Says of each link to what only a server answers that it needs one. */
function marked(html: string, address: string, linking: Linking): string {
  return html.replaceAll(anchors, (whole, start: string, link: string) =>
    leadsToServer(link, address, linking) ? `${start.trimEnd()} (needs a server)</a>` : whole,
  )
}

function leadsToServer(link: string, from: string, { collected, targetOf }: Linking): boolean {
  const target = targetOf(link, from)
  if (target === undefined || target.needsServer) return target !== undefined
  const { answers, moved } = collected
  const path = moved.get(target.path) ?? target.path
  return onlyAsks(answers.get(path)) && comparisonsAt(path, answers) === undefined
}

/** Names under which data holds addresses. */
const addressNames: ReadonlySet<string> = new Set(['href', 'self', 'page'])

function inData(data: unknown, to: (link: string) => string | undefined): unknown {
  if (Array.isArray(data)) return data.map((one) => inData(one, to))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([name, value]: [string, unknown]) =>
      typeof value === 'string' && isAddress(name, value)
        ? [name, to(value) ?? value]
        : [name, inData(value, to)],
    ),
  )
}

/**
 * Whether something in data is an address. Some data names the page that a note is about.
 *
 * @example
 * isAddress('page', 'Data architect') // false
 */
export function isAddress(name: string, value: string): boolean {
  return addressNames.has(name) && /^(?:\/|https?:\/\/)/.test(value)
}

/** The description of the API without what only a server answers: queries, and what needs them. */
function described(data: unknown, { collected }: Linking): unknown {
  if (typeof data !== 'object' || data === null || !('paths' in data)) return data
  const written = [...collected.answers.keys()].filter((path) => path.endsWith('.json'))
  const paths = Object.entries(data.paths ?? {}).filter(([path]) => {
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    return written.some((one) => pattern.test(one))
  })
  return { ...data, paths: Object.fromEntries(paths.map(([path, one]) => [path, unasked(one)])) }
}

function unasked(data: unknown): unknown {
  if (Array.isArray(data)) return data.filter((one) => !isQuery(one)).map(unasked)
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, unasked(value)]))
}

function isQuery(parameter: unknown): boolean {
  return (
    typeof parameter === 'object' &&
    parameter !== null &&
    'in' in parameter &&
    parameter.in === 'query'
  )
}
