import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import type { OwnSkill } from '../../framework/standing/profile-file.ts'
import { standingOf } from '../../framework/standing/standing.ts'
import type { TickRule } from '../../framework/standing/ticks-to-level.ts'

/** The most people of one team. */
export const peopleLimit = 100

/** One file of a team. */
export interface TeamMember {
  readonly id: number
  /** The name of the file, or what somebody typed. */
  readonly label: string
  readonly skills: readonly OwnSkill[]
}

/** One skill of a team. */
export interface TeamRow {
  readonly skill: Skill
  /** Place that the role level asks for; undefined where there is none. */
  readonly asked: number | undefined
  /** One per person, in the order of the team; undefined: not assessed. */
  readonly places: readonly (number | undefined)[]
  /** People at or above what is asked for, or at any level where nothing is. */
  readonly cover: number
  readonly notAssessed: number
}

/** People by skills. */
export interface TeamMatrix {
  readonly labels: readonly string[]
  readonly target: LevelProfile | undefined
  /** In the order of the role level, else by name. Never by person. */
  readonly rows: readonly TeamRow[]
}

/** Skills of one person that an edition has no levels for. */
export interface NotHere {
  readonly label: string
  /** As they stand in the file. */
  readonly skills: readonly string[]
}

/**
 * What stands in files of a team but in no table, because the edition has no levels for it.
 *
 * @example
 * skillsNotHere(edition, members)[0]?.skills // ['kite-making']
 */
export function skillsNotHere(
  { skills }: CapabilityFramework,
  members: readonly TeamMember[],
): NotHere[] {
  const here = new Set(skills.flatMap(({ slug, levels }) => (levels.length === 0 ? [] : [slug])))
  return members
    .map(({ label, skills: own }) => ({
      label,
      skills: own.map(({ skill }) => skill).filter((slug) => !here.has(slug)),
    }))
    .filter((one) => one.skills.length > 0)
}

/**
 * What a team can do. People stand in the order their files came in; nothing ranks them.
 *
 * @example
 * teamMatrix(edition, { members, target: 'software-developer/developer', rule: 75 }).rows[0]?.cover
 */
export function teamMatrix(
  edition: CapabilityFramework,
  {
    members,
    target: path,
    rule,
  }: { readonly members: readonly TeamMember[]; readonly target: string; readonly rule: TickRule },
): TeamMatrix {
  const target = profilesOf(edition).get(path)
  const people = members.map(({ skills }) => standingOf(edition, { skills, rule }).assessed)
  const assessed = new Set(people.flatMap((one) => [...one.keys()]))
  const order = target === undefined ? undefined : [...target.asks.keys()]
  const skills = edition.skills
    .filter(({ slug }) => (target === undefined ? assessed.has(slug) : target.asks.has(slug)))
    .toSorted((a, b) =>
      order === undefined
        ? a.name.value.localeCompare(b.name.value, 'en')
        : order.indexOf(a.slug) - order.indexOf(b.slug),
    )
  return {
    labels: members.map(({ label }) => label),
    target,
    rows: skills.map((skill) => {
      const places = people.map((one) => one.get(skill.slug)?.place)
      const asked = target?.asks.get(skill.slug)
      const least = asked ?? 1
      return {
        skill,
        asked,
        places,
        cover: places.filter((place) => place !== undefined && place >= least).length,
        notAssessed: places.filter((place) => place === undefined).length,
      }
    }),
  }
}
