import { namesOf } from '../../framework/index.ts'
import type { CapabilityFramework, ThingKind } from '../../framework/index.ts'
import { placeAt } from '../place.ts'
import type { ExploreOptions, Place } from '../place.ts'
import { whatBecameOf } from './gone.ts'

const folders: Readonly<Record<ThingKind, string>> = {
  role: 'roles',
  skill: 'skills',
  family: 'families',
}

/**
 * Every address that leads to the present page of a thing, or says that it is gone: former names,
 * in each edition, and the addresses of the official service.
 *
 * @example
 * formerAddresses(options).includes('/role/software-developer') // true
 */
export function formerAddresses(options: ExploreOptions): string[] {
  return options.library.all().flatMap(({ edition }) => {
    if (edition.kind !== 'capability-framework') return []
    const { slug } = edition.framework
    const place = placeAt(options, { framework: slug, edition: edition.edition.name })
    if (!place.newest) return formerIn(place)
    const newest = placeAt(options, { framework: slug })
    return [...formerIn(newest), ...(newest.base === '' ? officialIn(newest) : [])]
  })
}

/** What somebody who knows any edition, or the register of names, could ask an edition for. */
function formerIn(place: Place): string[] {
  const asked = [...thingsKnown(place), ...levelsKnown(place)]
  const former = asked.filter(
    (params) => whatBecameOf(place, params, () => () => '') !== undefined && !isHere(place, params),
  )
  return [...new Set(former.map((params) => `${place.base}${pathOf(params)}`))]
}

type Params = Readonly<Partial<Record<ThingKind | 'level', string>>>

function thingsKnown(place: Place): Params[] {
  return kinds.flatMap((kind) => slugsKnown(place, kind).map((slug) => ({ [kind]: slug })))
}

const kinds: readonly ThingKind[] = ['role', 'skill', 'family']

/** Every slug that a thing of this kind has or had. */
function slugsKnown(place: Place, kind: ThingKind): string[] {
  const { register } = place.loaded
  const inEditions = editionsOf(place).flatMap((edition) => thingsOf(edition, kind))
  const inRegister = namesOf(register, kind).flatMap(({ slug, former, addresses }) => [
    slug,
    ...former.map((one) => one.slug),
    ...addresses,
  ])
  const retired = register.retired.filter((one) => one.kind === kind).map(({ slug }) => slug)
  return [...new Set([...inEditions, ...inRegister, ...retired])]
}

/** Every role with every level that it has or had, under each of its names. */
function levelsKnown(place: Place): Params[] {
  const inEditions = editionsOf(place).flatMap(({ roles }) =>
    roles.flatMap(({ slug, levels }) => levels.map((level) => ({ role: slug, level: level.slug }))),
  )
  const inRegister = place.loaded.register.roles.flatMap((role) => {
    const roles = [role.slug, ...role.former.map(({ slug }) => slug)]
    const levels = role.levels.flatMap((level) => [
      level.slug,
      ...level.former.map(({ slug }) => slug),
    ])
    return roles.flatMap((slug) => levels.map((level) => ({ role: slug, level })))
  })
  return [...inEditions, ...inRegister]
}

function isHere({ index }: Place, { role, level, skill, family }: Params): boolean {
  if (role !== undefined) {
    const found = index.roles.get(role)
    return (
      found !== undefined &&
      (level === undefined || found.levels.some(({ slug }) => slug === level))
    )
  }
  if (skill !== undefined) return index.skills.has(skill)
  return family !== undefined && index.families.has(family)
}

function pathOf({ role, level, skill, family }: Params): string {
  if (role !== undefined) return `/${folders.role}/${role}${level === undefined ? '' : `/${level}`}`
  return skill === undefined ? `/${folders.family}/${family ?? ''}` : `/${folders.skill}/${skill}`
}

/** The official service names one role and one skill where this site names them all. */
function officialIn(place: Place): string[] {
  const things = (['role', 'skill'] as const).flatMap((kind) =>
    slugsKnown(place, kind).map((slug) => `/${kind}/${slug}`),
  )
  return [...things, '/download']
}

function editionsOf({ options, edition }: Place): CapabilityFramework[] {
  return options.library
    .all()
    .map((loaded) => loaded.edition)
    .filter(
      (one): one is CapabilityFramework =>
        one.kind === 'capability-framework' && one.framework.slug === edition.framework.slug,
    )
}

function thingsOf({ roles, skills, families }: CapabilityFramework, kind: ThingKind): string[] {
  const things = { role: roles, skill: skills, family: families }[kind]
  return things.map(({ slug }) => slug)
}
