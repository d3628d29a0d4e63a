import type { CapabilityFramework } from '../../framework/index.ts'
import type { LevelProfile } from '../profile.ts'
import { profilesOf } from '../profile.ts'
import { fileLimits } from './profile-file.ts'
import type { OwnSkill } from './profile-file.ts'
import { placeOf } from './result.ts'
import { tickRules } from './ticks-to-level.ts'
import type { TickRule } from './ticks-to-level.ts'

/** The names of the fields. */
export const fieldNames = {
  level: 'level-',
  note: 'note-',
  ticked: 'ticked',
  target: 'target',
  rule: 'rule',
}

/** The most fields a body can have; the form of every skill has a third of it. */
const mostFields = 3000

/** What a person filled in. */
export interface FilledForm {
  readonly skills: readonly OwnSkill[]
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
  const ticked = new Set<string>()
  for (const [name, value] of body) {
    if (name === fieldNames.ticked) ticked.add(value)
    else if (single.has(name)) return undefined
    else single.set(name, value)
  }
  const target = targetIn(edition, single.get(fieldNames.target) ?? '')
  const rule = tickRules.find((one) => String(one) === (single.get(fieldNames.rule) ?? '75'))
  single.delete(fieldNames.target)
  single.delete(fieldNames.rule)
  const skills = skillsIn(edition, single, ticked)
  if (target === undefined || rule === undefined || skills === undefined) return undefined
  return { skills, target: target.profile, rule }
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
    const note = taken(fields, `${fieldNames.note}${slug}`)
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
