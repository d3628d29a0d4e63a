import {
  capitalised,
  counted,
  frameAt,
  levelWord,
  linkTo,
  listed,
  shownLevel,
} from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import type { Link } from '../platform/index.ts'
import { shownName } from '../platform/index.ts'
import type {
  CompareView,
  ShownColumn,
  ShownComparedSkill,
  ShownDifference,
  ShownWorking,
} from './compare-views.ts'
import type { ComparedLevel, ComparedMove, ComparedSkill, Comparison } from './compare.ts'
import { differenceWords, presentDifference, presentWording } from './present-difference.ts'
import { compareAddress, levelsWord, percent } from './words.ts'

type Pair = readonly [ComparedLevel, ComparedLevel]
type Change = NonNullable<ComparedSkill['change']>

/** The changes in the order of the page: what is asked for anew first, what stays last. */
const groups: readonly {
  readonly change: Change
  readonly heading: string
  readonly word: string
}[] = [
  { change: 'added', heading: 'New', word: 'new' },
  { change: 'raised', heading: 'Raised', word: 'raised' },
  { change: 'lowered', heading: 'Lower', word: 'lower' },
  { change: 'dropped', heading: 'No longer asked for', word: 'no longer asked for' },
  { change: 'same', heading: 'The same', word: 'the same' },
  { change: 'undecided', heading: 'Not clear, because a level is not decided', word: 'not clear' },
]

/** The page of two role levels. */
export function presentComparison(place: Place, comparison: Comparison, pair: Pair): CompareView {
  const [from, to] = pair
  const names = namesIn(comparison.levels)
  const heading = `${names(from)} compared with ${names(to)}`
  const address = compareAddress(place, [from.path, to.path])
  const skills = (change: Change) => comparison.skills.filter((one) => one.change === change)
  return {
    frame: frameAt(place, {
      title: heading,
      section: 'compare',
      breadcrumbs: [{ href: `${place.base}/compare`, text: 'Compare' }],
      address,
    }),
    heading,
    summary: summaryOf(comparison),
    coverage: coverageOf(comparison, names),
    columns: comparison.levels.map((level) => presentColumn(place, level)),
    width: comparison.levels.length + 1,
    groups: groups
      .map(({ change, heading: title }) => ({
        id: change,
        heading: `${title} (${skills(change).length})`,
        skills: skills(change).map((skill) => presentSkill(place, skill, pair)),
      }))
      .filter((group) => group.skills.length > 0),
    workings: comparison.moves.map((move) => presentWorking(comparison, move, names)),
    undecided: undecidedOf(comparison),
    actions: actionsOf(place, [from.path, to.path]),
    more: moreOf(place, pair, names),
  }
}

/** Level names stand alone where they differ; else with their role. */
export function namesIn(levels: readonly ComparedLevel[]): (level: ComparedLevel) => string {
  const known = levels.map(({ name }) => name.value)
  return ({ name, role }) =>
    known.filter((one) => one === name.value).length > 1
      ? `${shownName(role.name).value}: ${shownName(name).value}`
      : shownName(name).value
}

/** "1 skill new, 2 raised and 8 the same." */
export function summaryOf({ skills }: Comparison): string {
  const parts = groups
    .map(({ change, word }) => ({ word, n: skills.filter((one) => one.change === change).length }))
    .filter(({ n }) => n > 0)
    .map(({ word, n }, at) => `${at === 0 ? counted(n, 'skill') : n} ${word}`)
  return `${listed(parts)}.`
}

function coverageOf(
  { levels, moves }: Comparison,
  names: (level: ComparedLevel) => string,
): string {
  const [from, to] = levels
  const [move] = moves
  if (from === undefined || to === undefined || move === undefined) return ''
  return `${names(from)} already meets ${move.met} of the ${counted(move.skills, 'skill')} that ${names(to)} asks for, and covers ${percent(move.coverage)} of their levels.`
}

/** The role and place of a compared level under its name. */
export function presentColumn({ base }: Place, { slug, name, role }: ComparedLevel): ShownColumn {
  return {
    link: linkTo(`${base}/roles/${role.slug}`, { slug, name }),
    note: shownName(role.name).value,
  }
}

function presentSkill(place: Place, skill: ComparedSkill, pair: Pair): ShownComparedSkill {
  const { scale } = place.edition.framework
  const { change, levels, places } = skill
  const [from = 0, to = 0] = places
  const steps = Math.abs(to - from)
  return {
    link: linkTo(`${place.base}/skills`, skill.skill),
    note:
      change === 'raised' || change === 'lowered'
        ? `${levelsWord(steps)} ${change === 'raised' ? 'up' : 'down'}`
        : '',
    cells: levels.map((level, at) => ({
      label: shownName(pair[at === 0 ? 0 : 1].name).value,
      level: shownLevel(
        level,
        scale,
        change === 'undecided' ? 'Level not decided' : 'Not asked for',
      ),
    })),
    open: change === 'raised' || change === 'lowered',
    ...presentSayings(skill),
  }
}

