import { differenceOf } from '../../framework/index.ts'
import type {
  CapabilityDifference,
  CapabilityFramework,
  FormerNames,
} from '../../framework/index.ts'
import {
  isLocal,
  isNoChange,
  profileList,
  publishedLevels,
  skillIn,
  skillNamed,
  withChange,
} from './profile-list.ts'
import type { ListStart, LocalSkill, ProfileChange, ProfileLine } from './profile-list.ts'

/** What becomes of one skill of a profile in a newer edition. */
export interface MovedLine {
  readonly name: string
  readonly outcome: 'stands' | 'renamed' | 'moved' | 'new' | 'gone'
  /** The level now and in the newer edition; null: none. Undefined: not on the list. */
  readonly now: string | null | undefined
  readonly later: string | null | undefined
  /** The name in the newer edition, where it is another one. */
  readonly nameThen: string | undefined
}

/** A profile in a newer edition. */
export interface MovedProfile {
  readonly start: ListStart
  readonly changes: readonly ProfileChange[]
  readonly lines: readonly MovedLine[]
  /** Changes that are no longer needed or cannot be made any more, each in a sentence. */
  readonly notes: readonly string[]
  /** The role level is not in the newer edition: what it asked for is carried as added skills. */
  readonly roleLevelGone: boolean
}

/** The edition to move to, and what its things were called before. */
export interface MoveTarget {
  readonly edition: CapabilityFramework
  readonly register: FormerNames
}

interface Moving {
  readonly from: ListStart
  readonly start: ListStart
  /** The slug in the newer edition; undefined: it is gone. */
  readonly now: (slug: string) => string | undefined
  readonly notes: string[]
}

/**
 * What a profile would be in another edition, and what becomes of each of its skills. Nothing is
 * lost in silence: what cannot stand is said.
 *
 * @example
 * moved({ edition, roleLevel: 'maker/lead' }, changes, { edition: newer, register }).lines
 */
export function moved(
  from: ListStart,
  changes: readonly ProfileChange[],
  { edition, register }: MoveTarget,
): MovedProfile {
  const difference = differenceOf(from.edition, edition, register)
  const roleLevel = roleLevelNow(from, edition, difference)
  const renamed = new Map(difference.skills.renamed.map((pair) => [pair.from.slug, pair.to.slug]))
  const slugs = new Set(edition.skills.map(({ slug }) => slug))
  const now = (slug: string): string | undefined =>
    renamed.get(slug) ?? (slugs.has(slug) ? slug : undefined)
  const moving: Moving = { from, start: { edition, roleLevel }, now, notes: [] }
  const roleLevelGone = from.roleLevel !== null && roleLevel === null
  const kept = roleLevelGone ? asAdded(from, changes) : changes
  const carried = kept.reduce<readonly ProfileChange[]>(
    (all, change) => carry(moving, all, change),
    [],
  )
  const lines = movedLines(moving, profileList(from, changes).asked, carried)
  return { start: moving.start, changes: carried, lines, notes: moving.notes, roleLevelGone }
}

function roleLevelNow(
  { roleLevel }: ListStart,
  edition: CapabilityFramework,
  { roles }: CapabilityDifference,
): string | null {
  if (roleLevel === null) return null
  const [roleSlug = '', levelSlug] = roleLevel.split('/')
  const slug = roles.renamed.find(({ from }) => from.slug === roleSlug)?.to.slug ?? roleSlug
  const role = edition.roles.find((each) => each.slug === slug)
  if (role === undefined) return null
  if (levelSlug === undefined) return role.levels.length === 0 ? role.slug : null
  const changed = roles.changed.find(({ to }) => to.slug === slug)
  const renamed = changed?.levels.renamed.find(({ from }) => from.slug === levelSlug)?.to.slug
  const level = role.levels.find((each) => each.slug === (renamed ?? levelSlug))
  return level === undefined ? null : `${role.slug}/${level.slug}`
}

