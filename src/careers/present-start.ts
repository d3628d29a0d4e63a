import { frameAt } from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import { stepsOf } from '../framework/index.ts'
import type { Role } from '../framework/index.ts'
import type { Link } from '../platform/index.ts'
import { shownName } from '../platform/index.ts'
import type { CompareStartView, ShownProblem } from './compare-views.ts'
import { nearestTo } from './nearest.ts'
import { levelSelect, skillSelect } from './options.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import { compareAddress, levelName } from './words.ts'

/** What is chosen already, and what is wrong with it. */
export interface StartParts {
  readonly problem?: ShownProblem
  /** Slug paths. */
  readonly levels: readonly string[]
  /** Slugs. */
  readonly skills: readonly string[]
}

/** The page on which role levels or skills are chosen. */
export function presentStart(place: Place, parts: StartParts): CompareStartView {
  const { base, edition } = place
  const { problem, levels, skills } = parts
  const empty = profilesOf(edition).size === 0
  const title = 'Compare role levels'
  return {
    frame: frameAt(place, {
      title: problem === undefined ? title : `Error: ${title}`,
      section: 'compare',
      address: `${base}/compare`,
    }),
    problem,
    introduction:
      'See what differs between two role levels, skill by skill and statement by statement. You can add a third and a fourth.',
    levelsAction: `${base}/compare`,
    levels: empty
      ? []
      : ['First role level', 'Second role level', 'Third, if you want', 'Fourth, if you want'].map(
          (label, at) =>
            levelSelect(place, {
              id: `level-${at + 1}`,
              name: 'levels',
              label,
              selected: levels[at],
            }),
        ),
    skillsAction: `${base}/compare`,
    skills: ['First skill', 'Second skill'].map((label, at) =>
      skillSelect(place, { id: `skill-${at + 1}`, name: 'skills', label, selected: skills[at] }),
    ),
    nothing: empty
      ? 'This edition does not say at which level its roles ask for skills, so there is nothing to compare them by.'
      : undefined,
    examples: examplesOf(place),
    more: empty
      ? []
      : [
          { href: `${base}/route`, text: 'Find a route from one role level to another' },
          { href: `${base}/map`, text: 'See which roles share skills' },
        ],
  }
}

/** One comparison of each kind, from the role with the most levels. */
function examplesOf(place: Place): Link[] {
  const profiles = profilesOf(place.edition)
  const [role] = place.edition.roles.toSorted((a, b) => b.levels.length - a.levels.length)
  if (role === undefined || profiles.size === 0) return []
  return [nextOf(role), forkOf(role), nearOf(place, role)].flatMap((pair) => {
    const found = pair.flatMap((path) => profiles.get(path) ?? [])
    const [from, to] = found
    if (from === undefined || to === undefined) return []
    return [
      {
        href: compareAddress(place, [from.path, to.path]),
        text: `${levelName(from)} and ${from.role === to.role ? shownName(to.level.name).value : levelName(to)}`,
      },
    ]
  })
}

function nextOf(role: Role): string[] {
  const [step] = stepsOf(role).slice(1)
  return step === undefined ? [] : [step.from, step.to].map(({ slug }) => `${role.slug}/${slug}`)
}

/** Two tracks at one rank. */
function forkOf(role: Role): string[] {
  const ranks = Map.groupBy(role.levels, ({ rank }) => rank)
  const fork = [...ranks].find(([rank, levels]) => rank !== null && levels.length > 1)?.[1] ?? []
  return fork.slice(0, 2).map(({ slug }) => `${role.slug}/${slug}`)
}

function nearOf({ edition }: Place, role: Role): string[] {
  const start = [...profilesOf(edition).values()].find(
    (one): one is LevelProfile => one.role === role && one.level.rank === 3,
  )
  if (start === undefined) return []
  const [near] = nearestTo(edition, start.asks, { role: role.slug }).nearest
  return near === undefined ? [] : [start.path, near.profile.path]
}
