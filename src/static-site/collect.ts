import { linksIn, shortest } from './links.ts'
import type { TargetOf } from './links.ts'
import { notFoundAddress } from './source.ts'
import type { Answer, SiteSource } from './source.ts'

/** Everything a site is made of, and what is wrong with it. */
export interface Collected {
  readonly answers: ReadonlyMap<string, Answer>
  /** Where addresses lead that moved. */
  readonly moved: ReadonlyMap<string, string>
  /** Addresses among the answers that say that what was there is gone. */
  readonly gone: ReadonlySet<string>
  /** Sentences, each about one link that leads nowhere. */
  readonly broken: readonly string[]
  /** Pages with links to what only a server answers. */
  readonly asking: readonly string[]
}

/** Says how far the work is. */
export type Progress = (done: number, known: number) => void

interface Wanted {
  /** What the application is asked for. */
  readonly request: string
  /** Where the address was found. */
  readonly from: string
}

/** Asks for every page, for everything that pages link to and for what was there before. */
export async function collect(
  source: SiteSource,
  targetOf: TargetOf,
  progress: Progress,
): Promise<Collected> {
  const answers = new Map<string, Answer>()
  const moved = new Map<string, string>()
  const gone = new Set<string>()
  const broken: string[] = []
  const asking = new Set<string>()
  const former = new Set(source.former)
  // A map keeps the order in which addresses were found.
  const known = new Map<string, Wanted>()
  const want = (path: string, request: string, from: string): void => {
    if (!known.has(path)) known.set(path, { request, from })
  }
  for (const path of source.addresses) want(path, path, 'The list of pages')
  for (const path of source.former) {
    const short = shortest(path, source.aliases)
    if (short === path) want(path, path, 'The list of former addresses')
    else moved.set(path, short)
  }
  for (const [path, { request, from }] of known) {
    const answer = await source.get(request)
    progress(answers.size, known.size)
    if (answer.location !== undefined) {
      const to = targetOf(answer.location, path)?.path ?? '/'
      moved.set(path, to)
      want(to, to, path)
      continue
    }
    if (answer.status === 410 && former.has(path)) gone.add(path)
    else if (answer.status !== 200) {
      broken.push(`${from} links to ${request}, which answers ${answer.status}.`)
      continue
    }
    answers.set(path, answer)
    for (const link of linksOf(answer)) {
      const target = targetOf(link, path)
      if (target === undefined) continue
      if (target.needsServer) asking.add(path)
      want(target.path, target.request, path)
    }
  }
  answers.set(notFoundAddress, await source.get(notFoundAddress))
  return { answers, moved: settled(moved), gone, broken, asking: [...asking].toSorted() }
}

/** Each leads where the last of a chain leads. */
function settled(moved: ReadonlyMap<string, string>): Map<string, string> {
  const end = (path: string, left: number): string => {
    const to = moved.get(path)
    return to === undefined || left === 0 ? path : end(to, left - 1)
  }
  return new Map([...moved.keys()].map((path) => [path, end(path, moved.size)]))
}

function linksOf({ type, body }: Answer): string[] {
  if (type === 'text/html') return linksIn(body.toString())
  if (type !== 'text/css') return []
  return [...body.toString().matchAll(/url\("?([^")]+)"?\)/g)].map(([, link = '']) => link)
}
