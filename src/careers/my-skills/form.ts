import type { CapabilityFramework } from '../../framework/index.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { keptApart } from './kept-apart.ts'
import { fileLimits, readProfile, writeProfile } from '../../framework/standing/profile-file.ts'
import type { OwnSkill, SkillProfile } from '../../framework/standing/profile-file.ts'
import { placeOf } from '../../framework/standing/standing.ts'
import { standardRule, tickRules } from '../../framework/standing/ticks-to-level.ts'
import type { TickRule } from '../../framework/standing/ticks-to-level.ts'

/** The names of the fields. */
export const fieldNames = {
  level: 'level-',
  note: 'note-',
  ticked: 'ticked',
  asked: 'asked',
  target: 'target',
  rule: 'rule',
  apart: 'apart',
  edition: 'edition',
} as const

/** The most fields a body can have; the form of every skill has fewer. */
export const mostFields = 3000

/** What a person filled in. */
export interface FilledForm {
  readonly skills: readonly OwnSkill[]
  /** What the form could not show, see `keptApart`. */
  readonly apart: readonly OwnSkill[]
  /** Slugs of skills that a person chose to be asked about. */
  readonly asked: readonly string[]
  readonly target: LevelProfile | undefined
  readonly rule: TickRule
}

/**
 * Reads the body of the form, or undefined where it is none that our form sends: a skill, level,
 * statement or rule that does not exist, or a field that stands twice.
 *
 * @example
 * readForm(edition, new URLSearchParams('level-prototyping=working'))?.skills.length // 1
 */
export function readForm(
  edition: CapabilityFramework,
  body: URLSearchParams,
): FilledForm | undefined {
  if (body.size > mostFields) return undefined
  const single = new Map<string, string>()
  const lists = { ticked: new Set<string>(), asked: new Set<string>() }
  for (const [name, value] of body) {
    if (name === fieldNames.ticked || name === fieldNames.asked) lists[name].add(value)
    else if (single.has(name)) return undefined
    else single.set(name, value)
  }
  taken(single, fieldNames.edition)
  const target = targetIn(edition, taken(single, fieldNames.target))
  const rule = ruleIn(taken(single, fieldNames.rule))
  const apart = apartIn(taken(single, fieldNames.apart))
  const asked = [...lists.asked]
  if (!asked.every((slug) => edition.skills.some((skill) => skill.slug === slug))) return undefined
  const skills = skillsIn(edition, single, lists.ticked)
  if (target === undefined || rule === undefined) return undefined
  if (skills === undefined || apart === undefined) return undefined
  return { skills, apart, asked, target: target.profile, rule }
}

/**
 * A form filled in from a file.
 *
 * @example
 * formFrom(edition, read.profile).skills.length
 */
export function formFrom(edition: CapabilityFramework, profile: SkillProfile): FilledForm {
  const apart = keptApart(edition, profile.skills)
  const ids = new Map(apart.map(({ skill, ticked }) => [skill, new Set(ticked)]))
  const levelled = new Set(
    edition.skills.flatMap(({ slug, levels }) => (levels.length === 0 ? [] : [slug])),
  )
  return {
    skills: profile.skills
      .filter(({ skill }) => levelled.has(skill))
      .map((own) => ({
        ...own,
        level: placeOf(own.level, edition.framework.scale) === undefined ? null : own.level,
        ticked: own.ticked.filter((id) => ids.get(own.skill)?.has(id) !== true),
      })),
    apart,
    asked: [],
    target: profilesOf(edition).get(profile.target ?? ''),
    rule: standardRule,
  }
}

/** One field of the form. */
export interface Field {
  readonly name: string
  readonly value: string
}

/**
 * A form as fields that nobody sees, so that a page can hand on what was said. `readForm` gives
 * the same again.
 *
 * @example
 * fieldsOf(edition, form).map(({ name }) => name) // ['edition', 'target', 'rule', …]
 */
export function fieldsOf({ edition }: CapabilityFramework, form: FilledForm): Field[] {
  const { skills, apart, asked, target, rule } = form
  return [
    { name: fieldNames.edition, value: edition.name },
    { name: fieldNames.target, value: target?.path ?? '' },
    { name: fieldNames.rule, value: String(rule) },
    { name: fieldNames.apart, value: apartText(apart) },
    ...asked.map((value) => ({ name: fieldNames.asked, value })),
    ...skills.flatMap(({ skill, level, ticked, note }) => [
      { name: `${fieldNames.level}${skill}`, value: level ?? '' },
      { name: `${fieldNames.note}${skill}`, value: note ?? '' },
      ...ticked.map((value) => ({ name: fieldNames.ticked, value })),
    ]),
  ].filter(({ value }) => value !== '')
}

/** What is kept apart, as the value of a field; empty where there is nothing. */
export function apartText(apart: readonly OwnSkill[]): string {
  if (apart.length === 0) return ''
  const text = writeProfile({ framework: '', edition: '', savedAt: '', skills: apart })
  // Without the indents of the file: it has to fit into a form again.
  return JSON.stringify(JSON.parse(text))
}

function apartIn(text: string): readonly OwnSkill[] | undefined {
  if (text === '') return []
  const read = readProfile(text)
  return 'profile' in read ? read.profile.skills : undefined
}

function ruleIn(value: string): TickRule | undefined {
  return value === '' ? standardRule : tickRules.find((rule) => String(rule) === value)
}

function targetIn(
  edition: CapabilityFramework,
  path: string,
): { readonly profile: LevelProfile | undefined } | undefined {
  const profile = profilesOf(edition).get(path)
  return profile === undefined && path !== '' ? undefined : { profile }
}

/** Takes every field that a skill of this edition can have; what is left over is not ours. */
function skillsIn(
  edition: CapabilityFramework,
  fields: Map<string, string>,
  ticked: Set<string>,
): OwnSkill[] | undefined {
  const skills: OwnSkill[] = []
  for (const { slug, levels } of edition.skills) {
    if (levels.length === 0) continue
    const level = taken(fields, `${fieldNames.level}${slug}`)
    // Browsers send the end of a line as two characters and count it as one.
    const note = taken(fields, `${fieldNames.note}${slug}`).replaceAll('\r\n', '\n')
    if (level !== '' && placeOf(level, edition.framework.scale) === undefined) return undefined
    if (note.length > fileLimits.characters) return undefined
    const own = levels.flatMap(({ statements }) => statements.map(({ id }) => id))
    const mine = own.filter((id) => ticked.delete(id))
    if (level === '' && note === '' && mine.length === 0) continue
    skills.push({ skill: slug, level: level === '' ? null : level, ticked: mine, note })
  }
  return fields.size === 0 && ticked.size === 0 ? skills : undefined
}

function taken(fields: Map<string, string>, name: string): string {
  const value = fields.get(name) ?? ''
  fields.delete(name)
  return value
}
