import type { SkillLevel } from '../framework/index.ts'
import { shown, shownName } from '../platform/index.ts'
import { frameAt } from './frames.ts'
import { counted } from './leads.ts'
import type { Named } from './lookup.ts'
import type { Place } from './place.ts'
import { capitalised, linkTo, shownLevel, shownProse } from './present.ts'
import type { SkillsView, SkillView } from './skill-views.ts'
import type { ListedSkill, RequiringRole, SkillDescription } from './skills.ts'
import { levelWord } from './words.ts'

/** The page of all skills. */
export function presentSkills(place: Place, skills: readonly ListedSkill[]): SkillsView {
  const { base } = place
  // The slug has no accents and no marks before the first letter.
  const letters = Map.groupBy(skills, ({ slug }) => Array.from(slug)[0] ?? '')
  const senior = skills.filter(({ kind }) => kind === 'senior-civil-service').length
  return {
    frame: frameAt(place, {
      title: 'Skills A to Z',
      section: 'skills',
      address: `${base}/skills`,
    }),
    summary:
      skills.length === 0
        ? 'This edition holds no skills.'
        : `${counted(skills.length, 'skill')}${senior === 0 ? '' : `, ${senior} of them for Senior Civil Service roles`}.`,
    letters: [...letters].map(([letter, list]) => ({
      letter: letter.toUpperCase(),
      // No slug has a low line, so no skill has this id.
      id: `letter_${letter}`,
      skills: list.map((skill) => ({
        id: skill.slug,
        link: linkTo(`${base}/skills`, skill),
        note: `${levelSpan(skill)}. ${neededBy(skill)}`,
      })),
    })),
  }
}

function levelSpan({ kind, levels }: ListedSkill): string {
  if (kind === 'senior-civil-service') return 'Senior Civil Service, no levels'
  const [first] = levels
  const last = levels.at(-1)
  if (first === undefined || last === undefined) return 'No levels defined'
  return first === last ? capitalised(first) : `${capitalised(first)} to ${last}`
}

function neededBy({ roles }: ListedSkill): string {
  if (roles === 0) return 'No role asks for it.'
  return `${counted(roles, 'role')} ${roles === 1 ? 'asks' : 'ask'} for it.`
}

/** The page of one skill. */
export function presentSkill(place: Place, skill: SkillDescription): SkillView {
  const { base, edition } = place
  const { scale } = edition.framework
  const heading = shownName(skill.name)
  const named = skill.requiredBy.filter(({ levels }) => levels.some(hasNames))
  return {
    frame: frameAt(place, {
      title: heading.value,
      section: 'skills',
      breadcrumbs: [{ href: `${base}/skills`, text: 'Skills' }],
      address: `${base}/skills/${skill.slug}`,
    }),
    heading,
    description: shownProse(skill.description),
    summary: summaryOf(skill),
    levels: skill.levels.map(({ level, state, statements }) => ({
      id: level,
      level: shownLevel(level, scale),
      statements: statements.map(shown),
      silent: silentWords[state],
    })),
    seniorStatements: skill.statements.map(shown),
    leadershipExamples: skill.leadershipExamples.map(shown),
    columns: columnsOf(place, named).map(levelWord),
    rows: named.map((role) => presentRequiring(place, role, columnsOf(place, named))),
    seniorRoles: skill.requiredBy
      .filter(({ levels }) => !levels.some(hasNames))
      .map(({ role }) => linkTo(`${base}/roles`, role)),
    nobody:
      skill.requiredBy.length === 0 ? 'No role level of this edition asks for it.' : undefined,
    notes: notesOf(base, skill),
  }
}

function hasNames({ roleLevels }: RequiringRole['levels'][number]): boolean {
  return roleLevels.length > 0
}

function summaryOf({ kind, requiredBy }: SkillDescription): string {
  const roleLevels = requiredBy.flatMap(({ levels }) => levels.flatMap((one) => one.roleLevels))
  const senior =
    kind === 'senior-civil-service' ? 'A Senior Civil Service skill: it has no levels. ' : ''
  const roles = counted(requiredBy.length, 'role')
  const verb = requiredBy.length === 1 ? 'asks' : 'ask'
  if (requiredBy.length === 0) return `${senior}No role asks for it.`
  return roleLevels.length === 0
    ? `${senior}${capitalised(roles)} ${verb} for it.`
    : `${senior}${capitalised(roles)} ${verb} for it, at ${counted(roleLevels.length, 'role level')}.`
}

const silentWords: Readonly<Record<SkillLevel['state'], string | undefined>> = {
  defined: undefined,
  'not-defined': 'The framework does not define this level.',
  absent: 'The source says nothing about this level.',
}

/** The levels of the scale; a column for undecided levels only where there are any. */
function columnsOf(
  { edition }: Place,
  requiring: readonly RequiringRole[],
): readonly (string | null)[] {
  const undecided = requiring.some(({ levels }) => levels.some(({ level }) => level === null))
  return undecided ? [...edition.framework.scale, null] : edition.framework.scale
}

function presentRequiring(
  { base }: Place,
  { role, levels }: RequiringRole,
  columns: readonly (string | null)[],
): SkillView['rows'][number] {
  const address = `${base}/roles/${role.slug}`
  return {
    role: linkTo(`${base}/roles`, role),
    cells: columns.map((column) => ({
      label: levelWord(column),
      levels: (levels.find(({ level }) => level === column)?.roleLevels ?? []).map((one) =>
        linkTo(address, one),
      ),
    })),
  }
}

/** Where the skill and the roles contradict each other. */
function notesOf(base: string, skill: SkillDescription): SkillView['notes'] {
  const note = (sentence: string, roles: readonly Named[], code: string) => ({
    sentence,
    roles: roles.map((role) => linkTo(`${base}/roles`, role)),
    finding: {
      href: `${base}/framework-health?code=${code}`,
      text: 'See findings of this kind',
    },
  })
  return [
    note(
      'The skill names these roles, but none of their levels asks for it:',
      skill.namedButNotRequiring,
      'skill-names-role-that-does-not-require-it',
    ),
    note(
      'These roles ask for the skill, but it does not name them:',
      skill.requiringButNotNamed,
      'role-requires-skill-that-does-not-name-it',
    ),
  ].filter(({ roles }) => roles.length > 0)
}
