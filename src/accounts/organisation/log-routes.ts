import { view } from '../../platform/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { logData } from '../api/organisation-data.ts'
import type { FoundEvents } from '../api/organisation-data.ts'
import type { AccountsContext } from '../context.ts'
import { eventTable } from '../event-table.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { sheetOf } from '../sheet.ts'
import type { SheetView } from '../sheet.ts'
import { countEvents, eventsOf } from '../store/events.ts'
import { namesOf } from '../store/people.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { pageOf, pagesAround } from './paging.ts'
import type { Paging } from './paging.ts'

interface LogView extends SheetView {
  readonly paging: Paging
}

const logView = view<LogView>('accounts/views/log.njk')

/** What was done in an organisation. */
export function logRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/log',
      permission: 'log.read',
      read: readLog,
      page: logPage,
      data: logData,
    }),
  ])
}

function readLog(
  { door }: AccountsContext,
  { organisation, query }: OrganisationAsked,
): Promise<FoundEvents> {
  return door.store.read(async (db) => {
    const all = await countEvents(db, organisation.id)
    const at = pageOf(query['page'], all)
    const events = await eventsOf(db, { organisationId: organisation.id, ...at })
    const ids = events.map(({ person_id: id }) => id).filter((id) => id !== null)
    return { all, events, names: await namesOf(db, organisation.id, ids) }
  })
}

function logPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { all, events, names }: FoundEvents,
): PrivateAnswer {
  const { organisation, query } = asked
  const title = 'What was done'
  const what = all === 1 ? 'event' : 'events'
  return {
    html: views.render(logView, {
      ...sheetOf({
        frame: organisationFrame(asked, { title, path: '/log' }),
        title,
        lead: ['The log says what was done and by whom, never what a record says.'],
        sections:
          events.length === 0
            ? [{ lead: ['Nothing yet.'] }]
            : [{ table: eventTable(events, 'Events, newest first', names) }],
      }),
      paging: pagesAround(placeIn(organisation, '/log'), {
        query: {},
        from: pageOf(query['page'], all).from,
        all,
        what,
      }),
    }),
  }
}
