import { capitalised, counted, frameAt, levelWord, linkTo } from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import { shownName } from '../platform/index.ts'
import type { AlikeEntry, CoveredEntry, NearEntry, NearestDescription } from './describe-nearest.ts'
import type { GradeMove } from './grades.ts'
import type { NearestView, ShownNear, ShownNearGroup } from './nearest-views.ts'
import { limitWords, share } from './threshold.ts'
import type { Threshold } from './threshold.ts'
import { compareAddress, levelsWord, percent } from './words.ts'

/** What happens to the usual grade. */
export const gradeWords: Readonly<Record<GradeMove, string>> = {
  same: 'Same usual grade',
  higher: 'Higher usual grade',
  lower: 'Lower usual grade',
  unknown: 'Change of grade not known',
}

/** Said once where the edition holds no grades. */
export const noGrades =
  'This edition holds no usual grades, so we cannot say whether a move would change yours.'

/** The page of the roles near a role level. */
export function presentNearest(place: Place, found: NearestDescription): NearestView {
  const { base } = place
  const { start, nearest, alreadyMet, all } = found
  const name = shownName(start.name).value
  const address = `${base}/roles/${start.path}/nearest`
  const near = nearest.filter((one) => one.near).length
  const entries = nearest.length + alreadyMet.length
  return {
    frame: frameAt(place, {
      title: `Roles near ${name}`,
      section: 'roles',
      breadcrumbs: [
        { href: `${base}/roles`, text: 'Roles' },
        { href: `${base}/roles/${start.role.slug}`, text: shownName(start.role.name).value },
        { href: `${base}/roles/${start.path}`, text: name },
      ],
      address: all ? `${address}?all=true` : address,
    }),
    heading: `Roles near ${name}`,
    summary: summaryOf(found, near),
    caution:
      'Likeness is no promise, and steps are not equal effort. This holds what two role levels ask for against each other and knows nothing about a person.',
    grades:
      entries > 0 && found.nearest.every(({ grade }) => grade === null) ? noGrades : undefined,
    toggle: all
      ? { href: address, text: 'See one level of each role' }
      : { href: `${address}?all=true`, text: 'See every level of these roles' },
    groups: groupsOf(place, found).filter(({ id }) => id !== 'further'),
    further: groupsOf(place, found).find(({ id }) => id === 'further'),
    nothing: entries === 0 ? 'No other role asks for any of these skills.' : undefined,
    alike: found.alikeByWording.map((one) => presentAlike(place, one)),
    working: workingOf(found.threshold, all),
    more: [
      { href: `${base}/route?from=${start.path}`, text: 'Find a route to another role level' },
      { href: `${base}/map`, text: 'See which roles share skills' },
    ],
  }
}

function summaryOf({ start, alreadyMet, all }: NearestDescription, near: number): string {
  const what = all ? 'role level' : 'role'
  const name = shownName(start.name).value
  const met =
    alreadyMet.length === 0
      ? ''
      : ` ${capitalised(counted(alreadyMet.length, what))} ${alreadyMet.length === 1 ? 'asks' : 'ask'} for nothing more.`
  const verb = near === 1 ? 'is' : 'are'
  return `What ${name} asks for, held against every other role that shares a skill: ${counted(near, what)} ${verb} near.${met}`
}

function groupsOf(
  place: Place,
  { start, nearest, alreadyMet, threshold, all }: NearestDescription,
): ShownNearGroup[] {
  const shownEntries = (list: readonly NearEntry[]) =>
    list.map((one) => presentEntry(place, start.path, one))
  const limit = limitWords(threshold)
  const which = all
    ? ''
    : 'Of each role, the highest level that is still near. Where another level that asks for more than the start is covered better, it stands below. '
  return [
    {
      id: 'near',
      heading: 'Near',
      note: `${which}Near means that at least ${limit} of what the role level asks for is covered.`,
      entries: shownEntries(nearest.filter((one) => one.near)),
    },
    {
      id: 'met',
      heading: 'Nothing more is asked for',
      note: 'Every skill these role levels ask for is at its level already.',
      entries: shownEntries(alreadyMet),
    },
    {
      id: 'further',
      heading: 'Further away',
      note: `${all ? '' : 'Of each role, the level covered best. '}It shares a skill, but less than ${limit} is covered.`,
      entries: shownEntries(nearest.filter((one) => !one.near)),
    },
  ].filter(({ entries }) => entries.length > 0)
}

function presentEntry(place: Place, start: string, entry: NearEntry): ShownNear {
  const { base } = place
  const { path, role, slug, name, deficits, coverage, asksLess, grade } = entry
  const steps = deficits.reduce((sum, one) => sum + one.steps, 0)
  return {
    link: linkTo(`${base}/roles/${role.slug}`, { slug, name }),
    note: shownName(role.name).value,
    sentence: `${capitalised(entry.inWords)}.`,
    coverage: `Covers ${percent(coverage)} of what it asks for.`,
    marks: [
      ...(asksLess ? ['Asks for less in all'] : []),
      ...(grade === null ? [] : [gradeWords[grade]]),
    ],
    missing:
      deficits.length === 0
        ? undefined
        : {
            summary: `What is missing: ${counted(steps, 'level')} in ${counted(deficits.length, 'skill')}`,
            skills: deficits.map((one) => ({
              link: linkTo(`${base}/skills`, one.skill),
              text: `${one.from === null ? 'not asked for now' : `from ${one.from}`}, to ${levelWord(one.to).toLowerCase()}: ${levelsWord(one.steps)}`,
            })),
          },
    actions: [
      { href: compareAddress(place, [start, path]), text: 'See it side by side' },
      { href: `${base}/route?from=${start}&to=${path}`, text: 'Find a route' },
    ],
    best: entry.best === null ? undefined : presentBest(place, start, entry.best),
  }
}

function presentBest(place: Place, start: string, best: CoveredEntry): ShownNear['best'] {
  const { path, role, slug, name } = best
  return {
    link: linkTo(`${place.base}/roles/${role.slug}`, { slug, name }),
    sentence: `${capitalised(best.inWords)}, covers ${percent(best.coverage)}.`,
    compare: { href: compareAddress(place, [start, path]), text: 'Compare with it' },
  }
}

function presentAlike({ base }: Place, { role, pairs }: AlikeEntry): NearestView['alike'][number] {
  return {
    link: linkTo(`${base}/roles`, role),
    pairs: pairs.map(({ own, other }) => ({
      own: linkTo(`${base}/skills`, own),
      other: linkTo(`${base}/skills`, other),
      compare: { href: `${base}/compare?skills=${own.slug},${other.slug}`, text: 'compare' },
    })),
  }
}

function workingOf({ value, mean, deviation, roles }: Threshold, all: boolean): string[] {
  return [
    'Coverage adds up, for each skill that the other role level asks for, the lower of the two levels, and divides by all levels it asks for. A level above what is asked for does not make up for one that is missing.',
    `Near means at least ${share(value)}, shown as ${percent(value)}: that is how well levels of one role usually cover each other. For each of the ${roles} roles with two or more levels we take the mean coverage between its levels. The mean of these is ${share(mean)}, the sample standard deviation ${share(deviation)}; ${share(mean)} less ${share(deviation)} is ${share(value)}.`,
    'We do not use cosine or Jaccard likeness. Both give one figure for a pair, whichever way you move, but the way up is not the way down; Jaccard ignores levels, and cosine calls awareness of everything and mastery of everything the same.',
    all
      ? 'Every level of every role that shares a skill is shown, the best covered first.'
      : 'Each role is shown once: with the highest of its levels that is near, or else with the level that is best covered.',
  ]
}
