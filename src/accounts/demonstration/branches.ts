import type { CapabilityFramework, Role } from '../../framework/index.ts'
import type { NamedLevel } from '../role-level-options.ts'
import type { Seeded } from './seeded.ts'

/** One step of a career, as a post of it is called. */
export interface Step {
  readonly title: string
  readonly level: NamedLevel | null
  /** From 0, the most junior, to 4. */
  readonly grade: number
}

/** A part of the organisation, with the careers in it; the steps of each from the bottom up. */
export interface Branch {
  readonly name: string
  readonly careers: readonly [Career, ...Career[]]
}

/** The steps of a career: at least three. */
export type Career = readonly [Step, Step, Step, ...Step[]]

const most = 4
const careersEach = 2
const highestGrade = 4

/**
 * The parts of a made-up organisation: some of the role families of an edition with some of their
 * roles. Where there is no edition, or it has no role of three levels, posts have no role level.
 *
 * @example
 * branchesOf(edition, seeded(7))[0]?.careers[0][0].level?.path // such as 'data-engineer/…'
 */
export function branchesOf(
  edition: CapabilityFramework | undefined,
  random: Seeded,
): readonly [Branch, ...Branch[]] {
  const named = edition === undefined ? [] : branchesNamed(edition, random)
  const [one, ...others] = random.shuffled(named).slice(0, most)
  return one === undefined ? withoutFramework : [one, ...others]
}

function branchesNamed(edition: CapabilityFramework, random: Seeded): readonly Branch[] {
  return edition.families.flatMap(({ slug, name }) => {
    const careers = edition.roles
      .filter((role) => role.family === slug)
      .map((role) => careerOf(edition, role))
      .filter((career) => career !== undefined)
    const [one, ...others] = random.shuffled(careers)
    if (one === undefined) return []
    return [{ name: name.value, careers: [one, ...others.slice(0, careersEach - 1)] as const }]
  })
}

/** Undefined where the role has fewer than three levels. */
function careerOf(edition: CapabilityFramework, role: Role): Career | undefined {
  const levels = role.levels.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const [first, second, third, ...others] = levels.map((level, at): Step => {
    const title = level.name.value
    return {
      title: title.charAt(0).toUpperCase() + title.slice(1),
      level: {
        framework: edition.framework.slug,
        edition: edition.edition.name,
        path: `${role.slug}/${level.slug}`,
      },
      grade: Math.round((at * highestGrade) / (levels.length - 1)),
    }
  })
  if (first === undefined || second === undefined || third === undefined) return undefined
  return [first, second, third, ...others]
}

function plainStep(title: string, grade: number): Step {
  return { title, level: null, grade }
}

const plainCareer: Career = [
  plainStep('Junior officer', 0),
  plainStep('Officer', 1),
  plainStep('Senior officer', 2),
  plainStep('Lead officer', 3),
  plainStep('Head', 4),
]

const withoutFramework: readonly [Branch, ...Branch[]] = [
  { name: 'Delivery', careers: [plainCareer] },
  { name: 'Operations', careers: [plainCareer] },
  { name: 'Research', careers: [plainCareer] },
]
