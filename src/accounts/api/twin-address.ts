import { pathOf, twinOf } from '../../platform/index.ts'

/**
 * The path of the router at which the twin of a page is: a parameter at the end takes `.json` along,
 * a fixed path needs a second route.
 *
 * @example
 * twinPathFor('/teams') // '/teams.json'
 * twinPathFor('/teams/:team') // '/teams/:team'
 */
export function twinPathFor(path: string): string {
  return /:[^/]+$/.test(path) ? path : twinOf(path)
}

/** Whether an address is that of JSON. */
export function isTwinAddress(url: string): boolean {
  return pathOf(url).endsWith('.json')
}

/** The parts of an address of a twin, as they are in that of its page. */
export function withoutSuffix(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value.replace(/\.json$/, '')]),
  )
}

/** The address of the page, from that of its twin. */
export function pageOf(url: string): string {
  return url.replace(/\.json(?=$|\?)/, '')
}
