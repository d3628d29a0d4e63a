import type {
  FieldChange,
  RequirementChange,
  RoleChange,
  RoleLevelChange,
  SkillDifference,
  SkillLevelChange,
  StatementChange,
  Text,
  Thing,
} from '../../framework/index.ts'
import { shown, shownName } from '../../platform/index.ts'
import type { ShownText } from '../../platform/index.ts'
import { counted } from '../leads.ts'
import { capitalised, linkTo, listed } from '../present.ts'
import { basisWords, levelWord } from '../words.ts'
import { fieldNames, fieldsToTell, fieldWords } from './field-words.ts'
import type { ShownChange, ShownChanged, ShownChangeGroup } from './history-views.ts'

/** Where the pages of both editions live. */
export interface Bases {
  readonly from: string
  readonly to: string
}

/** A role that changed, with its levels and requirements. */
export function presentChangedRole(role: RoleChange, bases: Bases): ShownChanged {
  return {
    name: shownName(role.to.name),
    href: `${bases.to}/roles/${role.to.slug}`,
    summary: roleSummary(role),
    groups: roleGroups(role, bases),
  }
}

/** What changed about a role, group by group. */
export function roleGroups(role: RoleChange, bases: Bases): ShownChangeGroup[] {
  const { fields, levels, requirements } = role
  const here = `${bases.to}/roles/${role.to.slug}`
  const there = `${bases.from}/roles/${role.from.slug}`
  const fresh = new Set(levels.added.map(({ slug }) => slug))
  const lost = new Set(levels.removed.map(({ slug }) => slug))
  const kept = requirements.filter(
    ({ roleLevel, from }) =>
      roleLevel === null || !(from === null ? fresh : lost).has(roleLevel.slug),
  )
  return [
    group('About the role', fields.map(presentField)),
    group(
      'New role levels',
      levels.added.map((level) => plain(linkTo(here, level), asking(level, requirements))),
    ),
    group(
      'Role levels that are gone',
      levels.removed.map((level) => plain(linkTo(there, level), '')),
    ),
    group(
      'Renamed role levels',
      levels.renamed.map(({ from, to }) =>
        plain(linkTo(here, to), `was ${shownName(from.name).value}`),
      ),
    ),
    group(
      'Changed role levels',
      levels.changed.flatMap((level) => presentLevel(level, here)),
    ),
    ...requirementGroups(kept, bases),
  ].filter(({ changes }) => changes.length > 0)
}

function asking({ slug }: Thing, requirements: readonly RequirementChange[]): string {
  const asked = requirements.filter(({ roleLevel }) => roleLevel?.slug === slug).length
  return asked === 0 ? '' : `asks for ${counted(asked, 'skill')}`
}

function roleSummary({ fields, levels, requirements }: RoleChange): string {
  const { added, removed, renamed, changed } = levels
  const parts = [
    ...fields.map(({ field }) => fieldNames[field].toLowerCase()),
    ...countOf(added.length, 'new role level'),
    ...countOf(removed.length, 'role level', ' gone'),
    ...countOf(renamed.length, 'role level', ' renamed'),
    ...countOf(changed.length, 'role level', ' changed'),
    ...countOf(requirements.length, 'requirement'),
  ]
  return listed(parts)
}

function countOf(count: number, noun: string, rest = ''): string[] {
  return count === 0 ? [] : [`${counted(count, noun)}${rest}`]
}

function presentLevel({ to, fields }: RoleLevelChange, here: string): ShownChange[] {
  const link = linkTo(here, to)
  const short = fieldsToTell(fields).filter(({ field }) => field !== 'description')
  const described = fields.filter(({ field }) => field === 'description').map(presentField)
  return [
    ...(short.length === 0 ? [] : [plain(link, short.map(fieldWords).join('; '))]),
    ...described.map((one) => ({ ...one, link })),
  ]
}

function presentField(change: FieldChange): ShownChange {
  if (change.field !== 'description') return plain(undefined, fieldWords(change))
  return {
    link: undefined,
    words: 'Description: reworded.',
    wording: [...worded('Before', change.from), ...worded('After', change.to)],
  }
}

function worded(label: string, text: FieldChange['from']): ShownChange['wording'] {
  return typeof text === 'object' && text !== null ? [{ label, text: shown(text) }] : []
}

