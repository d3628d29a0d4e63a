import type { Field, FieldError, Filled, FormView } from './form.ts'
import { readFields, shownFields, wrongDays } from './form.ts'
import { actions } from './store/events.ts'
import type { EventFilter } from './store/events.ts'

/** Of an account alone, or of the site: they are in the log of no organisation. */
const elsewhere = ['account.', 'framework-owner.', 'edition.', 'demonstration.']

const kinds = Object.entries(actions)
  .filter(
    ([code]) => code.startsWith('account.new-') || !elsewhere.some((of) => code.startsWith(of)),
  )
  .map(([value, text]) => ({ value, text }))
  .toSorted((a, b) => a.text.localeCompare(b.text, 'en'))

/** What the name in a search is compared with, for the page that is searched. */
export interface NameSought {
  readonly label: string
  readonly hint: string
}

/** By what events are searched, as fields of a form and names of a query. */
function logFields({ label, hint }: NameSought): readonly Field[] {
  return [
    { name: 'kind', label: 'Kind of event', kind: 'select', mayWait: true, options: kinds },
    { name: 'name', label, kind: 'text', mayWait: true, hint },
    { name: 'from', label: 'From', kind: 'day', mayWait: true, hint: 'For example 31 March 2027' },
    {
      name: 'until',
      label: 'Until',
      kind: 'day',
      mayWait: true,
      hint: 'The last day that is looked at. For example 30 April 2027',
      check: (value, form) =>
        value < (form.get('from') ?? '').trim() ? 'Until must not be before From' : undefined,
    },
    { name: 'page', label: 'Page', kind: 'text', mayWait: true, check: wrongPage },
  ]
}

function wrongPage(value: string): string | undefined {
  return /^[1-9]\d{0,5}$/.test(value) ? undefined : 'Page must be a whole number from 1 to 999999'
}

/** What a search of a log asks for. */
export interface LogSearch {
  readonly filter: EventFilter
  readonly filled: Filled
  /** What the address of another page of it says. */
  readonly query: Readonly<Record<string, string>>
  readonly form: Pick<FormView, 'fields' | 'errors'>
}

/**
 * Reads the search in a query. Where something in it is wrong, `filled.errors` says so and nothing
 * is to be looked up.
 *
 * @example
 * logSearch({ from: '2026-05-01', until: '2026-05-31' }, named).filter
 * // { from: '2026-05-01', until: '2026-05-31' }
 */
export function logSearch(query: Readonly<Record<string, string>>, named: NameSought): LogSearch {
  const fields = logFields(named)
  const filled = readFields(fields, new URLSearchParams(query))
  const said = [...filled.values].filter(([name, value]) => name !== 'page' && value !== '')
  const kept = Object.fromEntries(said)
  const { kind: action, name, from, until } = kept
  return {
    filter: {
      ...(action !== undefined && { action }),
      ...(name !== undefined && { name }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
    },
    filled,
    query: kept,
    form: shownFields(
      fields.filter((field) => field.name !== 'page'),
      filled,
    ),
  }
}

/** What is wrong with a search, for programs. */
export function wrongInSearch(query: Readonly<Record<string, string>>): readonly FieldError[] {
  const named = { label: 'Name', hint: '' }
  const { errors } = logSearch(query, named).filled
  const days = wrongDays(logFields(named), new URLSearchParams(query))
  const said = new Set(days.map(({ field }) => field))
  return [...days, ...errors.filter(({ field }) => !said.has(field))]
}

/** The same names for programs. */
export const logQuery = {
  kind: 'The code of an action: those events only',
  from: 'The first day, YYYY-MM-DD',
  until: 'The last day, YYYY-MM-DD',
} as const
