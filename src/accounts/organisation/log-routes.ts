import { dataRoute } from '../api/data-route.ts'
import { logData } from '../api/organisation-data.ts'
import type { AccountsContext } from '../context.ts'
import { eventLogPage, findEvents } from '../event-log.ts'
import type { FoundEvents } from '../event-log.ts'
import type { PrivateRoute } from '../http.ts'
import { logSearch } from '../log-filter.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'

/** What was done in an organisation. */
export function logRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/log',
      permission: 'log.read',
      read: readLog,
      page: (_context, asked, found) => {
        const title = 'What was done'
        return eventLogPage(context, found, {
          frame: organisationFrame(asked, { title, path: '/log' }),
          title,
          lead: ['The log says what was done and by whom, never what a record says.'],
          address: placeIn(asked.organisation, '/log'),
          saysAbout: true,
        })
      },
      data: logData,
    }),
  ])
}

const named = { label: 'Person', hint: 'Who did it, or whom it is about' }

function readLog(
  { door }: AccountsContext,
  { organisation, query }: OrganisationAsked,
): Promise<FoundEvents> {
  const search = logSearch(query, named)
  return door.store.read((db) => findEvents(db, search, { organisationId: organisation.id }))
}
