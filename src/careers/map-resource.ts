import { counted, frameAt, linkTo } from '../explore/index.ts'
import type { NameLink, Place } from '../explore/index.ts'
import { ExpectedFailure, shownName, view } from '../platform/index.ts'
import type { PageView } from '../platform/index.ts'
import { familyAsked } from './asked-for.ts'
import type { Resource } from './resource.ts'
import { describeRoleMap } from './role-map.ts'
import type { RoleMap } from './role-map.ts'

/** Which roles share skills. */
export interface RoleMapView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly families: readonly {
    readonly link: NameLink
    readonly here: boolean
  }[]
  readonly table:
    | {
        readonly heading: string
        readonly columns: readonly NameLink[]
        readonly rows: readonly {
          readonly role: NameLink
          readonly cells: readonly { readonly own: boolean; readonly text: string }[]
        }[]
        readonly heatMap: string
      }
    | undefined
  readonly topHeading: string
  readonly top: readonly {
    readonly one: NameLink
    readonly other: NameLink
    readonly count: string
    readonly skills: readonly NameLink[]
  }[]
  readonly nothing: string | undefined
}

const mapView = view<RoleMapView>('careers/views/map.njk')

/** Which roles share skills: of a family as a table and as a list, or of all families as a list. */
export const mapResource: Resource = {
  path: '/map',
  find(place, { query }) {
    const family = familyAsked(query)
    if (family !== undefined && !place.index.families.has(family)) {
      const wayOut = { href: `${place.base}/map`, text: 'See every family' }
      throw new ExpectedFailure('family-not-found', wayOut)
    }
    const data = describeRoleMap(place, family)
    return { data, html: (views) => views.render(mapView, presentMap(place, data)) }
  },
}

function presentMap(place: Place, { family, roles, counts, top }: RoleMap): RoleMapView {
  const { base, edition } = place
  const title =
    family === null
      ? 'Which roles share skills'
      : `Which ${shownName(family.name).value} roles share skills`
  return {
    frame: frameAt(place, {
      title,
      section: 'roles',
      breadcrumbs: [{ href: `${base}/roles`, text: 'Roles' }],
      address: family === null ? `${base}/map` : `${base}/map?family=${family.slug}`,
    }),
    heading: title,
    summary:
      'Roles that ask for the same skills, at whatever level. To share a skill is not to be near: levels differ.',
    families: edition.families.map(({ slug, name }) => ({
      link: { href: `${base}/map?family=${slug}`, name: shownName(name) },
      here: slug === family?.slug,
    })),
    table:
      family === null || roles.length === 0
        ? undefined
        : {
            heading: `Skills that ${shownName(family.name).value} roles share`,
            columns: roles.map((role) => linkTo(`${base}/roles`, role)),
            rows: roles.map((role, row) => ({
              role: linkTo(`${base}/roles`, role),
              cells: (counts[row] ?? []).map((count, column) => ({
                own: row === column,
                text: String(count),
              })),
            })),
            heatMap: `${base}/families/${family.slug}/heat-map`,
          },
    topHeading:
      family === null
        ? 'Roles that share the most'
        : `${shownName(family.name).value} roles that share the most`,
    top: top.map(({ roles: [one, other], skills }) => ({
      one: linkTo(`${base}/roles`, one),
      other: linkTo(`${base}/roles`, other),
      count: counted(skills.length, 'shared skill'),
      skills: skills.map((skill) => linkTo(`${base}/skills`, skill)),
    })),
    nothing:
      top.length > 0
        ? undefined
        : roles.length > 0
          ? 'No two of these roles share a skill.'
          : 'This edition does not say which skills these roles ask for.',
  }
}
