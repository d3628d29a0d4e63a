import type { Place } from '../explore/index.ts'
import { Moved, view } from '../platform/index.ts'
import { routeAsked } from './asked-for.ts'
import type { RouteAsked } from './asked-for.ts'
import { chosenLevel } from './choose.ts'
import { describeRoute } from './describe-route.ts'
import { presentRoute } from './present-route.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { candidatesLead, refused } from './resource.ts'
import type { Resource } from './resource.ts'
import type { RouteView } from './route-views.ts'
import { levelName } from './words.ts'

const routeView = view<RouteView>('careers/views/route.njk')

/** A route between two role levels. */
export const routeResource: Resource = {
  path: '/route',
  find(place, { query }) {
    const asked = routeAsked(query)
    const ends = { from: endOf(place, asked, 'from'), to: endOf(place, asked, 'to') }
    const isNamed = (end: 'from' | 'to') => (ends[end]?.path ?? '') === asked[end]
    if (!isNamed('from') || !isNamed('to')) throw new Moved(routeAddress(place, asked, ends))
    const data = describeRoute(place, asked, ends)
    return { data, html: (views) => views.render(routeView, presentRoute(place, data)) }
  },
}

type Ends = Readonly<Record<'from' | 'to', LevelProfile | undefined>>

function routeAddress({ base }: Place, { rule }: RouteAsked, { from, to }: Ends): string {
  return `${base}/route?from=${from?.path ?? ''}&to=${to?.path ?? ''}&rule=${rule}`
}

/** The role level at one end; undefined where none is named yet. */
function endOf(place: Place, asked: RouteAsked, end: 'from' | 'to'): LevelProfile | undefined {
  if (asked[end] === '') return undefined
  const chosen = chosenLevel(place.edition, asked[end])
  if ('profile' in chosen) return chosen.profile
  const { code, reason, candidates } = chosen
  const other = chosenLevel(place.edition, asked[end === 'from' ? 'to' : 'from'])
  const known = 'profile' in other ? other.profile : undefined
  const ends = (here: LevelProfile | undefined): Ends =>
    end === 'from' ? { from: here, to: known } : { from: known, to: here }
  const problem = {
    reason,
    lead: candidatesLead({ candidates }),
    candidates: candidates.map((one) => ({
      href: routeAddress(place, asked, ends(one)),
      text: levelName(one),
    })),
  }
  const data = describeRoute(place, asked, ends(undefined))
  throw refused({
    code,
    reason,
    candidates,
    page: (views) => views.render(routeView, presentRoute(place, data, problem)),
  })
}
