import { setTimeout as wait } from 'node:timers/promises'
import { editionName, importHistory } from '../../editions/index.ts'
import type { ImportTarget, PastImport } from '../../editions/index.ts'
import { readableMoment, view } from '../../platform/index.ts'
import { sessionIn } from '../account-routes.ts'
import type { AccountsContext } from '../context.ts'
import { frameOf } from '../context.ts'
import type { Field, Filled, FormView } from '../form.ts'
import { readFields, shownFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import { sheetOf } from '../sheet.ts'
import type { SheetView } from '../sheet.ts'
import { addPending } from './pending.ts'
import { confirm, discard, previewPage } from './preview-routes.ts'
import { isBusy, readUploaded } from './reading.ts'
import type { LoadContext } from './reading.ts'

/** A page waits so long for files to be read before it says that they still are, in milliseconds. */
const patience = 5000
/** A framework comes in a few files; one a page of it is the most there is. */
const mostFiles = 200
const listed = 50

type LoadView = SheetView & Pick<FormView, 'fields' | 'errors'>

const loadView = view<LoadView>('accounts/editions/views/load.njk')
const permission = 'editions.load'

/** Loading an edition: choose files, look at what they make, confirm. */
export function editionRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const path = '/editions/load'
  const within =
    (answer: (to: LoadContext, asked: PrivateAsked) => Promise<PrivateAnswer>) =>
    async (asked: PrivateAsked): Promise<PrivateAnswer> =>
      answer(loadContext(context), asked)
  return [
    {
      method: 'GET',
      path,
      permission,
      answer: within((to, asked) => loadPage(to, asked, unfilled())),
    },
    { method: 'POST', path, permission, takesFiles: true, answer: within(upload) },
    { method: 'GET', path: `${path}/:upload`, permission, answer: within(previewPage) },
    { method: 'POST', path: `${path}/:upload/confirm`, permission, answer: within(confirm) },
    { method: 'POST', path: `${path}/:upload/discard`, permission, answer: within(discard) },
  ]
}

function loadContext({ editions, ...context }: AccountsContext): LoadContext {
  if (editions === undefined) throw new RangeError('There is nowhere to load an edition to.')
  return { ...context, editions }
}

function fieldsOf({ editions: { library } }: LoadContext): readonly Field[] {
  const frameworks = new Map(
    library.all().map(({ edition: { framework } }) => [framework.slug, framework]),
  )
  return [
    {
      name: 'files',
      label: 'Files',
      kind: 'file',
      hint: 'Choose all files of the download together: roles.csv, skills.csv and changelog.csv of the official service, or any other format that Capable reads. At most 25 MB.',
    },
    {
      name: 'framework',
      label: 'Framework',
      kind: 'select',
      optional: true,
      options: [
        { value: '', text: 'The one that the files are about' },
        ...[...frameworks.values()].map(({ slug, title }) => ({ value: slug, text: title.value })),
      ],
    },
    {
      name: 'edition',
      label: 'Name of the new edition',
      kind: 'text',
      optional: true,
      hint: 'The date of the download, for example 2026-12-01. The name can never be changed. If you leave it empty it is the date of today, or what a file says that names its own edition.',
      check: editionName,
    },
  ]
}

async function loadPage(
  context: LoadContext,
  asked: PrivateAsked,
  filled: Filled,
): Promise<PrivateAnswer> {
  const title = 'Load an edition'
  const history = await context.door.store.read((db) => importHistory(db, listed))
  const session = sessionIn(asked)
  return {
    status: filled.errors.length === 0 ? 200 : 422,
    html: context.views.render(loadView, {
      ...sheetOf({
        frame: frameOf(session, { title, address: '/editions/load' }),
        title,
        lead: [
          'An edition is for everybody who uses this service. You see what the files hold, what is wrong with them and how they differ from the newest edition before anything is loaded. What is loaded can never be changed or taken away.',
        ],
        sections: history.length === 0 ? [] : [historySection(history)],
      }),
      ...shownFields(fieldsOf(context), filled),
    }),
  }
}

const ways: Readonly<Record<PastImport['imported_by'], string>> = {
  'command-line': 'The command line',
  browser: 'An account that was deleted',
  'data-folder': 'An earlier version of Capable',
}

function historySection(history: readonly PastImport[]) {
  return {
    heading: history.length < listed ? 'Loaded so far' : `The last ${listed} that were loaded`,
    table: {
      caption: 'Editions that were loaded',
      head: ['Edition', 'When', 'By whom', 'Files'],
      rows: history.map((each) => [
        `${each.framework}@${each.edition}`,
        readableMoment(each.imported_at),
        each.account_name ?? ways[each.imported_by],
        fileNamesIn(each.files),
      ]),
    },
  }
}

function fileNamesIn(text: string): string {
  const files: unknown = JSON.parse(text)
  if (!Array.isArray(files)) return ''
  const names = files.map((file: unknown) =>
    typeof file === 'object' && file !== null && 'name' in file ? String(file.name) : '',
  )
  const [shown, more] = [names.slice(0, 10), names.length - 10]
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

async function upload(context: LoadContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const filled = readFields(fieldsOf(context), asked.form)
  const files = asked.allFiles.map((file) => ({ file, name: nameOf(file) }))
  const wrong = wrongWith(files.map(({ name }) => name))
  const errors = [
    ...(wrong === undefined ? [] : [{ field: 'files', message: wrong }]),
    ...filled.errors,
  ]
  if (errors.length > 0) return loadPage(context, asked, { ...filled, errors })
  const { accountId } = sessionIn(asked).asker
  const { now } = asked
  const fileNames = files.map(({ name }) => name)
  const id = await context.door.store.write((db) => addPending(db, { accountId, fileNames, now }))
  const reading = readUploaded(context, {
    id,
    files: await Promise.all(
      files.map(async ({ file, name }) => ({
        name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
    into: targetIn(filled, now),
    now,
  })
  // Whoever does not wait for it sees on the page what came of it.
  reading.catch(() => undefined)
  await Promise.race([reading, wait(patience, undefined, { ref: false })])
  return { to: `/editions/load/${id}` }
}

/** Without the folder that some browsers send along, and without what no name needs. */
function nameOf({ name }: File): string {
  const last = name.split(/[\\/]/).at(-1) ?? name
  const shown = last
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .slice(0, 200)
  return shown === '' ? 'file' : shown
}

function wrongWith(names: readonly string[]): string | undefined {
  if (names.length === 0) return 'Choose at least one file'
  if (names.length > mostFiles) return `Choose ${mostFiles} files or fewer`
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return `Choose only one file with the name ${twice}`
  return isBusy() ? 'Other files are being read. Choose yours again in a minute' : undefined
}

/** What the form says of where the edition goes; undefined: nothing. */
function targetIn({ values }: Filled, now: Date): ImportTarget | undefined {
  const framework = values.get('framework') ?? ''
  const edition = values.get('edition') ?? ''
  if (framework === '' && edition === '') return undefined
  return {
    edition: edition || now.toISOString().slice(0, 10),
    ...(framework !== '' && { framework }),
  }
}
