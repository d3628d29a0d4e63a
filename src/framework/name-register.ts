/** A name that a thing had before. */
export interface FormerName {
  readonly name: string
  readonly slug: string
}

/** One thing with every name and address by which it is or was known. */
export interface NamedThing {
  readonly slug: string
  readonly name: string
  /** Newest first. */
  readonly former: readonly FormerName[]
  /** Other slugs of its page at its publisher. */
  readonly addresses: readonly string[]
}

/** A role with the names of its levels. */
export interface NamedRole extends NamedThing {
  readonly levels: readonly NamedThing[]
}

/** The kinds of things that have addresses of their own. */
export type ThingKind = 'family' | 'role' | 'skill'

/** A thing that a publisher gave up, and what is known about that. */
export interface Retired {
  readonly kind: ThingKind
  readonly name: string
  readonly slug: string
  /** Name of the last edition that has it. */
  readonly lastEdition: string
  readonly note?: string
}

/** What the things of a framework were called before. Data that a person keeps and can correct. */
export interface FormerNames {
  readonly families: readonly NamedThing[]
  readonly roles: readonly NamedRole[]
  readonly skills: readonly NamedThing[]
  readonly retired: readonly Retired[]
}

/** A register that knows nothing. */
export const noFormerNames: FormerNames = { families: [], roles: [], skills: [], retired: [] }

/** The entries of a register for one kind of thing. */
export function namesOf(register: FormerNames, kind: ThingKind): readonly NamedThing[] {
  if (kind === 'role') return register.roles
  return kind === 'skill' ? register.skills : register.families
}

/**
 * Every slug under which a thing is or was known, newest first, whichever of them is given; just
 * the slug itself where the register says nothing.
 *
 * @example
 * slugsOf([{ slug: 'kite-maker', former: [{ slug: 'maker' }], … }], 'maker') // ['kite-maker', 'maker']
 */
export function slugsOf(things: readonly NamedThing[], slug: string): readonly string[] {
  const thing = things.find((one) => everySlug(one).includes(slug))
  return thing === undefined ? [slug] : everySlug(thing)
}

/**
 * Former slugs by slug, newest first.
 *
 * @example
 * formerSlugs(register.roles).get('kite-maker') // ['maker']
 */
export function formerSlugs(things: readonly NamedThing[]): ReadonlyMap<string, readonly string[]> {
  return new Map(things.map(({ slug, former }) => [slug, former.map((one) => one.slug)]))
}

/** The entry of a role, whichever of its slugs is given. */
export function namedRole(register: FormerNames, slug: string): NamedRole | undefined {
  return register.roles.find((role) => everySlug(role).includes(slug))
}

function everySlug({ slug, former, addresses }: NamedThing): string[] {
  return [...new Set([slug, ...former.map((one) => one.slug), ...addresses])]
}