/** Where the role level is gone, what it asked for stands by itself. */
function asAdded(from: ListStart, changes: readonly ProfileChange[]): readonly ProfileChange[] {
  const { framework, edition } = from.edition
  const reason = `${from.roleLevel} asked for it in ${framework.slug}@${edition.name}`
  return profileList(from, changes).asked.map(({ skill, level, change }): ProfileChange => {
    if (change !== undefined && isLocal(change)) return change
    const own = change === undefined ? reason : change.reason
    return { kind: 'added', skill: skill ?? '', level, reason: own }
  })
}

function carry(
  moving: Moving,
  all: readonly ProfileChange[],
  change: ProfileChange,
): readonly ProfileChange[] {
  if (isLocal(change)) return carryLocal(moving, all, change)
  const { from, start, now, notes } = moving
  const name = skillIn(from, change.skill)?.name.value ?? change.skill
  const skill = now(change.skill)
  if (skill === undefined) {
    notes.push(`${name} is not in the newer edition.`)
    return all
  }
  const isAsked = publishedLevels(start).has(skill)
  if (change.kind === 'removed') {
    if (isAsked) return taken(moving, all, { ...change, skill })
    notes.push(`${name} need not be left out any more: the role level does not ask for it.`)
    return all
  }
  const after = taken(moving, all, { ...change, skill, kind: isAsked ? 'level' : 'added' })
  if (isAsked && after.length === all.length) {
    notes.push(`${name} needs no change any more, or none that the newer edition allows.`)
  }
  return after
}

/** A local skill that the framework has taken up is asked for by its official name. */
function carryLocal(
  moving: Moving,
  all: readonly ProfileChange[],
  local: LocalSkill,
): readonly ProfileChange[] {
  const answer = withChange(moving.start, all, local)
  if (!isNoChange(answer)) return answer
  const { name, level } = local
  const official = skillNamed(moving.start.edition, name)
  if (official === undefined) {
    moving.notes.push(`${name}: ${answer.message}.`)
    return all
  }
  moving.notes.push(`${name} is a skill of the framework now. Its official wording takes over.`)
  const isAsked = publishedLevels(moving.start).has(official.slug)
  const kind = isAsked ? 'level' : 'added'
  const reason = 'It was a local skill before the framework had it'
  return taken(moving, all, { kind, skill: official.slug, level, reason })
}

function taken(
  { start, notes }: Moving,
  all: readonly ProfileChange[],
  change: Exclude<ProfileChange, LocalSkill>,
): readonly ProfileChange[] {
  const answer = withChange(start, all, change)
  if (!isNoChange(answer)) return answer
  notes.push(`${answer.message}.`)
  return all
}

function movedLines(
  { start, now }: Moving,
  before: readonly ProfileLine[],
  changes: readonly ProfileChange[],
): readonly MovedLine[] {
  const after = profileList(start, changes).asked
  const bySkill = new Map(after.map((line) => [keyOf(line.skill, line), line]))
  const found = new Set<ProfileLine>()
  const old = before.map((line): MovedLine => {
    const { skill, name } = line
    const official = skill === null ? skillNamed(start.edition, name.value)?.slug : now(skill)
    const isGone = skill !== null && official === undefined
    const then = isGone ? undefined : bySkill.get(keyOf(official ?? null, line))
    if (then !== undefined) found.add(then)
    return lineOf(line, then)
  })
  const added = after.filter((line) => !found.has(line)).map((line) => lineOf(undefined, line))
  return [...old, ...added].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** A local skill may be named like the slug of an official one. */
function keyOf(skill: string | null, { name }: Pick<ProfileLine, 'name'>): string {
  return skill === null ? `local ${name.value}` : `official ${skill}`
}

function lineOf(now: ProfileLine | undefined, then: ProfileLine | undefined): MovedLine {
  const name = now?.name.value ?? then?.name.value ?? ''
  const nameThen = then !== undefined && then.name.value !== name ? then.name.value : undefined
  const levels = { now: now?.level, later: then?.level }
  return { name, ...levels, nameThen, outcome: outcomeOf(now, then, nameThen) }
}

function outcomeOf(
  now: ProfileLine | undefined,
  then: ProfileLine | undefined,
  nameThen: string | undefined,
): MovedLine['outcome'] {
  if (now === undefined) return 'new'
  if (then === undefined) return 'gone'
  if (now.level !== then.level) return 'moved'
  return nameThen === undefined ? 'stands' : 'renamed'
}
