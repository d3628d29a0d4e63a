import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { makeFolder } from '../platform/disk.ts'
import { aboutFiles } from './about-files.ts'
import { brokenLinks } from './check.ts'
import { collect } from './collect.ts'
import type { Collected, Progress } from './collect.ts'
import { fileOf, targetsIn } from './links.ts'
import { movedPage } from './moved-page.ts'
import { linkTo, relinked } from './relink.ts'
import type { Linking } from './relink.ts'
import type { SiteSource } from './source.ts'

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
  /** Addresses that send readers on to another one. */
  readonly moved: number
  readonly files: number
  readonly bytes: number
  /** Pages with links to what only a server answers. */
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
  const { baseUrl } = target
  const { aliases, needsServer } = source
  const targetOf = targetsIn({ baseUrl, aliases, needsServer })
  const collected = await collect(source, targetOf, target.progress ?? (() => undefined))
  const files = filesOf(source, { collected, baseUrl, targetOf })
  const broken = [...collected.broken, ...brokenLinks(files, baseUrl)]
  if (broken.length > 0) {
    throw new SiteRefused('Nothing was written: these links lead nowhere.', broken)
  }
  const names = [...files.keys()].toSorted()
  for (const old of before) if (!files.has(old)) rmSync(join(target.out, old), { force: true })
  for (const folder of new Set(names.map((name) => dirname(name)))) {
    makeFolder(join(target.out, folder))
  }
  for (const [name, content] of files) writeFileSync(join(target.out, name), content)
  const marker = `${JSON.stringify({ files: names }, null, 2)}\n`
  writeFileSync(join(target.out, markerName), marker)
  return {
    pages: pagesOf(collected).length,
    moved: collected.moved.size,
    files: files.size,
    bytes: [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0),
    needsServer: collected.asking,
  }
}

function filesOf(source: SiteSource, linking: WholeSite): Map<string, Buffer | string> {
  const { collected, baseUrl } = linking
  const files = new Map<string, Buffer | string>()
  for (const [address, answer] of collected.answers) {
    files.set(fileOf(address, answer.type), relinked(address, answer, linking))
  }
  for (const [name, text] of movedFiles(linking)) if (!files.has(name)) files.set(name, text)
  const facts = {
    pages: pagesOf(collected).filter((address) => !collected.gone.has(address)),
    addresses: new Set(collected.answers.keys()),
    baseUrl,
    title: source.title,
  }
  for (const [name, text] of aboutFiles(facts)) files.set(name, text)
  return files
}

interface WholeSite extends Linking {
  readonly collected: Collected
}

/** A page at each address that moved, for readers who come from elsewhere. */
function movedFiles(linking: WholeSite): [string, string][] {
  const { baseUrl, collected } = linking
  const { origin } = new URL(baseUrl)
  return [...collected.moved].map(([from, to]) => {
    const path = linkTo(to, from, linking) ?? to
    return [fileOf(from, 'text/html'), movedPage(`${origin}${path}`, path)]
  })
}

function pagesOf({ answers }: Collected): string[] {
  return [...answers].flatMap(([address, { type }]) => (type === 'text/html' ? [address] : []))
}

/** The files that an earlier run made. A folder with anything of somebody else's is refused. */
function filesBefore(out: string): readonly string[] {
  if (out.trim() === '') throw new SiteRefused('Name a folder with --out.')
  if (!existsSync(out)) return []
  if (!statSync(out).isDirectory()) {
    throw new SiteRefused(`${out} is a file. Name a folder with --out.`)
  }
  const marker = join(out, markerName)
  if (existsSync(marker)) {
    const files = filesOfMarker(marker)
    return files.filter((name) => !name.startsWith('/') && !name.split('/').includes('..'))
  }
  if (readdirSync(out).length === 0) return []
  throw new SiteRefused(
    `${out} holds files that Capable did not write. Name an empty or a new folder with --out.`,
  )
}

/** A damaged marker says nothing about which files are ours. */
function filesOfMarker(marker: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(readFileSync(marker, 'utf8'))
    if (Value.Check(Marker, found)) return found.files
  } catch {
    // Told below, like any other marker that cannot be read.
  }
  throw new SiteRefused(`${marker} is damaged. Delete the folder, or name another with --out.`)
}
