import type { Frame, Link, RunBy } from '../../platform/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import { sessionIn } from '../account-routes.ts'
import type { Operation, Twin } from '../api/operation.ts'
import type { AskingSession } from '../asker.ts'
import type { AccountsContext, FormPage } from '../context.ts'
import { formAnswer, frameOf } from '../context.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import { demonstrationMark, particularsOf, stillMissing } from '../particulars.ts'
import { whyRefused } from '../permissions.ts'
import type { PermissionName } from '../permissions.ts'
import { organisationById } from '../store/organisations.ts'
import type { Organisation } from '../store/organisations.ts'

/** What was asked about an organisation, by somebody who may. */
export interface OrganisationAsked extends PrivateAsked {
  readonly session: AskingSession
  readonly organisation: Organisation
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** One address of an organisation: the path after `/organisations/:organisation`. */
export interface OrganisationRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly permission: PermissionName
  /** Who owns what the address names, where the permission asks for that. */
  readonly owner?: (db: Reading, params: PrivateAsked['params']) => Promise<string | undefined>
  readonly answer: (context: AccountsContext, asked: OrganisationAsked) => Promise<PrivateAnswer>
  /** Of pages of data; `dataRoute` makes both from one. */
  readonly twin?: Omit<Twin<OrganisationAsked>, 'data'> & {
    readonly data: (context: AccountsContext, asked: OrganisationAsked) => Promise<unknown>
  }
  /** Of forms that programs may send too. */
  readonly operation?: Operation
}

/**
 * Routes of an organisation. What the permission is asked about comes from the address: the
 * organisation, and the person where the path names one.
 *
 * @example
 * organisationRoutes(context, [{ method: 'GET', path: '/teams', permission: 'people.administer', answer }])
 */
export function organisationRoutes(
  context: AccountsContext,
  routes: readonly OrganisationRoute[],
): readonly PrivateRoute[] {
  return routes.map(({ method, path, permission, owner, answer, twin, operation }) => ({
    method,
    path: `/organisations/:organisation${path}`,
    permission,
    subject: async ({ params, session }) => {
      const { organisation, person } = params
      const isAsked = owner !== undefined && session !== undefined
      const ownerId = isAsked ? await context.door.store.read((db) => owner(db, params)) : undefined
      return {
        ...(organisation !== undefined && { organisationId: organisation }),
        ...(person !== undefined && { personId: person }),
        ...(ownerId !== undefined && { ownerId }),
      }
    },
    answer: async (asked) => {
      const within = await inOrganisation(context, asked)
      return marked(within.organisation, await answer(context, within))
    },
    ...(twin !== undefined && {
      twin: {
        ...twin,
        data: async (asked: PrivateAsked) =>
          twin.data(context, await inOrganisation(context, asked)),
      },
    }),
    ...(operation !== undefined && { operation }),
  }))
}

/** Files of a demonstration say so by their name, wherever they end up. */
function marked({ demonstration }: Organisation, answer: PrivateAnswer): PrivateAnswer {
  if (demonstration !== 1 || !('file' in answer)) return answer
  return { ...answer, name: `demonstration-${answer.name}` }
}

async function inOrganisation(
  { door }: AccountsContext,
  asked: PrivateAsked,
): Promise<OrganisationAsked> {
  const session = sessionIn(asked)
  const id = asked.params['organisation'] ?? ''
  const organisation = await door.store.read((db) => organisationById(db, id))
  if (organisation === undefined) throw new ExpectedFailure('not-allowed')
  return { ...asked, session, organisation, today: asked.now.toISOString().slice(0, 10) }
}

/**
 * The address of a page of an organisation.
 *
 * @example
 * placeIn(organisation, '/people') // '/organisations/…/people'
 */
export function placeIn({ id }: Pick<Organisation, 'id'>, path: string): string {
  return `/organisations/${id}${path}`
}

/** What pages about an organisation say at their foot, once it is known who answers for it. */
export function runByOf(organisation: Organisation): RunBy | undefined {
  if (organisation.demonstration === 1) return demonstrationRunBy(organisation)
  const { controller, marking } = particularsOf(organisation)
  if (controller === '' || stillMissing(organisation).length > 0) return undefined
  const handling = marking === '' ? '' : ` Handle as ${marking}.`
  return {
    sentence: `Run by ${controller}; not the official framework service.${handling}`,
    more: { href: placeIn(organisation, '/about'), text: 'What is kept and why' },
  }
}

function demonstrationRunBy(organisation: Organisation): RunBy {
  return {
    sentence: 'A demonstration; not the official framework service.',
    more: { href: placeIn(organisation, '/about'), text: 'What is kept and why' },
    mark: demonstrationMark,
  }
}

/** Title, path after the organisation, and what stands between the organisation and the page. */
export interface OrganisationPage {
  readonly title: string
  readonly path: string
  readonly above?: readonly Link[]
  /** The organisation's own page comes first, for those who may open it. */
  readonly home?: boolean
}

/** The frame of a page of an organisation. */
export function organisationFrame(
  asked: OrganisationAsked,
  { title, path, above = [], home = true }: OrganisationPage,
): Frame {
  const { session, organisation, twin } = asked
  return frameOf(session, {
    twin,
    title,
    address: placeIn(organisation, path),
    breadcrumbs: [...(home ? homeOf(asked) : []), ...above],
    runBy: runByOf(organisation),
  })
}

/** The link to the organisation's own page, for those who may open it. */
function homeOf({ session, organisation }: OrganisationAsked): readonly Link[] {
  const subject = { organisationId: organisation.id }
  if (whyRefused('people.administer', session.asker, subject) !== undefined) return []
  return [{ href: placeIn(organisation, ''), text: organisation.name }]
}

/** A page of an organisation that is one form; its paths come after those of the organisation. */
export function organisationForm(
  context: AccountsContext,
  asked: OrganisationAsked,
  page: FormPage,
): PrivateAnswer {
  const { organisation } = asked
  return formAnswer(context, asked, {
    ...page,
    action: placeIn(organisation, page.action),
    breadcrumbs: [...homeOf(asked), ...(page.breadcrumbs ?? [])],
    runBy: runByOf(organisation),
  })
}
