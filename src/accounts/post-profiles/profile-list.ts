import { words } from '../../framework/index.ts'
import type { CapabilityFramework, Skill, Text } from '../../framework/index.ts'

/** A skill of the framework that a profile asks for and its role level does not. */
export interface AddedSkill {
  readonly kind: 'added'
  /** Slug. */
  readonly skill: string
  /** Null: the skill has no levels. */
  readonly level: string | null
  readonly reason: string
}

/** A skill that the role level asks for, at another level. */
export interface ChangedLevel extends Omit<AddedSkill, 'kind'> {
  readonly kind: 'level'
}

/** A skill that the role level asks for and the profile does not. */
export interface RemovedSkill {
  readonly kind: 'removed'
  readonly skill: string
  readonly reason: string
}

/** A skill that is in no framework. */
export interface LocalSkill {
  readonly kind: 'local'
  readonly id: string
  readonly name: string
  readonly description: string
  /** Null: without levels. */
  readonly level: string | null
  /** Empty: it was written before a reason was asked for. */
  readonly reason: string
  /** By level; levels without statements are left out. */
  readonly statements: Readonly<Record<string, readonly string[]>>
}

/** Where a profile differs from its role level: at most one for a skill. */
export type ProfileChange = AddedSkill | ChangedLevel | RemovedSkill | LocalSkill

/** What a profile starts from. */
export interface ListStart {
  readonly edition: CapabilityFramework
  /** `<role>/<level>`, or `<role>` where the role has no levels; null: nothing. */
  readonly roleLevel: string | null
}

/** How a skill came on the list, or off it. */
export type Mark = 'published' | ProfileChange['kind']

/** One skill of a profile. */
export interface ProfileLine {
  readonly mark: Mark
  /** Slug; null for a local skill. */
  readonly skill: string | null
  /** Official wording as published; of a local skill, the organisation's own. */
  readonly name: Text
  /** What is asked for here; null: no level exists, or none is decided. */
  readonly level: string | null
  /** The level as published; null as above, and where the role level does not ask for it. */
  readonly published: string | null
  /** Undefined where it is as published. */
  readonly change: ProfileChange | undefined
}

/** The skills of a profile. */
export interface ProfileList {
  readonly asked: readonly ProfileLine[]
  /** What the role level asks for and the profile does not. */
  readonly leftOut: readonly ProfileLine[]
}

/** Why a change cannot be made, and at which field of its form. */
export interface NoChange {
  readonly field: 'skill' | 'level' | 'name'
  readonly message: string
}

/**
 * The skills of a profile: what the role level asks for, with the changes made to it. In the order
 * in which editions list skills, by name from A to Z; local skills stand among the others.
 *
 * @param changes as `withChange` gives them
 * @example
 * profileList({ edition, roleLevel: 'maker/lead' }, []).asked.every(({ mark }) => mark === 'published')
 */
export function profileList(start: ListStart, changes: readonly ProfileChange[]): ProfileList {
  const asked = publishedLevels(start)
  const changed = new Map(changes.flatMap((each) => (isLocal(each) ? [] : [[each.skill, each]])))
  const slugs = new Set([...asked.keys(), ...changed.keys()])
  const official = [...slugs].map((skill): ProfileLine => {
    const change = changed.get(skill)
    const published = asked.get(skill) ?? null
    const level = change !== undefined && 'level' in change ? change.level : published
    const name = skillIn(start, skill)?.name ?? { lang: 'en', value: skill }
    return { mark: change?.kind ?? 'published', skill, name, level, published, change }
  })
  const { lang } = start.edition.framework
  const local = changes.filter(isLocal).map((change): ProfileLine => {
    const name = { lang, value: change.name }
    return { mark: 'local', skill: null, name, level: change.level, published: null, change }
  })
  const lines = [...official, ...local].toSorted((a, b) =>
    a.name.value.localeCompare(b.name.value, 'en'),
  )
  return {
    asked: lines.filter(({ mark }) => mark !== 'removed'),
    leftOut: lines.filter(({ mark }) => mark === 'removed'),
  }
}

/**
 * Makes a change to a list. Whatever was changed of the same skill before is replaced; a skill that
 * then stands as published needs no change, and has none.
 *
 * @returns all changes, or why this one cannot be made
 * @example
 * withChange(start, [], { kind: 'removed', skill: 'knots', reason: 'Done by another team' })
 */
