import type { Frame } from '../platform/index.ts'
import { view } from '../platform/index.ts'
import type { AccountsContext } from './context.ts'
import { eventTable } from './event-table.ts'
import type { FormView } from './form.ts'
import type { PrivateAnswer } from './http.ts'
import type { LogSearch } from './log-filter.ts'
import { pageOf, pagesAround } from './organisation/paging.ts'
import type { Paging } from './organisation/paging.ts'
import { sheetOf } from './sheet.ts'
import type { SheetView } from './sheet.ts'
import { countEvents, eventsOf } from './store/events.ts'
import type { EventsSought, LoggedEvent } from './store/events.ts'
import { namesOf } from './store/people.ts'
import type { Reading } from '../platform/store/index.ts'

interface EventLogView extends SheetView {
  readonly paging: Paging
  readonly action: string
  readonly search: Pick<FormView, 'fields' | 'errors'>
  readonly isFiltered: boolean
}

const eventLogView = view<EventLogView>('accounts/views/event-log.njk')

/** Events with the names of those they are about. */
export interface FoundEvents {
  readonly events: readonly LoggedEvent[]
  readonly names: ReadonlyMap<string, string>
  /** How many there are, with those on other pages. */
  readonly all: number
  readonly search: LogSearch
}

/** Finds a page of events. Where the search is not valid it finds nothing. */
export async function findEvents(
  db: Reading,
  search: LogSearch,
  within: Pick<EventsSought, 'organisationId' | 'personId'>,
): Promise<FoundEvents> {
  const { filter, filled } = search
  if (filled.errors.length > 0) return { events: [], names: new Map(), all: 0, search }
  const sought = { ...within, filter }
  const all = await countEvents(db, sought)
  const events = await eventsOf(db, { ...sought, ...pageOf(filled.values.get('page'), all) })
  const ids = events.map(({ person_id: id }) => id).filter((id) => id !== null)
  return { all, events, names: await namesOf(db, within.organisationId, ids), search }
}

/** How a log presents itself. */
export interface EventLogPage {
  readonly frame: Frame
  readonly title: string
  readonly caption?: string
  readonly lead: readonly string[]
  /** Where it stands. */
  readonly address: string
  /** Whether it is about several people. */
  readonly saysAbout: boolean
}

/** A log as a page: the search, what was found and the neighbours of this page of it. */
export function eventLogPage(
  { views }: AccountsContext,
  { events, names, all, search }: FoundEvents,
  { address, saysAbout, ...page }: EventLogPage,
): PrivateAnswer {
  const { filled, query, form } = search
  const isWrong = filled.errors.length > 0
  const isFiltered = isWrong || Object.keys(query).length > 0
  const nothing = isFiltered ? 'No event in the log is like this.' : 'Nothing yet.'
  const table = () => eventTable(events, 'Events, newest first', saysAbout ? names : undefined)
  return {
    status: isWrong ? 422 : 200,
    html: views.render(eventLogView, {
      ...sheetOf({
        ...page,
        sections: isWrong ? [] : [events.length === 0 ? { lead: [nothing] } : { table: table() }],
      }),
      action: address,
      search: form,
      isFiltered,
      paging: pagesAround(address, {
        query,
        from: pageOf(filled.values.get('page'), all).from,
        all,
        what: all === 1 ? 'event' : 'events',
      }),
    }),
  }
}
