import { anchorsIn, linksIn, targetOf } from './links.ts'
import { notFoundAddress } from './source.ts'
import type { Answer, SiteSource } from './source.ts'

/** Everything a site is made of, and what is wrong with it. */
export interface Collected {
  readonly answers: ReadonlyMap<string, Answer>
  /** Where addresses lead that moved. */
  readonly moved: ReadonlyMap<string, string>
  /** Sentences, each about one link that leads nowhere. */
  readonly broken: readonly string[]
  /** Pages that answer questions only where a server does. */
  readonly asking: readonly string[]
}

/** Says how far the work is. */
export type Progress = (done: number, known: number) => void

/** Asks for every page and for everything that pages link to. */
export async function collect(source: SiteSource, progress: Progress): Promise<Collected> {
  const answers = new Map<string, Answer>()
  const moved = new Map<string, string>()
  const broken: string[] = []
  const asking = new Set<string>()
  // A map keeps the order in which addresses were found: each with the page that names it.
  const known = new Map(source.addresses.map((address) => [address, 'the list of pages']))
  for (const [address, from] of known) {
    const answer = await source.get(address)
    progress(answers.size, known.size)
    if (answer.location !== undefined) {
      const to = targetOf(answer.location, address, source.aliases)?.path ?? '/'
      moved.set(address, to)
      if (!known.has(to)) known.set(to, address)
      continue
    }
    if (answer.status !== 200) {
      broken.push(`${from} links to ${address}, which answers ${answer.status}.`)
      continue
    }
    answers.set(address, answer)
    for (const link of linksOf(answer)) {
      const target = targetOf(link, address, source.aliases)
      if (target === undefined) continue
      if (target.asks) asking.add(target.path)
      if (!known.has(target.path)) known.set(target.path, address)
    }
  }
  answers.set(notFoundAddress, await source.get(notFoundAddress))
  broken.push(...missingAnchors({ answers, moved, source }))
  return { answers, moved, broken, asking: [...asking].toSorted() }
}

function linksOf({ type, body }: Answer): string[] {
  if (type === 'text/html') return linksIn(body.toString())
  if (type !== 'text/css') return []
  return [...body.toString().matchAll(/url\("?([^")]+)"?\)/g)].map(([, link = '']) => link)
}

interface Pages extends Pick<Collected, 'answers' | 'moved'> {
  readonly source: SiteSource
}

function missingAnchors({ answers, moved, source }: Pages): string[] {
  const anchors = new Map<string, ReadonlySet<string>>()
  const anchorsOf = (path: string): ReadonlySet<string> => {
    const found = anchors.get(path) ?? anchorsIn(answers.get(path)?.body.toString() ?? '')
    anchors.set(path, found)
    return found
  }
  return [...answers].flatMap(([address, answer]) => {
    if (answer.type !== 'text/html') return []
    return linksIn(answer.body.toString()).flatMap((link) => {
      const target = link.includes('#') ? targetOf(link, address, source.aliases) : undefined
      if (target === undefined || target.fragment === '') return []
      const path = moved.get(target.path) ?? target.path
      return anchorsOf(path).has(target.fragment)
        ? []
        : [`${address} links to ${path}#${target.fragment}, but nothing there has that name.`]
    })
  })
}