export function withChange(
  start: ListStart,
  changes: readonly ProfileChange[],
  change: ProfileChange,
): readonly ProfileChange[] | NoChange {
  if (isLocal(change)) {
    const no = whyNoLocal(start, changes, change)
    return no ?? [...changes.filter((each) => !isLocal(each) || each.id !== change.id), change]
  }
  const { skill: slug } = change
  const skill = skillIn(start, slug)
  if (skill === undefined) {
    return { field: 'skill', message: 'Choose a skill that the framework has' }
  }
  const others = withoutSkill(changes, slug)
  const asked = publishedLevels(start)
  const now = changes.find((each) => !isLocal(each) && each.skill === slug)
  const no = whyNotOf(skill, change, { isAsked: asked.has(slug), now })
  if (no !== undefined) return no
  if (change.kind === 'removed') return asked.has(slug) ? [...others, change] : others
  if (!asked.has(slug)) return [...others, { ...change, kind: 'added' }]
  return asked.get(slug) === change.level ? others : [...others, { ...change, kind: 'level' }]
}

/** Takes back what was changed of a skill: it stands as published, or is not there any more. */
export function withoutSkill(
  changes: readonly ProfileChange[],
  skill: string,
): readonly ProfileChange[] {
  return changes.filter((each) => isLocal(each) || each.skill !== skill)
}

/** Whether a change is a skill of the organisation's own. */
export function isLocal(change: ProfileChange): change is LocalSkill {
  return change.kind === 'local'
}

/** Whether what `withChange` answered is a reason why not. */
export function isNoChange(answer: readonly ProfileChange[] | NoChange): answer is NoChange {
  return 'message' in answer
}

/** The skill of an edition with a slug. */
export function skillIn({ edition }: Pick<ListStart, 'edition'>, slug: string): Skill | undefined {
  return edition.skills.find((skill) => skill.slug === slug)
}

/** The skill of an edition with a name, whatever its capitals and punctuation. */
export function skillNamed({ skills }: CapabilityFramework, name: string): Skill | undefined {
  return skills.find((skill) => isSameName(skill.name.value, name))
}

function isSameName(one: string, other: string): boolean {
  return words(one).join(' ') === words(other).join(' ')
}

/**
 * What the role level asks for: the published level by skill, null where no level exists or none
 * is decided.
 */
export function publishedLevels({
  edition,
  roleLevel,
}: ListStart): ReadonlyMap<string, string | null> {
  const asked = edition.requirements.filter(
    (each) =>
      (each.roleLevel === null ? each.role : `${each.role}/${each.roleLevel}`) === roleLevel,
  )
  return new Map(asked.map(({ skill, level }) => [skill, level]))
}

/**
 * Why a skill cannot be asked for at a level.
 *
 * @param level null: at none
 * @example
 * whyNoLevel(knots, 'expert') // 'The framework does not define Knots at the level expert'
 */
export function whyNoLevel(skill: Skill, level: string | null): string | undefined {
  const name = skill.name.value
  if (skill.kind === 'senior-civil-service') {
    return level === null ? undefined : `${name} is a skill without levels`
  }
  if (level === null) return `Choose a level of ${name}`
  const state = skill.levels.find((each) => each.level === level)?.state
  if (state === 'defined') return undefined
  return state === 'absent'
    ? `The documents held here do not say what ${name} is at the level ${level}`
    : `The framework does not define ${name} at the level ${level}`
}

function whyNotOf(
  skill: Skill,
  change: Exclude<ProfileChange, LocalSkill>,
  { isAsked, now }: { readonly isAsked: boolean; readonly now: ProfileChange | undefined },
): NoChange | undefined {
  const name = skill.name.value
  if (change.kind === 'added' && isAsked && now?.kind !== 'removed') {
    return { field: 'skill', message: `The role level asks for ${name}. Change its level instead` }
  }
  if (change.kind !== 'added' && !isAsked && now === undefined) {
    return { field: 'skill', message: `The role level does not ask for ${name}` }
  }
  if (change.kind === 'removed') return undefined
  const message = whyNoLevel(skill, change.level)
  return message === undefined ? undefined : { field: 'level', message }
}

function whyNoLocal(
  { edition }: ListStart,
  changes: readonly ProfileChange[],
  { id, name, level }: LocalSkill,
): NoChange | undefined {
  const official = skillNamed(edition, name)
  if (official !== undefined) {
    const message = `${official.name.value} is a skill of the framework. Add it from there, so that it keeps its official wording`
    return { field: 'name', message }
  }
  if (changes.some((each) => isLocal(each) && each.id !== id && isSameName(each.name, name))) {
    return { field: 'name', message: 'There is a local skill with this name' }
  }
  if (level === null || edition.framework.scale.includes(level)) return undefined
  return { field: 'level', message: 'Choose a level that the framework has' }
}
