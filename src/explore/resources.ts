import type { Finding } from '../framework/index.ts'
import type { Views } from '../platform/index.ts'
import { NotFoundNear } from '../platform/error-replies.ts'
import { ExpectedFailure, view } from '../platform/index.ts'
import { describeDownloads } from './downloads/describe.ts'
import { presentDownloads } from './downloads/present.ts'
import type { DownloadsView } from './downloads/view-types.ts'
import type { EditionsView, EditionView } from './edition-views.ts'
import { describeEdition, describeEditions } from './editions.ts'
import { subjectLinks } from './finding-subjects.ts'
import { frameAt } from './frames.ts'
import { describeHealth } from './health.ts'
import type { HealthView } from './health-view.ts'
import { describeChanges } from './history/describe-changes.ts'
import { describeDifference } from './history/differences.ts'
import { whatBecameOf } from './history/gone.ts'
import type { ChangesView, DifferenceView, GoneView, WithHistory } from './history/history-views.ts'
import { presentDifference } from './history/present-difference.ts'
import {
  presentChanges,
  presentGone,
  presentRoleHistory,
  presentSkillHistory,
} from './history/present-history.ts'
import { historyOfRole, historyOfSkill } from './history/thing-history.ts'
import type { Place } from './place.ts'
import type { NameLink } from './present.ts'
import { presentEdition, presentEditions } from './present-editions.ts'
import { presentHealth } from './present-health.ts'
import { presentRoleLevel } from './present-role-level.ts'
import { presentFamily, presentRole, presentRoles } from './present-roles.ts'
import { presentSkill, presentSkills } from './present-skills.ts'
import type { FamilyView, RoleLevelView, RolesView, RoleView } from './role-views.ts'
import { describeFamily, describeRole, describeRoleLevel, describeRoles } from './roles.ts'
import { editionAsked } from './search/asked-for.ts'
import { describeSearch, describeSuggestions } from './search/describe-search.ts'
import { nearestName } from './search/nearest-name.ts'
import { presentSearch } from './search/present-search.ts'
import type { SearchView } from './search/search-view.ts'
import type { SkillsView, SkillView } from './skill-views.ts'
import { describeSkill, describeSkills } from './skills.ts'

const views = {
  roles: view<RolesView>('explore/views/roles.njk'),
  family: view<FamilyView>('explore/views/family.njk'),
  role: view<RoleView & WithHistory>('explore/views/role.njk'),
  roleLevel: view<RoleLevelView>('explore/views/role-level.njk'),
  skills: view<SkillsView>('explore/views/skills.njk'),
  skill: view<SkillView & WithHistory>('explore/views/skill.njk'),
  search: view<SearchView>('explore/views/search.njk'),
  health: view<HealthView>('explore/views/health.njk'),
  edition: view<EditionView>('explore/views/edition.njk'),
  editions: view<EditionsView>('explore/views/editions.njk'),
  difference: view<DifferenceView>('explore/views/difference.njk'),
  changes: view<ChangesView>('explore/views/changes.njk'),
  gone: view<GoneView>('explore/views/gone.njk'),
  downloads: view<DownloadsView>('explore/views/downloads.njk'),
}

/** What is asked of a resource. */
export interface ResourceRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: unknown
}

/** The data at an address and the page that shows it. */
export interface Found {
  readonly data: unknown
  readonly html: (views: Views) => string
}

/** One kind of page inside an edition. Its twin and the command line give the same data. */
export interface Resource {
  /** Below the base of the edition, in the router's notation. */
  readonly path: string
  readonly find: (place: Place, request: ResourceRequest) => Found
  /** The edition that a query names, where the resource lets it name one. */
  readonly editionAsked?: (query: unknown) => string | undefined
}

function resource<Data>(
  path: string,
  describe: (place: Place, request: ResourceRequest) => Data,
  show: (place: Place, data: Data) => Found['html'],
): Resource {
  return {
    path,
    find(place, request) {
      try {
        const data = describe(place, request)
        return { data, html: show(place, data) }
      } catch (error) {
        throw laterFate(error, place, request) ?? withWayOut(error, place, request)
      }
    },
  }
}

/** A thing that is not here may have moved, or be gone and have a page that says so. */
function laterFate(error: unknown, place: Place, { params }: ResourceRequest): Error | undefined {
  if (!(error instanceof ExpectedFailure) || !error.code.endsWith('-not-found')) return undefined
  return whatBecameOf(
    place,
    params,
    (at, gone) => (to) => to.render(views.gone, presentGone(at, gone)),
  )
}