function requirementGroups(
  requirements: readonly RequirementChange[],
  bases: Bases,
): ShownChangeGroup[] {
  const byLevel = Map.groupBy(requirements, ({ roleLevel }) => roleLevel?.slug ?? '')
  return [...byLevel.values()].map((changes) => {
    const [first] = changes
    const name = first?.roleLevel?.name
    const told = changes.filter(({ change }) => change !== 'basis')
    const known = changes.filter(({ change }) => change === 'basis')
    return {
      heading: name === undefined ? words('Skills it asks for') : shownName(name),
      changes: [
        ...told.map((change) =>
          plain(
            linkTo(`${change.to === null ? bases.from : bases.to}/skills`, change.skill),
            requirementWords(change),
          ),
        ),
        ...basisChanges(known),
      ],
    }
  })
}

/** The level is the same for all of these: how it is known is told once. */
function basisChanges(requirements: readonly RequirementChange[]): ShownChange[] {
  const groups = Map.groupBy(requirements, ({ from, to }) => basisWord(from, to))
  return [...groups].map(([how, all]) => plain(undefined, `${counted(all.length, 'level')} ${how}`))
}

function basisWord(from: RequirementChange['from'], to: RequirementChange['to']): string {
  return `now ${markOf(to)}, ${markOf(from)} before`
}

function markOf(state: RequirementChange['from']): string {
  return state === null ? '' : basisWords[state.basis].mark.toLowerCase()
}

function requirementWords({ change, from, to }: RequirementChange): string {
  const now = levelWord(to?.level ?? null)
  const was = levelWord(from?.level ?? null)
  if (change === 'added') return to?.basis === 'none' ? 'new' : `new, at ${now}`
  if (change === 'removed') return from?.basis === 'none' ? 'gone' : `gone, was ${was}`
  return `${change === 'raised' || change === 'lowered' ? `${change} to ` : ''}${now}, was ${was}`
}

/** A skill that changed, statement by statement. */
export function presentChangedSkill(skill: SkillDifference, bases: Bases): ShownChanged {
  const { fields, levels, statements } = skill
  const parts = [
    ...fields.map(({ field }) => fieldNames[field].toLowerCase()),
    ...countOf(levels.length, 'level'),
    ...countOf(statements.length, 'statement'),
  ]
  return {
    name: shownName(skill.to.name),
    href: `${bases.to}/skills/${skill.to.slug}`,
    summary: listed(parts),
    groups: skillGroups(skill),
  }
}

/** What changed about a skill, level by level. */
export function skillGroups({ fields, levels, statements }: SkillDifference): ShownChangeGroup[] {
  const places = Map.groupBy(statements, ({ from, to }) => (to ?? from)?.place ?? '')
  return [
    group('About the skill', [...fields.map(presentField), ...levels.map(presentSkillLevel)]),
    ...[...places].map(([place, changes]) =>
      group(placeWord(place), changes.map(presentStatement)),
    ),
  ].filter(({ changes }) => changes.length > 0)
}

const stateWords: Readonly<Record<SkillLevelChange['from'], string>> = {
  defined: 'defined',
  'not-defined': 'not defined',
  absent: 'not mentioned',
}

function presentSkillLevel({ level, from, to }: SkillLevelChange): ShownChange {
  return plain(undefined, `${levelWord(level)}: ${stateWords[to]}, was ${stateWords[from]}`)
}

function presentStatement({ change, from, to }: StatementChange): ShownChange {
  if (change === 'reworded') {
    return {
      link: undefined,
      words: 'Reworded.',
      wording: [...worded('Before', from?.text ?? null), ...worded('After', to?.text ?? null)],
    }
  }
  if (change === 'moved') {
    return statement(`Moved here from ${placeWord(from?.place ?? '')}.`, to?.text)
  }
  return change === 'added' ? statement('New.', to?.text) : statement('Gone.', from?.text)
}

function statement(sentence: string, text: Text | undefined): ShownChange {
  return { link: undefined, words: sentence, wording: worded('You can', text ?? null) }
}

function placeWord(place: string): string {
  return capitalised(place.replaceAll('-', ' '))
}

function group(heading: string, changes: readonly ShownChange[]): ShownChangeGroup {
  return { heading: words(heading), changes }
}

function plain(link: ShownChange['link'], text: string): ShownChange {
  return { link, words: text, wording: [] }
}

function words(value: string): ShownText {
  return { value, lang: undefined }
}