/** What the levels say, and a few words that tell whether to open it. */
function presentSayings({ change, wording, difference, levels }: ComparedSkill): {
  readonly summary: string
  readonly difference: ShownDifference
} {
  const [from = null, to = null] = levels
  const [asked] = wording
  if (difference !== null) {
    const [one, two] = [levelWord(from), levelWord(to)]
    const only = change === 'lowered' ? 'named only' : 'new'
    return {
      summary: `What changes: ${differenceWords(difference, {
        from: one.toLowerCase(),
        added: `${only} at ${two.toLowerCase()}`,
      })}`,
      difference: presentDifference(difference, {
        from: one,
        to: two,
        words: {
          both: 'Both levels say that you can:',
          added: `${capitalised(only)} at ${two.toLowerCase()}: you can`,
          dropped: `Named only at ${one.toLowerCase()}: you can`,
        },
      }),
    }
  }
  const word = levelWord(asked?.level ?? null)
  const kind = change === 'added' ? 'new' : change === 'dropped' ? 'gone' : 'both'
  return {
    summary: `What ${word.toLowerCase()} means`,
    difference: presentWording(asked, `${word}: you can`, kind),
  }
}

function presentWorking(
  { levels, skills }: Comparison,
  move: ComparedMove,
  names: (level: ComparedLevel) => string,
): ShownWorking {
  const at = (path: string) => levels.findIndex((level) => level.path === path)
  const [from, to] = [at(move.from), at(move.to)]
  const nameAt = (index: number): string => {
    const level = levels[index]
    return level === undefined ? '' : names(level)
  }
  const asked = skills.filter(({ places }) => (places[to] ?? 0) > 0)
  const { coveredLevels: covered, askedLevels, met, skills: count } = move
  return {
    caption: `From ${nameAt(from)} to ${nameAt(to)}`,
    sentences: [
      `Covers ${covered} of ${askedLevels} levels = ${(move.coverage * 100).toFixed(1)}%. For each skill that ${nameAt(to)} asks for, the lower of the two levels counts, so that a level above what is asked for does not make up for one that is missing.`,
      `Meets ${met} of ${counted(count, 'skill')} = ${(move.metShare * 100).toFixed(1)}%: those at the level that is asked for, or above.`,
      `${capitalised(counted(move.steps, 'level'))} missing in all, at most ${levelsWord(move.largestDeficit)} in one skill.`,
    ],
    columns: [nameAt(from), nameAt(to), 'Counts', 'Missing'],
    rows: asked.map(({ skill, places }) => {
      const [had, wanted] = [places[from] ?? 0, places[to] ?? 0]
      return {
        skill: shownName(skill.name).value,
        figures: [had, wanted, Math.min(had, wanted), Math.max(0, wanted - had)].map(String),
      }
    }),
    total: [
      String(asked.reduce((sum, { places }) => sum + (places[from] ?? 0), 0)),
      String(askedLevels),
      String(covered),
      String(move.steps),
    ],
  }
}

/** Skills that no figure can speak of. */
function undecidedOf({ skills }: Comparison): string | undefined {
  const undecided = skills.filter(({ change }) => change === 'undecided').length
  return undecided === 0
    ? undefined
    : `${counted(undecided, 'skill')} whose level no source decides count as not asked for in these figures.`
}

/** What can be done with any comparison. */
export function actionsOf(place: Place, paths: readonly string[]): Link[] {
  const levels = paths.join(',')
  return [
    { href: `${place.base}/compare.csv?levels=${levels}`, text: 'CSV' },
    { href: `${place.base}/compare.json?levels=${levels}`, text: 'JSON' },
    {
      href: `${place.base}/compare?levels=${levels}&change=yes`,
      text: 'Change or add a role level',
    },
  ]
}

function moreOf(place: Place, [from, to]: Pair, names: (level: ComparedLevel) => string): Link[] {
  const { base } = place
  return [
    { href: compareAddress(place, [to.path, from.path]), text: 'The other way round' },
    { href: `${base}/route?from=${from.path}&to=${to.path}`, text: 'Find a route' },
    { href: `${base}/roles/${from.path}/nearest`, text: `Roles near ${names(from)}` },
  ]
}
