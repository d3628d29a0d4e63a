import type { Place } from '../explore/index.ts'
import { ExpectedFailure, view } from '../platform/index.ts'
import { allAsked } from './asked-for.ts'
import { describeNearest } from './describe-nearest.ts'
import type { NearestView } from './nearest-views.ts'
import { presentNearest } from './present-nearest.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import type { Resource } from './resource.ts'
import { metWords } from './words.ts'

const nearestView = view<NearestView>('careers/views/nearest.njk')

/** The roles near a role level. */
export const nearestResource: Resource = {
  path: '/roles/:role/:level/nearest',
  find(place, { params, query }) {
    const all = allAsked(query)
    const start = profileAt(place, params['role'] ?? '', params['level'] ?? '')
    const data = describeNearest(place, start, { all, inWords: ({ gap }) => metWords(gap.skills) })
    return { data, html: (views) => views.render(nearestView, presentNearest(place, data)) }
  },
}

function profileAt({ index, edition, base }: Place, role: string, level: string): LevelProfile {
  const found = index.roles.get(role)
  const roles = { href: `${base}/roles`, text: 'See all roles' }
  if (found === undefined) throw new ExpectedFailure('role-not-found', roles)
  const page = { href: `${base}/roles/${found.slug}`, text: 'See the role' }
  if (found.kind === 'senior-civil-service') throw new ExpectedFailure('role-has-no-levels', page)
  const profile = profilesOf(edition).get(`${role}/${level}`)
  if (profile !== undefined) return profile
  const named = found.levels.some(({ slug }) => slug === level)
  throw new ExpectedFailure(named ? 'level-not-measured' : 'role-level-not-found', page)
}
