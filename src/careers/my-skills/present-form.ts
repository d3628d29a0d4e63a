import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/frame.ts'
import type { ShownText } from '../../platform/frame.ts'
import type { LevelProfile } from '../profile.ts'
import { profilesOf } from '../profile.ts'
import { fieldNames } from './form.ts'
import { counted, nameOfLevel, wordOf } from './present-result.ts'
import { standardRule, tickRules } from './ticks-to-level.ts'

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

/** Statements of one level. */
export interface ShownStatements {
  readonly word: string
  readonly statements: readonly { readonly id: string; readonly text: ShownText }[]
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
 * The skills a form asks about: those of a role level in published order, else every skill.
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
 * One skill of the form. Without a target there are many: their statements stand on their pages.
 *
 * @example
 * presentSkill(skill, { target, scale }).levels[0]?.text // 'Not assessed'
 */
export function presentSkill(
  { slug, name, levels }: Skill,
  {
    target,
    scale,
  }: { readonly target: LevelProfile | undefined; readonly scale: readonly string[] },
): ShownSkill {
  return {
    slug,
    href: `/skills/${slug}`,
    name: shownName(name),
    asked: askedOf(slug, { target, scale }),
    field: `${fieldNames.level}${slug}`,
    noteField: `${fieldNames.note}${slug}`,
    levels: levelChoices(scale),
    statements:
      target === undefined
        ? []
        : levels.flatMap(({ statements }, at) =>
            statements.length === 0
              ? []
              : [
                  {
                    word: wordOf(at + 1, scale),
                    statements: statements.map(({ id, text }) => ({ id, text: shown(text) })),
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
export function levelChoices(scale: readonly string[]): Choice[] {
  return [
    { value: '', text: 'Not assessed', selected: true },
    { value: 'none', text: 'None yet', selected: false },
    ...scale.map((level, at) => ({ value: level, text: wordOf(at + 1, scale), selected: false })),
  ]
}

/** The rules from ticks to level. */
export function ruleChoices(): Choice[] {
  return tickRules.map((rule) => ({
    value: String(rule),
    text: rule === 100 ? 'All of them' : `At least ${rule}%`,
    selected: rule === standardRule,
  }))
}

/**
 * The sentence above the form.
 *
 * @example
 * formLead(undefined, 166) // 'Set a level for the skills you know. Leave the rest out: …'
 */
export function formLead(target: LevelProfile | undefined, skills: number): string {
  if (target === undefined) {
    return 'Set a level for the skills you know. Leave the rest out: not assessed is not the same as none.'
  }
  return `${nameOfLevel(target)} asks for ${counted(skills, 'skill')}. Set a level for each, or tick what you can do. Leave out what you do not want to assess: it is not the same as none.`
}
