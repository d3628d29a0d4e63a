import type { CapabilityFramework, Retired, Text, ThingKind } from '../../framework/index.ts'
import { Gone, Moved } from '../../platform/index.ts'
import type { ErrorCode, Views } from '../../platform/index.ts'
import type { Place } from '../place.ts'
import { describeNotes } from './change-notes.ts'
import type { DescribedNote } from './change-notes.ts'
import { levelStandingOf, standingOf } from './standing.ts'
import type { AnyThing, LastSeen } from './standing.ts'
import { slugOf } from '../../framework/index.ts'

/** What is known of a thing that is no longer in the framework. */
export interface GoneDescription {
  readonly kind: ThingKind | 'role-level'
  readonly name: Text
  /** The role of a role level. */
  readonly role: Text | null
  readonly lastEdition: string
  /** Address in the last edition that we hold; null: we hold none. */
  readonly page: string | null
  readonly description: Text | null
  readonly levels: readonly Text[]
  /** What the register knows about it. */
  readonly note: string | null
  readonly notes: readonly DescribedNote[]
}

/** Shows the page of a gone thing. */
export type ShowGone = (place: Place, gone: GoneDescription) => (views: Views) => string

const codes: Readonly<Record<GoneDescription['kind'], ErrorCode>> = {
  role: 'role-retired',
  'role-level': 'role-level-retired',
  skill: 'skill-retired',
  family: 'family-retired',
}

/**
 * What became of a thing that an edition does not have at this address: `Moved` to its present
 * name, or `Gone` with its history. Undefined: nobody ever heard of it.
 */
export function whatBecameOf(
  place: Place,
  params: Readonly<Record<string, string>>,
  show: ShowGone,
): Moved | Gone | undefined {
  const gone = (description: GoneDescription): Gone =>
    new Gone(codes[description.kind], {
      details: description,
      page: show(place, description),
    })
  const { role, level, skill, family } = params
  if (role !== undefined && level !== undefined) {
    const found = levelFate(place, role, level)
    return found === undefined || found instanceof Moved ? found : gone(found)
  }
  const wanted = thingWanted({ role, skill, family })
  if (wanted === undefined) return undefined
  const [kind, slug] = wanted
  const standing = standingOf(place, kind, slug)
  if (standing.kind === 'moved') {
    return new Moved(`${place.base}/${folders[kind]}/${standing.slug}`)
  }
  return standing.kind === 'gone'
    ? gone(goneThing(place, kind, { last: standing.last, retired: standing.retired }))
    : undefined
}

const folders: Readonly<Record<ThingKind, string>> = {
  role: 'roles',
  skill: 'skills',
  family: 'families',
}

function thingWanted({
  role,
  skill,
  family,
}: Readonly<Record<'role' | 'skill' | 'family', string | undefined>>):
  | readonly [ThingKind, string]
  | undefined {
  if (role !== undefined) return ['role', role]
  if (skill !== undefined) return ['skill', skill]
  return family === undefined ? undefined : ['family', family]
}

/** The role may have moved, the level may have, and either may be gone. */
function levelFate(
  place: Place,
  roleSlug: string,
  levelSlug: string,
): Moved | GoneDescription | undefined {
  const role = standingOf(place, 'role', roleSlug)
  const now = role.kind === 'here' || role.kind === 'moved' ? role.slug : roleSlug
  const level = levelStandingOf(place, now, levelSlug)
  if (level.kind === 'here' || level.kind === 'moved') {
    const asked = now === roleSlug && level.slug === levelSlug
    return asked ? undefined : new Moved(`${place.base}/roles/${now}/${level.slug}`)
  }
  if (level.kind !== 'gone' || level.last === undefined) return undefined
  const { edition, thing } = level.last
  return {
    kind: 'role-level',
    name: thing.level.name,
    role: thing.role.name,
    lastEdition: edition.edition.name,
    page: `${addressOf(place, edition)}/roles/${thing.role.slug}/${thing.level.slug}`,
    description: thing.level.description ?? null,
    levels: [],
    note: null,
    notes: [],
  }
}

interface GoneParts {
  readonly last: LastSeen<AnyThing> | undefined
  readonly retired: Retired | undefined
}

function goneThing(place: Place, kind: ThingKind, { last, retired }: GoneParts): GoneDescription {
  const known = last === undefined ? fromRegister(place, retired) : fromEdition(place, kind, last)
  return {
    kind,
    role: null,
    ...known,
    note: retired?.note ?? null,
    notes: describeNotes(place).filter(({ page }) => slugOf(page) === slugOf(known.name.value)),
  }
}

type Known = Pick<GoneDescription, 'name' | 'lastEdition' | 'page' | 'description' | 'levels'>

function fromEdition(place: Place, kind: ThingKind, { edition, thing }: LastSeen<AnyThing>): Known {
  return {
    name: thing.name,
    lastEdition: edition.edition.name,
    page: `${addressOf(place, edition)}/${folders[kind]}/${thing.slug}`,
    description: 'description' in thing ? (thing.description ?? null) : null,
    levels:
      'levels' in thing ? thing.levels.flatMap((one) => ('name' in one ? [one.name] : [])) : [],
  }
}

/** No edition that we hold has it: the register alone knows of it. */
function fromRegister({ edition }: Place, retired: Retired | undefined): Known {
  return {
    name: { lang: edition.framework.lang, value: retired?.name ?? '' },
    lastEdition: retired?.lastEdition ?? '',
    page: null,
    description: null,
    levels: [],
  }
}

/** Where the pages of an edition live. */
export function addressOf(place: Place, { edition }: Pick<CapabilityFramework, 'edition'>): string {
  const { frameworkBase, options } = place
  const newest = options.library.newest(place.edition.framework.slug)?.edition.edition.name
  return newest === edition.name ? frameworkBase : `${frameworkBase}/editions/${edition.name}`
}
