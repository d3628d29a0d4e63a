import { addEdition, keptNames } from '../../editions/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { sessionIn } from '../account-routes.ts'
import type { PrivateAnswer, PrivateAsked } from '../http.ts'
import { log } from '../store/events.ts'
import { finishPending, pendingBy, pendingEditions, removePending } from './pending.ts'
import type { PendingSought } from './pending.ts'
import type { LoadContext } from './reading.ts'
import { whyStale } from './report.ts'
import type { Report } from './report.ts'
import { donePage, gonePage, lookPage, place, readingPage } from './upload-pages.ts'

/** How often it is tried again when others load editions at the same moment. */
const mostTries = 5

function soughtIn(asked: PrivateAsked): PendingSought {
  const { accountId } = sessionIn(asked).asker
  return { accountId, id: asked.params['upload'] ?? '', now: asked.now }
}

/** What the files of an upload would make, or that they are being read, or that they were loaded. */
export async function previewPage(
  context: LoadContext,
  asked: PrivateAsked,
): Promise<PrivateAnswer> {
  const pending = await context.door.store.read((db) => pendingBy(db, soughtIn(asked)))
  if (pending === undefined) return gonePage(context, asked)
  if (pending.report === undefined) return readingPage(context, asked, pending)
  if (pending.isLoaded) return donePage(context, asked, pending.report)
  const { report } = pending
  const stale = await staleIn(context, report)
  return lookPage(context, asked, { pending, report, stale })
}

/** What others have done since the files were read, as far as it stands in the way. */
async function staleIn(
  { door, editions }: LoadContext,
  report: Report,
): Promise<string | undefined> {
  const { library } = editions
  const names = await door.store.read(keptNames)
  await library.refresh?.()
  const isKept = (of: Report['editions'][number]): boolean =>
    names.some(({ framework, edition }) => framework === of.framework && edition === of.edition)
  return report.editions
    .map((each) =>
      whyStale(each, {
        newest: library.newest(each.framework)?.edition.edition.name ?? null,
        exists: isKept(each) || library.get(each.framework, each.edition) !== undefined,
      }),
    )
    .find((why) => why !== undefined)
}

/** Loads what was looked at: all of it, or nothing. */
export async function confirm(context: LoadContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const sought = soughtIn(asked)
  const { store } = context.door
  const pending = await store.read((db) => pendingBy(db, sought))
  if (pending === undefined) return gonePage(context, asked)
  const { id, report, isLoaded } = pending
  const address = { to: `${place}/${id}` }
  if (report === undefined || report.editions.length === 0 || isLoaded) return address
  if (report.errors > 0 && asked.form.get('accept') !== 'yes') {
    const error = 'Say that you accept the errors, or mend the files and choose them again'
    const stale = await staleIn(context, report)
    return lookPage(context, asked, { pending, report, stale, error })
  }
  for (let left = mostTries; left > 0; left -= 1) {
    const { length: known } = await store.read(keptNames)
    // The page says what came between.
    if ((await staleIn(context, report)) !== undefined) return address
    if (await store.write((db) => load(db, { sought, report, known }))) break
  }
  await context.editions.library.refresh?.()
  return address
}

interface Loading {
  readonly sought: PendingSought
  readonly report: Report
  /** How many editions there were when it was found that nothing stands in the way. */
  readonly known: number
}

/** False: somebody loaded another edition meanwhile, so it has to be looked at again. */
async function load(db: Writing, { sought, report, known }: Loading): Promise<boolean> {
  const { accountId, id, now } = sought
  if ((await keptNames(db)).length !== known) return false
  const pending = await pendingBy(db, sought)
  if (pending === undefined || pending.isLoaded) return true
  for (const each of await pendingEditions(db, id)) {
    const isNew = await addEdition(db, each, { by: 'browser', accountId, files: report.files, now })
    if (!isNew) throw new RangeError('There is an edition that was not there a moment ago.')
    const what = `${each.framework}@${each.edition}`
    await log(db, { action: 'edition.loaded', accountId, details: { what }, now })
  }
  await finishPending(db, id, now)
  return true
}

/** Takes files away that are not to be loaded. */
export async function discard(context: LoadContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const sought = soughtIn(asked)
  const wasThere = await context.door.store.write(async (db) => {
    const pending = await pendingBy(db, sought)
    if (pending === undefined) return false
    await removePending(db, pending.id)
    return true
  })
  return wasThere ? { to: place, saved: 'The files were discarded.' } : gonePage(context, asked)
}
