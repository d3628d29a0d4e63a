import {
  capitalised,
  counted,
  frameAt,
  levelWord,
  linkTo,
  named,
  rolesOfFamily,
  skillNamed,
} from '../explore/index.ts'
import type { Named, NameLink, Place } from '../explore/index.ts'
import { ExpectedFailure, shownName, view } from '../platform/index.ts'
import type { PageView } from '../platform/index.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import type { Resource } from './resource.ts'

/** The skills of all role levels of a family. */
export interface HeatMap {
  readonly family: Named
  readonly roles: readonly {
    readonly role: Named
    readonly levels: readonly (Named & { readonly path: string })[]
  }[]
  readonly skills: readonly {
    readonly skill: Named
    /** How many role levels ask for it. */
    readonly asking: number
    /** In the order of the role levels; null: not asked for. */
    readonly levels: readonly (string | null)[]
  }[]
}

/** The page of the same. */
export interface HeatMapView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly key: readonly { readonly number: string; readonly word: string }[]
  readonly roles: readonly { readonly link: NameLink; readonly span: number }[]
  readonly columns: readonly NameLink[]
  /** How to see the rest, where a table may be wider than its place. */
  readonly wide: string | undefined
  readonly rows: readonly {
    readonly skill: NameLink
    readonly cells: readonly {
      readonly kind: string
      readonly number: string
      readonly word: string
    }[]
  }[]
  readonly nothing: string | undefined
  readonly family: NameLink
  readonly map: string
}

/** So many columns fit beside the names of skills on the narrowest screen. */
const fitting = 4

const heatMapView = view<HeatMapView>('careers/views/heat-map.njk')

/** Role levels by skill for one family. */
export const heatMapResource: Resource = {
  path: '/families/:family/heat-map',
  find(place, { params }) {
    const data = describeHeatMap(place, params['family'] ?? '')
    return { data, html: (views) => views.render(heatMapView, presentHeatMap(place, data)) }
  },
}

/** Every role level of a family with the level of every skill it asks for. */
export function describeHeatMap({ index, edition, base }: Place, slug: string): HeatMap {
  const family = index.families.get(slug)
  if (family === undefined) {
    const wayOut = { href: `${base}/roles`, text: 'See all roles' }
    throw new ExpectedFailure('family-not-found', wayOut)
  }
  const profiles = profilesOf(edition)
  const roles = rolesOfFamily(index, slug).map((role) => ({
    role: named(role),
    levels: role.levels.flatMap((level) => profiles.get(`${role.slug}/${level.slug}`) ?? []),
  }))
  const columns = roles.flatMap(({ levels }) => levels)
  const slugs = new Set(columns.flatMap(({ asks }) => [...asks.keys()]))
  const { scale } = edition.framework
  return {
    family: named(family),
    roles: roles
      .filter(({ levels }) => levels.length > 0)
      .map(({ role, levels }) => ({
        role,
        levels: levels.map(({ level, path }) => ({ ...named(level), path })),
      })),
    skills: [...slugs]
      .map((skill) => ({
        skill: skillNamed(index, skill),
        asking: columns.filter(({ asks }) => asks.has(skill)).length,
        levels: columns.map(({ asks }: LevelProfile) => scale[(asks.get(skill) ?? 0) - 1] ?? null),
      }))
      // What most of them share comes first.
      .toSorted(
        (a, b) => b.asking - a.asking || a.skill.name.value.localeCompare(b.skill.name.value, 'en'),
      ),
  }
}

function presentHeatMap(place: Place, { family, roles, skills }: HeatMap): HeatMapView {
  const { base, edition } = place
  const { scale } = edition.framework
  const name = shownName(family.name).value
  const columns = roles.flatMap(({ role, levels }) =>
    levels.map((level) => linkTo(`${base}/roles/${role.slug}`, level)),
  )
  const heading = `${name}: skills by role level`
  return {
    frame: frameAt(place, {
      title: heading,
      section: 'roles',
      breadcrumbs: [
        { href: `${base}/roles`, text: 'Roles' },
        { href: `${base}/families/${family.slug}`, text: name },
      ],
      address: `${base}/families/${family.slug}/heat-map`,
    }),
    heading,
    summary: `${capitalised(counted(columns.length, 'role level'))} of ${counted(roles.length, 'role')} and the ${counted(skills.length, 'skill')} they ask for. The skills that most of them share come first.`,
    key: scale.map((level, at) => ({ number: String(at + 1), word: levelWord(level) })),
    roles: roles.map(({ role, levels }) => ({
      link: linkTo(`${base}/roles`, role),
      span: levels.length,
    })),
    columns,
    wide:
      columns.length > fitting
        ? `The table has ${columns.length} columns. Where they do not all fit, scroll it sideways for more.`
        : undefined,
    rows: skills.map(({ skill, levels }) => ({
      skill: linkTo(`${base}/skills`, skill),
      cells: levels.map((level) => {
        const at = level === null ? 0 : scale.indexOf(level) + 1
        return {
          kind: at === 0 ? 'none' : String(at),
          number: at === 0 ? '' : String(at),
          word: at === 0 ? '' : levelWord(level),
        }
      }),
    })),
    nothing:
      skills.length === 0
        ? 'This edition does not say at which level the roles of this family ask for skills.'
        : undefined,
    family: linkTo(`${base}/families`, family),
    map: `${base}/map?family=${family.slug}`,
  }
}
