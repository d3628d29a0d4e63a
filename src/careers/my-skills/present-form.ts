import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/frame.ts'
import type { ShownText } from '../../platform/frame.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { fieldNames } from './form.ts'
import type { FilledForm } from './form.ts'
import { counted, nameOfLevel, wordOf } from './in-words.ts'
import { standardRule, tickRules } from '../../framework/standing/ticks-to-level.ts'
import type { TickRule } from '../../framework/standing/ticks-to-level.ts'

/** What evidence is. */
export const noteHint = 'What you did, when and what came of it. Leave out names of others.'

/** One choice in a list. */
export interface Choice {
  readonly value: string
  readonly text: string
  readonly selected: boolean
}

/** Role levels to choose from, by role. */
export interface LevelGroup {
  readonly role: string
  readonly levels: readonly Choice[]
}

/** Skills to choose from, under their first letter. */
export interface SkillGroup {
  readonly letter: string
  readonly skills: readonly { readonly slug: string; readonly name: ShownText }[]
}

/** Statements of one level. */
export interface ShownStatements {
  readonly word: string
  readonly statements: readonly {
    readonly id: string
    readonly text: ShownText
    readonly ticked: boolean
  }[]
}

/** One skill of the form. */
export interface ShownSkill {
  readonly slug: string
  readonly href: string
  readonly name: ShownText
  readonly asked: string
  /** Name of the field of its level. */
  readonly field: string
  readonly noteField: string
  readonly note: string
  /** Something is ticked or written, so its statements stand open. */
  readonly open: boolean
  readonly levels: readonly Choice[]
  readonly statements: readonly ShownStatements[]
}

/**
 * Every role level, grouped by role in published order.
 *
 * @example
 * levelGroups(edition, '')[0]?.levels[0]?.text // 'Business analyst: Junior business analyst'
 */
export function levelGroups(edition: CapabilityFramework, chosen: string): LevelGroup[] {
  const byRole = Map.groupBy(profilesOf(edition).values(), ({ role }) => role)
  return [...byRole]
    .map(([role, levels]) => ({
      role: shownName(role.name).value,
      levels: levels.map((profile) => ({
        value: profile.path,
        text: nameOfLevel(profile),
        selected: profile.path === chosen,
      })),
    }))
    .toSorted((a, b) => a.role.localeCompare(b.role, 'en'))
}

/**
 * Every skill that has levels, from A to Z.
 *
 * @example
 * skillGroups(edition)[0]?.letter // 'A'
 */
export function skillGroups(edition: CapabilityFramework): SkillGroup[] {
  const skills = askedSkills(edition, undefined)
    .map(({ slug, name }) => ({ slug, name: shownName(name) }))
    .toSorted((a, b) => a.name.value.localeCompare(b.name.value, 'en'))
  const byLetter = Map.groupBy(skills, ({ name }) => name.value.charAt(0).toUpperCase())
  return [...byLetter].map(([letter, list]) => ({ letter, skills: list }))
}

/**
 * The skills a role level asks for, in published order; without one, every skill.
 *
 * @example
 * askedSkills(edition, undefined).length // 166
 */
export function askedSkills(
  edition: CapabilityFramework,
  target: LevelProfile | undefined,
): readonly Skill[] {
  const levelled = edition.skills.filter(({ levels }) => levels.length > 0)
  if (target === undefined) return levelled
  const bySlug = new Map(levelled.map((skill) => [skill.slug, skill]))
  return [...target.asks.keys()].flatMap((slug) => bySlug.get(slug) ?? [])
}

/**
 * The skills a form asks about: those of its role level, then the others that a person chose or
 * said something of.
 *
 * @example
 * skillsOfForm(edition, { target, asked: ['data-modelling'], skills: [] }).length // 11
 */
export function skillsOfForm(
  edition: CapabilityFramework,
  { target, asked, skills }: Pick<FilledForm, 'target' | 'asked' | 'skills'>,
): readonly Skill[] {
  const first = target === undefined ? [] : askedSkills(edition, target)
  const others = new Set([...asked, ...skills.map(({ skill }) => skill)])
  return [
    ...first,
    ...askedSkills(edition, undefined).filter(
      (skill) => others.has(skill.slug) && !first.includes(skill),
    ),
  ]
}

/**
 * One skill of the form, filled in with what was said of it.
 *
 * @example
 * presentSkill(skill, { base: '', form, scale }).levels[0]?.text // 'Not assessed'
 */
export function presentSkill(
  { slug, name, levels }: Skill,
  {
    base,
    form: { target, skills },
    scale,
  }: { readonly base: string; readonly form: FilledForm; readonly scale: readonly string[] },
): ShownSkill {
  const own = skills.find(({ skill }) => skill === slug)
  const ticked = new Set(own?.ticked)
  const note = own?.note ?? ''
  return {
    slug,
    href: `${base}/skills/${slug}`,
    name: shownName(name),
    asked: askedOf(slug, { target, scale }),
    field: `${fieldNames.level}${slug}`,
    noteField: `${fieldNames.note}${slug}`,
    note,
    open: ticked.size > 0 || note !== '',
    levels: levelChoices(scale, own?.level ?? ''),
    statements: levels.flatMap(({ statements }, at) =>
      statements.length === 0
        ? []
        : [
            {
              word: wordOf(at + 1, scale),
              statements: statements.map(({ id, text }) => ({
                id,
                text: shown(text),
                ticked: ticked.has(id),
              })),
            },
          ],
    ),
  }
}

/** What a role level asks of a skill, as the end of its heading. */
export function askedOf(
  slug: string,
  {
    target,
    scale,
  }: { readonly target: LevelProfile | undefined; readonly scale: readonly string[] },
): string {
  const asked = target?.asks.get(slug)
  if (target === undefined || asked === undefined) return ''
  return `${nameOfLevel(target)} asks for ${wordOf(asked, scale).toLowerCase()}.`
}

/** What somebody can say of a skill. Not assessed comes first and is no level. */
export function levelChoices(scale: readonly string[], chosen = ''): Choice[] {
  return [
    { value: '', text: 'Not assessed' },
    { value: 'none', text: 'None yet' },
    ...scale.map((level, at) => ({ value: level, text: wordOf(at + 1, scale) })),
  ].map((choice) => ({ ...choice, selected: choice.value === chosen }))
}

/** The rules from ticks to level. */
export function ruleChoices(chosen: TickRule = standardRule): Choice[] {
  return tickRules.map((rule) => ({
    value: String(rule),
    text: rule === 100 ? 'All of them' : `At least ${rule}%`,
    selected: rule === chosen,
  }))
}

/**
 * The sentence above the form.
 *
 * @example
 * formLead(undefined) // 'Set a level for each skill, or tick what you can do. Leave out …'
 */
export function formLead(target: LevelProfile | undefined): string {
  const how =
    'Set a level for each skill, or tick what you can do. Leave out what you do not want to assess: it is not the same as none.'
  if (target === undefined) return how
  return `${nameOfLevel(target)} asks for ${counted(target.asks.size, 'skill')}. ${how}`
}
