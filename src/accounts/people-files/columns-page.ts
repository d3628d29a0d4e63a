import type { AccountsContext } from '../context.ts'
import type { Field as FormField, FieldError, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationForm, placeIn } from '../organisation/organisation-route.ts'
import { fieldNames, fields, isField, wrongWithMapping } from './fields.ts'
import type { Mapping } from './fields.ts'
import { mappingFor, rememberMapping, savePendingMapping } from './pending.ts'
import type { Pending } from './pending.ts'
import { gonePage, pendingIn } from './pending-page.ts'

const leftOut = 'left-out'
const samples = 3
const longestSample = 40

/** What the columns of a file mean, to be changed. */
export async function columnsPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const pending = await pendingIn(context, asked)
  if (pending === undefined || pending.outcome !== undefined) return gonePage(context, asked)
  const { headers } = pending.table
  const mapping =
    pending.mapping ??
    (await context.door.store.read((db) => mappingFor(db, asked.organisation.id, headers))).mapping
  const values = headers.map((_, at): [string, string] => [nameOf(at), mapping[at] ?? leftOut])
  return page(context, asked, { pending, filled: unfilled(Object.fromEntries(values)) })
}

/** Takes what was chosen, and remembers it for the next file with the same headers. */
export async function chooseColumns(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const pending = await pendingIn(context, asked)
  if (pending === undefined || pending.outcome !== undefined) return gonePage(context, asked)
  const sent = readFields(formFields(pending), asked.form)
  const mapping = pending.table.headers.map((_, at): Mapping[number] => {
    const value = sent.values.get(nameOf(at)) ?? ''
    return isField(value) ? value : undefined
  })
  const errors = sent.errors.length > 0 ? sent.errors : wrong(mapping)
  if (errors.length > 0) return page(context, asked, { pending, filled: { ...sent, errors } })
  const { organisation, now } = asked
  const { headers } = pending.table
  await context.door.store.write(async (db) => {
    await savePendingMapping(db, pending.id, mapping)
    await rememberMapping(db, organisation.id, { headers, mapping, now })
  })
  const saved = 'What the columns mean was saved.'
  return { to: placeIn(organisation, `/import/${pending.id}`), saved }
}

function nameOf(at: number): string {
  return `column-${at}`
}

/** Each at the column it is about, where there is one. */
function wrong(mapping: Mapping): readonly FieldError[] {
  return wrongWithMapping(mapping).map((message) => {
    const field = fieldNames.find((name) => message.endsWith(`: ${fields[name]}`))
    const at = field === undefined ? -1 : mapping.lastIndexOf(field)
    return { field: at === -1 ? 'columns' : nameOf(at), message }
  })
}

/** What a column can mean. */
export const columnOptions = [
  { value: leftOut, text: 'Leave it out' },
  ...fieldNames.map((field) => ({ value: field, text: fields[field] })),
]

function formFields({ table }: Pending): readonly FormField[] {
  return table.headers.map((header, at) => ({
    name: nameOf(at),
    label: header,
    kind: 'select',
    hint: hintOf(table, at),
    missing: `Choose what stands in the column ${header}`,
    options: columnOptions,
  }))
}

function hintOf({ rows }: Pending['table'], at: number): string {
  const found = new Set<string>()
  for (const { cells } of rows.slice(0, 1000)) {
    const cell = cells[at] ?? ''
    if (cell !== '')
      found.add(cell.length > longestSample ? `${cell.slice(0, longestSample)}…` : cell)
    if (found.size >= samples) break
  }
  return found.size === 0 ? 'The first rows are empty' : `For example ${[...found].join('; ')}`
}

function page(
  context: AccountsContext,
  asked: OrganisationAsked,
  { pending, filled }: { pending: Pending; filled: Filled },
): PrivateAnswer {
  const { organisation } = asked
  return organisationForm(context, asked, {
    title: 'What the columns mean',
    lead: [
      `These are the columns of ${pending.fileName}, as they were recognised. Change what is not right. It is remembered for the next file with the same headers.`,
    ],
    action: `/import/${pending.id}/columns`,
    submit: 'Go on',
    fields: formFields(pending),
    filled,
    breadcrumbs: [{ href: placeIn(organisation, '/import'), text: 'Load people from a file' }],
  })
}
