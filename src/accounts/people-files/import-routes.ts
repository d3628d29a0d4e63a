import { csvText } from '../../documents/tables/csv.ts'
import type { PageView } from '../../platform/index.ts'
import { view } from '../../platform/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { importData } from '../api/import-data.ts'
import { wrongFields } from '../api/answers.ts'
import type { AccountsContext } from '../context.ts'
import type { Field } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { whyNoFile } from '../organisation/nobody-yet.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import {
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { chooseColumns, columnOptions, columnsPage } from './columns-page.ts'
import { exampleRows } from './example.ts'
import { fieldHints, fieldNames, fields } from './fields.ts'
import { discard, load, previewPage } from './load-routes.ts'
import { look } from './look.ts'
import { addPending, mappingFor } from './pending.ts'
import { readApart } from './readers/read-apart.ts'
import { FileRefused } from './readers/table.ts'

interface UploadView extends PageView {
  readonly action: string
  readonly example: string
  readonly word: string
  readonly error: string | undefined
  readonly columns: readonly { readonly name: string; readonly hint: string }[]
}

const uploadView = view<UploadView>('accounts/people-files/views/upload.njk')
const permission = 'people.administer'

const fileField: Field = {
  name: 'file',
  label: 'File',
  kind: 'file',
  hint: 'CSV, XLSX or ODS.',
}
const markField: Field = { name: 'mark', label: 'Mark', kind: 'text', hint: 'As it was read.' }
const columnField: Field = {
  name: 'column-0',
  label: 'What the first column means',
  kind: 'select',
  hint: 'Say the same of column-1, column-2 and so on.',
  options: columnOptions,
}

/** Loading people from a file: choose it, say what its columns mean, look, load. */
export function importRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const routes = organisationRoutes(context, [
    {
      method: 'GET',
      path: '/import',
      permission,
      answer: (_, asked) => start(context, asked),
    },
    {
      method: 'POST',
      path: '/import',
      permission,
      answer: upload,
      operation: {
        summary: 'Send a file of people, to look at before it is loaded',
        fields: [fileField],
        makes: true,
      },
    },
    { method: 'GET', path: '/import/example', permission, answer: async () => example() },
    dataRoute({
      path: '/import/:import',
      permission,
      read: look,
      page: previewPage,
      data: importData,
    }),
    { method: 'GET', path: '/import/:import/columns', permission, answer: columnsPage },
    {
      method: 'POST',
      path: '/import/:import/columns',
      permission,
      answer: chooseColumns,
      operation: { summary: 'Say what the columns of a file mean', fields: [columnField] },
    },
    {
      method: 'POST',
      path: '/import/:import/load',
      permission,
      answer: load,
      operation: {
        summary: 'Load a file as it was looked at, whole or not at all',
        fields: [markField],
      },
    },
    {
      method: 'POST',
      path: '/import/:import/discard',
      permission,
      answer: discard,
      operation: { summary: 'Take a file away that is not to be loaded', fields: [] },
    },
  ])
  const takesFile = '/organisations/:organisation/import'
  return routes.map((route) =>
    route.method === 'POST' && route.path === takesFile ? { ...route, takesFiles: true } : route,
  )
}

async function start(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  return (await nobodyYet(context, asked)) ?? uploadPage(context, asked, undefined)
}

/** The page that says why nobody can be loaded; undefined where people can be. */
async function nobodyYet(
  { door, views }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer | undefined> {
  const why = await door.store.read((db) => whyNoFile(db, asked))
  if (why === undefined) return undefined
  const isForNow = asked.organisation.demonstration !== 1
  const title = isForNow ? 'Nobody can be loaded yet' : 'No file can be loaded here'
  return {
    status: asked.files.size > 0 ? 409 : 200,
    wrong: { code: 'nobody-yet' },
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path: '/import' }),
        title,
        lead: [why.sentence],
        sections: [{ links: [why.link] }],
      }),
    ),
  }
}

function uploadPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  error: string | undefined,
): PrivateAnswer {
  const people = { href: placeIn(asked.organisation, '/people'), text: 'People' }
  return {
    status: error === undefined ? 200 : 422,
    ...(error !== undefined && { wrong: wrongFields([{ field: 'file', message: error }]) }),
    html: views.render(uploadView, {
      frame: organisationFrame(asked, {
        title: 'Load people from a file',
        path: '/import',
        above: [people],
      }),
      action: placeIn(asked.organisation, '/import'),
      example: placeIn(asked.organisation, '/import/example'),
      word: asked.session.word,
      error,
      columns: fieldNames.map((field) => ({ name: fields[field], hint: fieldHints[field] })),
    }),
  }
}

function example(): PrivateAnswer {
  return { file: csvText(exampleRows), name: 'people.csv', type: 'text/csv; charset=utf-8' }
}

async function upload(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const refused = await nobodyYet(context, asked)
  if (refused !== undefined) return refused
  const file = asked.files.get('file')
  if (file === undefined) return uploadPage(context, asked, 'Choose a file')
  const { organisation, session, now } = asked
  const { store } = context.door
  try {
    const read = await readApart(file.name, new Uint8Array(await file.arrayBuffer()))
    const id = await store.write(async (db) => {
      const { mapping, isKnown } = await mappingFor(db, organisation.id, read.headers)
      return addPending(db, {
        organisationId: organisation.id,
        accountId: session.asker.accountId,
        fileName: file.name,
        content: read.content,
        mapping: isKnown ? mapping : undefined,
        now,
      })
    })
    const to = placeIn(organisation, `/import/${id}`)
    return { to, made: to }
  } catch (error) {
    if (error instanceof FileRefused) return uploadPage(context, asked, error.message)
    throw error
  }
}
