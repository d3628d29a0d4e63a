import { noFormerNames } from '../framework/index.ts'
import type { Edition } from '../framework/index.ts'
import type { Store } from '../platform/store/index.ts'
import type { LoadedEdition } from './library.ts'
import { unpackEdition } from './packed.ts'
import type { ImportedContent } from './packed.ts'
import { keptEdition, keptNames } from './store.ts'
import type { KeptName } from './store.ts'

interface Parts {
  readonly shipped: readonly LoadedEdition[]
  /** What has not moved into the store. */
  readonly inFolder: readonly ImportedContent[]
  readonly store: Store | undefined
}

/** The shipped editions together with those that were imported. */
export class Imported {
  readonly #parts: Parts
  /** By name; undefined: this version cannot read it. Editions never change. */
  readonly #kept = new Map<string, ImportedContent | undefined>()
  #all: readonly LoadedEdition[]
  #last: Promise<unknown> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#all = this.#together()
  }

  /** Every edition. The same object until there is another one. */
  get all(): readonly LoadedEdition[] {
    return this.#all
  }

  /** One after the other: whoever has just written sees it afterwards. */
  refresh(): Promise<void> {
    const looking = this.#last.then(() => this.#look())
    this.#last = looking.catch(() => undefined)
    return looking
  }

  async #look(): Promise<void> {
    const { store } = this.#parts
    if (store === undefined) return
    const names = await store.read(keptNames)
    const fresh = names.filter((name) => !this.#kept.has(keyOf(name)))
    if (fresh.length === 0) return
    const read: [string, ImportedContent | undefined][] = []
    for (const name of fresh) {
      const packed = await store.read((db) => keptEdition(db, name))
      read.push([keyOf(name), packed && unpackEdition(packed)])
    }
    for (const [key, content] of read) this.#kept.set(key, content)
    this.#all = this.#together()
  }

  #together(): readonly LoadedEdition[] {
    const { shipped, inFolder } = this.#parts
    const stored = [...this.#kept.values()].filter((each) => each !== undefined)
    return newestFirst([...shipped, ...besides(shipped, [...stored, ...inFolder])])
  }
}

/** Editions that ship with Capable are never replaced, and the first of a name is the one. */
function besides(
  shipped: readonly LoadedEdition[],
  imported: readonly ImportedContent[],
): LoadedEdition[] {
  const known = new Set(shipped.map(({ edition }) => nameOf(edition)))
  return imported.flatMap((each) => {
    const { edition } = each
    if (known.has(nameOf(edition)) || isOfOtherKind(edition, shipped)) return []
    known.add(nameOf(edition))
    const before = shipped.find((one) => one.edition.framework.slug === edition.framework.slug)
    return [{ ...each, register: before?.register ?? noFormerNames }]
  })
}

/** A maturity model under the name of a capability framework would take its pages down. */
function isOfOtherKind({ framework, kind }: Edition, shipped: readonly LoadedEdition[]): boolean {
  return shipped.some(
    ({ edition }) => edition.framework.slug === framework.slug && edition.kind !== kind,
  )
}

/** Newest first within a framework: names begin with the date. */
function newestFirst(editions: readonly LoadedEdition[]): LoadedEdition[] {
  const order = [...new Set(editions.map(({ edition }) => edition.framework.slug))].toSorted()
  return editions.toSorted(
    (a, b) =>
      order.indexOf(a.edition.framework.slug) - order.indexOf(b.edition.framework.slug) ||
      (a.edition.edition.name < b.edition.edition.name ? 1 : -1),
  )
}

function keyOf({ framework, edition }: KeptName): string {
  return `${framework}@${edition}`
}

function nameOf({ framework, edition }: Edition): string {
  return keyOf({ framework: framework.slug, edition: edition.name })
}
