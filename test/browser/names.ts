import type { Page } from 'playwright-core'

interface Value {
  readonly value?: unknown
}

/** What a browser tells assistive technology about one thing. */
interface Told {
  readonly nodeId: string
  readonly parentId?: string
  readonly ignored: boolean
  readonly role?: Value
  readonly name?: Value
  readonly properties?: readonly { readonly name: string; readonly value: Value }[]
}

interface Control {
  readonly kind: 'link' | 'button'
  readonly name: string
  /** Where a link leads; of a button nothing. */
  readonly href: string
}

const kindOf: Readonly<Record<string, Control['kind']>> = {
  link: 'link',
  button: 'button',
  DisclosureTriangle: 'button',
}

/**
 * What is wrong with the names of links and buttons, as assistive technology is told them: none at
 * all, one that says itself twice ("Yes yes"), two buttons of one name, or two links in the main
 * part of one name that lead to different pages.
 */
export async function faultsOfNames(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const told: readonly Told[] = nodes
  const all = told.flatMap(controlsOf)
  const own = told.filter(inMain(told)).flatMap(controlsOf)
  return [
    ...all.filter(({ name }) => name === '').map(({ kind, href }) => `${kind} ${href} has no name`),
    ...all.filter(({ name }) => saysTwice(name)).map(({ name }) => `${name} says itself twice`),
    ...own
      .filter((one, at) => own.slice(0, at).some((other) => isConfused(one, other)))
      .map(({ kind, name, href }) => `another ${kind} has the name of ${name} (${href})`),
  ]
}

function controlsOf({ ignored, role, name, properties = [] }: Told): Control[] {
  const kind = kindOf[textOf(role?.value)]
  if (ignored || kind === undefined) return []
  const url = properties.find((property) => property.name === 'url')?.value.value
  return [{ kind, name: textOf(name?.value).trim(), href: textOf(url) }]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function inMain(told: readonly Told[]): (one: Told) => boolean {
  const byId = new Map(told.map((one) => [one.nodeId, one]))
  return (one) => {
    for (let at: Told | undefined = one; at !== undefined; at = byId.get(at.parentId ?? '')) {
      if (at.role?.value === 'main') return true
    }
    return false
  }
}

function saysTwice(name: string): boolean {
  return /\b(\p{L}{2,}) \1\b/iu.test(name) || /^(.+?)[\s,:]+\1$/iu.test(name)
}

function isConfused(one: Control, other: Control): boolean {
  if (one.kind !== other.kind || one.name !== other.name) return false
  if (one.kind === 'button') return true
  // A jump in the page goes to the part that is about the same thing. A level may have the name of
  // its role: its address lies under that of the role, and its row says which is meant.
  const jumps = [one, other].some(({ href }) => href.includes('#'))
  const under = one.href.startsWith(`${other.href}/`) || other.href.startsWith(`${one.href}/`)
  return one.href !== other.href && !jumps && !under
}
