import { folded } from '../framework/index.ts'
import type { Finding, Skill } from '../framework/index.ts'
import type { EditionIndex, Named } from './lookup.ts'
import type { Place } from './place.ts'
import { linkTo } from './present.ts'
import type { NameLink } from './present.ts'

/** A thing of an edition with the folder of its page, below the base of the edition. */
interface Thing {
  readonly folder: string
  readonly thing: Named
}

interface Names {
  readonly skills: ReadonlyMap<string, Thing>
  readonly roles: ReadonlyMap<string, Thing>
  /** By name, and by the name of the role before it: several roles may have a level of one name. */
  readonly levels: ReadonlyMap<string, readonly Thing[]>
}

const known = new WeakMap<EditionIndex, Names>()

/**
 * The pages of the skills, roles and role levels that a finding is about, as its subject names
 * them; none where it is about a document.
 *
 * @example
 * subjectLinks(place, finding) // [{ href: '/skills/prototyping', name: … }]
 */
export function subjectLinks(
  { base, index }: Pick<Place, 'base' | 'index'>,
  finding: Finding,
): NameLink[] {
  const names = namesOf(index)
  const found = thingsNamed(names, finding.subject)
  const things = found.length > 0 ? found : quoted(index, finding)
  return things.map(({ folder, thing }) => linkTo(`${base}/${folder}`, thing))
}

function namesOf(index: EditionIndex): Names {
  const names = known.get(index) ?? readNames(index)
  known.set(index, names)
  return names
}

function readNames({ edition }: EditionIndex): Names {
  const levels = edition.roles.flatMap((role) =>
    role.levels.flatMap((level) => {
      const thing: Thing = { folder: `roles/${role.slug}`, thing: level }
      const name = level.name.value
      return [name, withRole(role.name.value, name)].map((key) => ({ key: folded(key), thing }))
    }),
  )
  return {
    skills: byName('skills', edition.skills),
    roles: byName('roles', edition.roles),
    levels: new Map(
      [...Map.groupBy(levels, ({ key }) => key)].map(([key, list]) => [
        key,
        list.map(({ thing }) => thing),
      ]),
    ),
  }
}

function byName(folder: string, things: readonly Named[]): Map<string, Thing> {
  return new Map(things.map((thing) => [folded(thing.name.value), { folder, thing }]))
}

function withRole(role: string, level: string): string {
  return `${role} / ${level}`
}

/** Subjects join names with these; a name may hold one itself, so the whole is tried first. */
const joints = ['; ', ' / ', ': ', ' and ', ', '] as const

function thingsNamed(names: Names, subject: string): readonly Thing[] {
  const whole = thingNamed(names, subject)
  if (whole !== undefined) return [whole]
  for (const joint of joints) {
    const parts = subject.split(joint)
    const things = joint === ' and ' ? pairNamed(names, parts) : partsNamed(names, parts, joint)
    if (things.length > 0) return things
  }
  return []
}

function partsNamed(names: Names, parts: readonly string[], joint: string): readonly Thing[] {
  const [first = '', second, ...rest] = parts
  if (second === undefined) return []
  const level = levelNamed(names, withRole(first, second))
  if (level !== undefined) return [level, ...rest.flatMap((part) => thingNamed(names, part) ?? [])]
  // "Role level: skill", where the role may have the name of its level.
  const start = joint === ': ' ? levelNamed(names, first) : undefined
  return [
    start ?? thingNamed(names, first),
    ...[second, ...rest].map((one) => thingNamed(names, one)),
  ].filter((thing) => thing !== undefined)
}

/** Two names around an "and", where each may have one of its own. */
function pairNamed(names: Names, parts: readonly string[]): readonly Thing[] {
  for (let at = 1; at < parts.length; at += 1) {
    const before = thingNamed(names, parts.slice(0, at).join(' and '))
    const after = thingNamed(names, parts.slice(at).join(' and '))
    if (before !== undefined && after !== undefined) return [before, after]
  }
  return []
}

function thingNamed(names: Names, name: string): Thing | undefined {
  const key = folded(name)
  return names.skills.get(key) ?? names.roles.get(key) ?? levelNamed(names, name)
}

/** A level whose name says which it is. */
function levelNamed({ levels }: Names, name: string): Thing | undefined {
  const found = levels.get(folded(name)) ?? []
  return found.length === 1 ? found[0] : undefined
}

/** The skill that holds the wording of a repair: of those that do, the one that stands there. */
function quoted({ edition }: EditionIndex, finding: Finding): readonly Thing[] {
  const { after, source, line } = finding
  if (after === undefined || line === null) return []
  const lineOf = ({ provenance }: Skill): number =>
    provenance.find((one) => one.source === source)?.line ?? Infinity
  const last = edition.skills
    .filter((skill) => lineOf(skill) <= line && holds(skill, after))
    .toSorted((a, b) => lineOf(a) - lineOf(b))
    .at(-1)
  return last === undefined ? [] : [{ folder: 'skills', thing: last }]
}

function holds({ description, levels, statements, leadershipExamples }: Skill, text: string) {
  const all = [...levels.flatMap((level) => level.statements), ...statements, ...leadershipExamples]
  return (
    all.some((one) => text.includes(one.text.value)) ||
    (description !== undefined && text.includes(description.value))
  )
}
