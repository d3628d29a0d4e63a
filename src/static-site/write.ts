import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { collect } from './collect.ts'
import type { Collected, Progress } from './collect.ts'
import { aboutFiles } from './about-files.ts'
import { fileOf, publicPath, targetOf, withLinks } from './links.ts'
import type { Answer, SiteSource } from './source.ts'

/** Where a site is written, and where readers will find it. */
export interface SiteTarget {
  readonly out: string
  /** An http or https address, without a closing slash. */
  readonly baseUrl: string
  readonly progress?: Progress
}

/** What was written. */
export interface WrittenSite {
  readonly pages: number
  readonly files: number
  readonly bytes: number
  /** Pages of which a part works only with a server. */
  readonly needsServer: readonly string[]
}

/** A site that was not written, with every reason. */
export class SiteRefused extends Error {
  override readonly name = 'SiteRefused'
  readonly reasons: readonly string[]

  constructor(message: string, reasons: readonly string[] = []) {
    super([message, ...reasons.slice(0, 20)].join('\n'))
    this.reasons = reasons
  }
}

const markerName = '.capable-site.json'
const Marker = Type.Object({ files: Type.Array(Type.String()) })

/**
 * Writes a whole site as files that any web host can serve. Nothing is written unless every link
 * leads somewhere. The same content gives the same bytes.
 *
 * @throws SiteRefused if the folder is not ours or a link is broken
 */
export async function writeSite(source: SiteSource, target: SiteTarget): Promise<WrittenSite> {
  const before = filesBefore(target.out)
  const collected = await collect(source, target.progress ?? (() => undefined))
  if (collected.broken.length > 0) {
    throw new SiteRefused('Nothing was written: these links lead nowhere.', collected.broken)
  }
  const files = filesOf(source, collected, target)
  const names = [...files.keys()].toSorted()
  for (const old of before) if (!files.has(old)) rmSync(join(target.out, old), { force: true })
  for (const [name, content] of files) write(join(target.out, name), content)
  write(join(target.out, markerName), `${JSON.stringify({ files: names }, null, 2)}\n`)
  const pages = [...collected.answers.values()].filter(({ type }) => type === 'text/html').length
  const bytes = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0)
  const needsServer = collected.asking.filter(
    (address) => collected.answers.get(address)?.type === 'text/html',
  )
  return { pages, files: files.size, bytes, needsServer }
}

function filesOf(
  source: SiteSource,
  collected: Collected,
  { baseUrl }: SiteTarget,
): Map<string, Buffer | string> {
  const base = new URL(baseUrl).pathname.replace(/\/$/, '')
  const files = new Map<string, Buffer | string>()
  for (const [address, answer] of collected.answers) {
    const isPage = answer.type === 'text/html'
    const content = isPage ? relinked(address, answer, { source, collected, base }) : answer.body
    files.set(fileOf(address, answer.type), content)
  }
  const pages = [...collected.answers].flatMap(([address, { type }]) =>
    type === 'text/html' ? [address] : [],
  )
  for (const [name, text] of aboutFiles({ pages, baseUrl, title: source.title })) {
    files.set(name, text)
  }
  return files
}

interface Linking {
  readonly source: SiteSource
  readonly collected: Collected
  readonly base: string
}

/** A page with its links as they are below the address of the site. */
function relinked(address: string, { body }: Answer, linking: Linking): string {
  const { source, collected, base } = linking
  return withLinks(body.toString(), (link) => {
    const target = targetOf(link, address, source.aliases)
    if (target === undefined || link.startsWith('#')) return undefined
    const path = collected.moved.get(target.path) ?? target.path
    const type = collected.answers.get(path)?.type ?? ''
    const fragment = target.fragment === '' ? '' : `#${encodeURIComponent(target.fragment)}`
    return `${publicPath(base, path, type)}${fragment}`
  })
}

/** The files that an earlier run made. A folder with anything of somebody else's is refused. */
function filesBefore(out: string): readonly string[] {
  if (!existsSync(out)) return []
  if (!statSync(out).isDirectory()) {
    throw new SiteRefused(`${out} is a file. Name a folder with --out.`)
  }
  const marker = join(out, markerName)
  if (existsSync(marker)) {
    const found: unknown = JSON.parse(readFileSync(marker, 'utf8'))
    const files = Value.Check(Marker, found) ? found.files : []
    return files.filter((name) => !name.startsWith('/') && !name.split('/').includes('..'))
  }
  if (readdirSync(out).length === 0) return []
  throw new SiteRefused(
    `${out} holds files that Capable did not write. Name an empty or a new folder with --out.`,
  )
}

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
