/** The version of the format that is written. */
export const fileVersion = 1

/** What is read at most. Nobody fills in more by hand. */
export const fileLimits = {
  bytes: 1024 * 1024,
  skills: 1000,
  ticks: 500,
  characters: 2000,
  depth: 8,
}

/** What a person says of one skill. */
export interface OwnSkill {
  /** Slug. */
  readonly skill: string
  /** Level of the scale set by hand, `none` for no level yet; null: not set by hand. */
  readonly level: string | null
  /** Identifiers of statements. They survive from edition to edition. */
  readonly ticked: readonly string[]
  /** Evidence, in the person's own words. */
  readonly note?: string
}

/** What a person keeps: on a file or in a browser. */
export interface SkillProfile {
  readonly framework: string
  readonly edition: string
  /** ISO date and time; empty where an older file has none. */
  readonly savedAt: string
  /** Slug path of the role level to measure against. */
  readonly target?: string
  readonly skills: readonly OwnSkill[]
}

/** A profile, with what was passed over; or why nothing could be read, as a sentence. */
export type ReadProfile =
  | { readonly profile: SkillProfile; readonly notes: readonly string[] }
  | { readonly reason: string }

/**
 * Writes a profile as the documented JSON, see `docs/my-skills-file.md`.
 *
 * @example
 * writeProfile({ framework: 'uk-digital-data', edition: '2026-11-21', savedAt: '', skills: [] })
 */
export function writeProfile({ skills, target, ...identity }: SkillProfile): string {
  const { framework, edition, savedAt } = identity
  const file = {
    format: 'capable-skills',
    version: fileVersion,
    framework,
    edition,
    savedAt,
    ...(target !== undefined && { target }),
    skills: skills.map(({ skill, level, ticked, note }) => ({
      skill,
      level,
      ticked,
      ...(note !== undefined && note !== '' && { note }),
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads a file that anyone may have made. It never throws and believes nothing: what is too large,
 * too deep or of another shape is refused with a sentence.
 *
 * @example
 * readProfile('[]') // { reason: 'This file holds no skills saved from Capable.' }
 */
export function readProfile(text: string): ReadProfile {
  const { bytes, depth } = fileLimits
  if (new TextEncoder().encode(text).length > bytes) {
    return { reason: 'This file is larger than 1 MB. A file saved from Capable is far smaller.' }
  }
  if (depthOf(text) > depth) return foreign
  try {
    return readValue(JSON.parse(text))
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.message }
    return { reason: 'This file is not JSON. Choose a file saved from Capable.' }
  }
}

const foreign: ReadProfile = { reason: 'This file holds no skills saved from Capable.' }

/** A fault of the file, as a sentence for the person who chose it. */
class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

type Fields = Readonly<Record<string, unknown>>

function readValue(value: unknown): ReadProfile {
  if (!isFields(value)) return foreign
  const version = own(value, 'version')
  if (own(value, 'format') === undefined && (version === undefined || version === 0)) {
    return readVersion0(value)
  }
  if (own(value, 'format') !== 'capable-skills') return foreign
  if (typeof version === 'number' && version > fileVersion) {
    return {
      reason: 'This file was saved by a newer Capable than this one. Nothing was read from it.',
    }
  }
  if (version !== fileVersion) return foreign
  const list = own(value, 'skills')
  if (!Array.isArray(list)) throw new Unreadable('The file has no list of skills.')
  return profileFrom(value, list.map(skillFrom))
}

/** The first shape: a level for each skill and nothing else. */
function readVersion0(value: Fields): ReadProfile {
  const skills = own(value, 'skills')
  if (!isFields(skills)) return foreign
  const entries = Object.entries(skills)
  const read = entries.map(([skill, level]) => skillFrom({ skill, level, ticked: [] }))
  return profileFrom(value, read)
}

function profileFrom(value: Fields, skills: readonly OwnSkill[]): ReadProfile {
  if (skills.length > fileLimits.skills) {
    throw new Unreadable('The file lists more than 1,000 skills. Nothing was read from it.')
  }
  const bySkill = new Map<string, OwnSkill>()
  const notes: string[] = []
  for (const one of skills) {
    if (bySkill.has(one.skill)) {
      notes.push(`The skill "${one.skill}" stands twice in the file. The first one counts.`)
    } else bySkill.set(one.skill, one)
  }
  const target = own(value, 'target')
  const path = target === undefined ? undefined : wordIn(target, 'The role level')
  return {
    profile: {
      framework: wordIn(own(value, 'framework') ?? '', 'The framework'),
      edition: wordIn(own(value, 'edition') ?? '', 'The edition'),
      savedAt: wordIn(own(value, 'savedAt') ?? '', 'The date'),
      ...(path !== undefined && { target: path }),
      skills: [...bySkill.values()],
    },
    notes,
  }
}

function skillFrom(value: unknown): OwnSkill {
  if (!isFields(value)) throw new Unreadable('The list of skills holds something else.')
  const skill = wordIn(own(value, 'skill'), 'The name of a skill')
  if (skill === '') throw new Unreadable('A skill in the file has no name.')
  const level = own(value, 'level') ?? null
  const ticked = own(value, 'ticked') ?? []
  if (!Array.isArray(ticked) || ticked.length > fileLimits.ticks) {
    throw new Unreadable(`What is ticked for "${skill}" cannot be read.`)
  }
  const note = own(value, 'note')
  return {
    skill,
    level: level === null ? null : wordIn(level, `The level of "${skill}"`),
    ticked: [...new Set(ticked.map((id) => wordIn(id, `What is ticked for "${skill}"`)))],
    ...(note !== undefined && { note: textIn(note, `The note on "${skill}"`) }),
  }
}

const longestWord = 300

function wordIn(value: unknown, what: string): string {
  const text = textIn(value, what)
  if (text.length > longestWord) throw new Unreadable(`${what} is too long.`)
  return text
}

function textIn(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Unreadable(`${what.slice(0, longestWord)} is not text.`)
  if (value.length > fileLimits.characters) {
    throw new Unreadable(`${what.slice(0, longestWord)} has more than 2,000 characters.`)
  }
  return value
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Only what the file itself says: a name such as `constructor` has no meaning. */
function own(value: Fields, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

/** How deep brackets stand in each other, outside strings. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (quoted && character === '\\') at += 1
    else if (character === '"') quoted = !quoted
    else if (!quoted && (character === '[' || character === '{')) depth += 1
    else if (!quoted && (character === ']' || character === '}')) depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
