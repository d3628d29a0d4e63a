import { skillNamed } from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import { Moved, view } from '../platform/index.ts'
import type { ErrorCode } from '../platform/index.ts'
import type { Skill } from '../framework/index.ts'
import { compareAsked } from './asked-for.ts'
import type { CompareAsked } from './asked-for.ts'
import { chosenLevel } from './choose.ts'
import type { Misnamed } from './choose.ts'
import { describeComparison, describeLevel } from './compare.ts'
import { describeSkillComparison } from './compare-skills.ts'
import type {
  CompareManyView,
  CompareSkillsView,
  CompareStartView,
  CompareView,
} from './compare-views.ts'
import { presentComparison } from './present-compare.ts'
import { presentMany } from './present-compare-many.ts'
import { presentSkillComparison } from './present-compare-skills.ts'
import { presentStart } from './present-start.ts'
import type { StartParts } from './present-start.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { candidatesLead, refused } from './resource.ts'
import type { Found, Resource } from './resource.ts'
import { compareAddress, levelName } from './words.ts'

const startView = view<CompareStartView>('careers/views/compare-start.njk')
const pairView = view<CompareView>('careers/views/compare.njk')
const manyView = view<CompareManyView>('careers/views/compare-many.njk')
const skillsView = view<CompareSkillsView>('careers/views/compare-skills.njk')

const mostLevels = 4

/** Two to four role levels, or two skills, side by side. */
export const compareResource: Resource = {
  path: '/compare',
  find(place, { query }) {
    const asked = compareAsked(query)
    if (asked.skills.length > 0) return findSkills(place, asked)
    const profiles = comparedLevels(place, asked)
    const paths = profiles.map(({ path }) => path)
    if (asked.change || paths.length === 0) return start(place, profiles)
    if (asked.fromForm || asked.levels.join(',') !== paths.join(',')) {
      throw new Moved(compareAddress(place, paths))
    }
    if (paths.length === 1) return start(place, profiles)
    const data = describeComparison(place, profiles)
    const [from, to] = data.levels
    return {
      data,
      html: (views) =>
        paths.length === 2 && from !== undefined && to !== undefined
          ? views.render(pairView, presentComparison(place, data, [from, to]))
          : views.render(manyView, presentMany(place, data)),
    }
  },
}

/** The role levels that a query names, or a failure that says which one is not there. */
export function comparedLevels(place: Place, asked: CompareAsked): LevelProfile[] {
  const known = asked.levels.filter((name) => 'profile' in chosenLevel(place.edition, name))
  const refuse = (code: ErrorCode, reason: string, misnamed?: Misnamed) => {
    const candidates = misnamed?.candidates ?? []
    const problem = {
      reason,
      lead: candidatesLead({ candidates }),
      candidates: candidates.map((one) => ({
        href: compareAddress(place, [...known, one.path].slice(0, mostLevels)),
        text: levelName(one),
      })),
    }
    const parts: StartParts = { problem, levels: known.slice(0, mostLevels), skills: [] }
    return refused({
      code,
      reason,
      candidates,
      page: (views) => views.render(startView, presentStart(place, parts)),
    })
  }
  if (asked.levels.length > mostLevels) {
    throw refuse('levels-not-valid', 'You can compare at most four role levels.')
  }
  const profiles = asked.levels.map((name) => {
    const chosen = chosenLevel(place.edition, name)
    if ('profile' in chosen) return chosen.profile
    throw refuse(chosen.code, chosen.reason, chosen)
  })
  if (new Set(profiles).size < profiles.length) {
    throw refuse('levels-not-valid', 'You chose the same role level twice. Choose different ones.')
  }
  return profiles
}

/** The page that asks for role levels, with those that are chosen already. */
function start(place: Place, profiles: readonly LevelProfile[]): Found {
  const problem =
    profiles.length === 1
      ? { reason: 'Choose a second role level to compare with.', lead: undefined, candidates: [] }
      : undefined
  const parts: StartParts = { levels: profiles.map(({ path }) => path), skills: [] }
  return {
    data: {
      levels: profiles.map((profile) => describeLevel(place, profile)),
      moves: [],
      skills: [],
    },
    html: (views) =>
      views.render(
        startView,
        presentStart(place, problem === undefined ? parts : { ...parts, problem }),
      ),
  }
}

function findSkills(place: Place, asked: CompareAsked): Found {
  const [from, to] = comparedSkills(place, asked)
  if (asked.fromForm) throw new Moved(`${place.base}/compare?skills=${from.slug},${to.slug}`)
  const data = describeSkillComparison(place, from, to)
  return { data, html: (views) => views.render(skillsView, presentSkillComparison(place, data)) }
}

function comparedSkills(place: Place, { skills }: CompareAsked): [Skill, Skill] {
  const found = skills.flatMap((slug) => place.index.skills.get(slug) ?? [])
  const refuse = (code: ErrorCode, reason: string) => {
    const problem = { reason, lead: undefined, candidates: [] }
    const parts: StartParts = { problem, levels: [], skills: found.map(({ slug }) => slug) }
    return refused({
      code,
      reason,
      page: (views) => views.render(startView, presentStart(place, parts)),
    })
  }
  const unknown = skills.find((slug) => !place.index.skills.has(slug))
  if (unknown !== undefined) {
    const name = unknown.length > 100 ? 'of this name' : `"${unknown}"`
    throw refuse('skill-not-found', `There is no skill ${name} in this edition.`)
  }
  const senior = found.find(({ kind }) => kind === 'senior-civil-service')
  if (senior !== undefined) {
    const { name } = skillNamed(place.index, senior.slug)
    throw refuse(
      'skills-not-valid',
      `${name.value} is a Senior Civil Service skill. It has no levels to compare.`,
    )
  }
  const [from, to] = found
  if (from === undefined || to === undefined || from === to || found.length > 2) {
    throw refuse('skills-not-valid', 'Choose two different skills.')
  }
  return [from, to]
}
