import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import type { PermissionName } from '../permissions.ts'
import type { DataOf } from './operation.ts'

/** A page of data of an organisation. */
export interface DataRoute<Found> {
  readonly path: string
  readonly permission: PermissionName
  /** Finds what is shown. Where that is somebody's record, it notes that it was read. */
  readonly read: (context: AccountsContext, asked: OrganisationAsked) => Promise<Found>
  readonly page: (context: AccountsContext, asked: OrganisationAsked, found: Found) => PrivateAnswer
  readonly data: DataOf<Found, OrganisationAsked>
}

/**
 * A page with its JSON twin: both show what one function found, under one permission.
 *
 * @example
 * organisationRoutes(context, [
 *   dataRoute({ path: '/teams', permission: 'people.administer', read, page, data: teamsData }),
 * ])
 */
export function dataRoute<Found>({
  path,
  permission,
  read,
  page,
  data,
}: DataRoute<Found>): OrganisationRoute {
  const { summary, schema, query = {}, wrong, of } = data
  return {
    method: 'GET',
    path,
    permission,
    answer: async (context, asked) => page(context, asked, await read(context, asked)),
    twin: {
      summary,
      schema,
      query,
      ...(wrong !== undefined && { wrong }),
      data: async (context, asked) => of(await read(context, asked), asked),
    },
  }
}
