import { createHash } from 'node:crypto'
import { encode, encodings } from './encodings.ts'
import type { Encoding } from './encodings.ts'

/** A page in one encoding, ready to be sent. */
export interface Variant {
  readonly body: Buffer
  readonly etag: string
  /** Names and values in turn, the way Node writes them fastest. */
  readonly headers: string[]
  /** The same for a client that has the page already. */
  readonly notModified: string[]
}

/** A page in every encoding. */
export interface CachedPage {
  readonly variants: Readonly<Record<Encoding, Variant>>
  readonly bytes: number
}

/** How much is kept. */
export interface CacheLimits {
  readonly pages: number
  readonly bytes: number
}

const standardLimits: CacheLimits = { pages: 6000, bytes: 128 * 1024 * 1024 }

/** A page with the moment it was last asked for. */
interface Entry {
  readonly page: CachedPage
  used: number
}

/** Pages by address. What was not asked for longest goes first. */
export class PageCache {
  readonly #limits: CacheLimits
  readonly #pages = new Map<string, Entry>()
  #bytes = 0
  #moment = 0
  #version: unknown

  constructor(limits: CacheLimits = standardLimits) {
    this.#limits = limits
  }

  /** How many pages are kept. */
  get size(): number {
    return this.#pages.size
  }

  /** The page at an address, made from this version of the content. Another version empties it. */
  get(address: string, version: unknown): CachedPage | undefined {
    if (version !== this.#version) {
      this.#pages.clear()
      this.#bytes = 0
      this.#version = version
    }
    const entry = this.#pages.get(address)
    if (entry === undefined) return undefined
    // Only noted: moving the entry to the end of the map would cost more than all the rest.
    this.#moment += 1
    entry.used = this.#moment
    return entry.page
  }

  /** Keeps a page, unless it was made from content that is no longer the present one. */
  set(address: string, version: unknown, page: CachedPage): void {
    // One huge page must not empty the cache of all others.
    if (version !== this.#version || page.bytes > this.#limits.bytes / 4) return
    this.#remove(address)
    this.#moment += 1
    this.#pages.set(address, { page, used: this.#moment })
    this.#bytes += page.bytes
    if (!this.#isFull()) return
    const oldestFirst = [...this.#pages].toSorted(([, a], [, b]) => a.used - b.used)
    for (const [oldest] of oldestFirst) {
      if (!this.#isFull()) break
      this.#remove(oldest)
    }
  }

  #isFull(): boolean {
    return this.#bytes > this.#limits.bytes || this.#pages.size > this.#limits.pages
  }

  #remove(address: string): void {
    this.#bytes -= this.#pages.get(address)?.page.bytes ?? 0
    this.#pages.delete(address)
  }
}

/**
 * Makes a page ready to be kept: every encoding, each with an entity tag of its own.
 *
 * @example
 * (await cachedPage(bytes, { 'content-type': 'text/html' })).variants.gzip.etag // '"…-gzip"'
 */
export async function cachedPage(
  content: Buffer,
  common: Readonly<Record<string, string>>,
): Promise<CachedPage> {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
  const bodies = await Promise.all(encodings.map((encoding) => encode(content, encoding)))
  const [br = content, gzip = content] = bodies
  const one = (encoding: Encoding, body: Buffer): Variant =>
    variant({ encoding, body, etag: `"${hash}-${encoding}"`, common })
  const identity = one('identity', content)
  const variants = {
    identity,
    gzip: gzip.length < content.length ? one('gzip', gzip) : identity,
    br: br.length < content.length ? one('br', br) : identity,
  }
  return { variants, bytes: content.length + gzip.length + br.length }
}

interface VariantParts {
  readonly encoding: Encoding
  readonly body: Buffer
  readonly etag: string
  readonly common: Readonly<Record<string, string>>
}

function variant({ encoding, body, etag, common }: VariantParts): Variant {
  const { 'content-type': type, ...rest } = common
  const shared = [
    ...Object.entries({ ...rest, vary: 'Accept-Encoding' }).flat(),
    'etag',
    etag,
    'cache-control',
    'no-cache',
  ]
  const coded = encoding === 'identity' ? [] : ['content-encoding', encoding]
  const typed = type === undefined ? [] : ['content-type', type]
  return {
    body,
    etag,
    headers: [...shared, ...typed, ...coded, 'content-length', String(body.length)],
    notModified: shared,
  }
}

/**
 * Whether a client has this very variant, by its `If-None-Match` header.
 *
 * @example
 * isHeld('W/"abc-gzip", "def"', '"abc-gzip"') // true
 */
export function isHeld(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)
}