/** Adds to a failure where to go from here, in the same edition. */
function withWayOut(error: unknown, place: Place, { params }: ResourceRequest): unknown {
  if (!(error instanceof ExpectedFailure)) return error
  const { code } = error
  const { base } = place
  const { role = '', level = '', skill = '', family = '' } = params
  const allRoles = { href: `${base}/roles`, text: 'See all roles' }
  if (code === 'role-not-found') {
    return new NotFoundNear(code, allRoles, nearestName(place, 'role', role))
  }
  if (code === 'role-level-not-found') {
    return new NotFoundNear(code, allRoles, nearestName(place, 'role-level', `${level} ${role}`))
  }
  if (code === 'family-not-found') {
    return new NotFoundNear(code, allRoles, nearestName(place, 'family', family))
  }
  if (code.startsWith('role-')) return new ExpectedFailure(code, allRoles)
  if (code === 'skill-not-found') {
    const allSkills = { href: `${base}/skills`, text: 'See all skills' }
    return new NotFoundNear(code, allSkills, nearestName(place, 'skill', skill))
  }
  if (code.startsWith('search-')) {
    return new ExpectedFailure(code, { href: `${base}/search`, text: 'Search again' })
  }
  const health = { href: `${base}/framework-health`, text: 'See every finding' }
  return new ExpectedFailure(code, health)
}

/** Every kind of page inside an edition. */
export const editionResources: readonly Resource[] = [
  resource(
    '/roles',
    ({ index, leads }) => describeRoles(index, leads),
    (place, data) => (to) => to.render(views.roles, presentRoles(place, data)),
  ),
  resource(
    '/roles/:role',
    (place, { params }) => {
      const slug = params['role'] ?? ''
      const role = describeRole(place.index, slug, place.leads)
      return { ...role, history: historyOfRole(place, slug) }
    },
    (place, data) => (to) =>
      to.render(views.role, {
        ...presentRole(place, data),
        history: presentRoleHistory(place, data.slug, data.history),
      }),
  ),
  resource(
    '/roles/:role/:level',
    ({ index }, { params }) =>
      describeRoleLevel(index, params['role'] ?? '', params['level'] ?? ''),
    (place, data) => (to) => to.render(views.roleLevel, presentRoleLevel(place, data)),
  ),
  resource(
    '/families/:family',
    ({ index, leads }, { params }) => describeFamily(index, params['family'] ?? '', leads),
    (place, data) => (to) => to.render(views.family, presentFamily(place, data)),
  ),
  resource(
    '/skills',
    ({ index }) => describeSkills(index),
    (place, data) => (to) => to.render(views.skills, presentSkills(place, data)),
  ),
  resource(
    '/skills/:skill',
    (place, { params }) => {
      const slug = params['skill'] ?? ''
      return { ...describeSkill(place.index, slug), history: historyOfSkill(place, slug) }
    },
    (place, data) => (to) =>
      to.render(views.skill, {
        ...presentSkill(place, data),
        history: presentSkillHistory(place, data.slug, data.history),
      }),
  ),
  {
    editionAsked,
    ...resource(
      '/search',
      (place, { query }) => describeSearch(place, query),
      (place, data) => (to) => to.render(views.search, presentSearch(place, data)),
    ),
  },
  resource(
    '/search/suggestions',
    (place, { query }) => describeSuggestions(place, query),
    () => () => {
      throw new ExpectedFailure('page-not-found')
    },
  ),
  resource(
    '/downloads',
    (place) => describeDownloads(place),
    (place, data) => (to) => to.render(views.downloads, presentDownloads(place, data)),
  ),
  resource(
    '/framework-health',
    ({ loaded }, { query }) => describeHealth(loaded.findings, query),
    (place, data) => (to) => {
      const action = `${place.base}/framework-health`
      const heading = 'Framework health'
      const frame = frameAt(place, { title: heading, section: 'framework-health', address: action })
      const elsewhere =
        place.options.library.newest(place.options.maturityModel) === undefined
          ? undefined
          : {
              href: '/maturity/framework-health',
              text: 'See the findings about the maturity model',
            }
      const documents = place.edition.sources
      const subjects = (finding: Finding): NameLink[] => subjectLinks(place, finding)
      const parts = { frame, heading, action, elsewhere, documents, subjects }
      return to.render(views.health, presentHealth(data, parts))
    },
  ),
]

/** The edition itself: its page, and the front page of a framework that is not the default. */
export const editionResource: Resource = resource(
  '',
  ({ options, loaded }) => describeEdition(options.library, loaded),
  (place, data) => (to) => to.render(views.edition, presentEdition(place, data)),
)

/** Pages about more than one edition. */
export const frameworkResources: readonly Resource[] = [
  resource(
    '/editions/difference',
    (place, { query }) => describeDifference(place, query),
    (place, data) => (to) => to.render(views.difference, presentDifference(place, data)),
  ),
  resource(
    '/changes',
    (place) => describeChanges(place),
    (place, data) => (to) => to.render(views.changes, presentChanges(place, data)),
  ),
]

/** The editions of a framework; at the root, of all of them. */
export const editionsResource: Resource = resource(
  '/editions',
  ({ options, edition, frameworkBase }) =>
    describeEditions(options.library, frameworkBase === '' ? undefined : edition.framework.slug),
  (place, data) => (to) => to.render(views.editions, presentEditions(place, data)),
)
