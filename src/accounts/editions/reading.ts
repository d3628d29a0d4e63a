import type { ImportTarget, LoadedEdition } from '../../editions/index.ts'
import { apart, TooMuchWork } from '../../platform/apart.ts'
import type { AccountsContext, EditionsPlace } from '../context.ts'
import { notePending } from './pending.ts'
import type { ReadAnswer, ReadWork } from './read-worker.ts'
import { refusedReport, reportOf } from './report.ts'

/** Files of so many people may wait for each other; their bytes are in memory meanwhile. */
const mostWaiting = 4

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** Whether so many files are being read that more would take too much memory. */
export function isBusy(): boolean {
  return waiting >= mostWaiting
}

/** What loading editions needs. */
export type LoadContext = AccountsContext & { readonly editions: EditionsPlace }

/** What is to be read, and where what comes of it is kept. */
export interface Uploaded {
  readonly id: string
  readonly files: ReadWork['files']
  readonly into: ImportTarget | undefined
  readonly now: Date
}

/**
 * Reads files in a thread of its own, one upload after the other, and keeps what comes of it.
 *
 * @returns when it is kept
 * @throws ExpectedFailure while the store is away
 */
export async function readUploaded(
  { door, editions }: LoadContext,
  { id, files, into, now }: Uploaded,
): Promise<void> {
  const { library } = editions
  const today = now.toISOString().slice(0, 10)
  waiting += 1
  const turn = last.then(() =>
    apart<ReadAnswer>(new URL('read-worker.ts', import.meta.url), {
      files,
      into,
      today,
      newest: newestOfEach(library.all()),
    } satisfies ReadWork),
  )
  last = turn.catch(() => undefined)
  try {
    const answer = await turn
    const report = reportOf(answer, library)
    const packed = 'refused' in answer ? [] : answer.editions.map((each) => each.packed)
    await door.store.write((db) => notePending(db, id, { report, editions: packed }))
  } catch (error) {
    const isTooMuch = error instanceof TooMuchWork
    const report = refusedReport(isTooMuch ? tooMuch : ourFault)
    await door.store.write((db) => notePending(db, id, { report, editions: [] }))
    if (!isTooMuch) throw error
  } finally {
    waiting -= 1
  }
}

const tooMuch =
  'Reading the files takes more memory or time than a framework needs. Check that these are the files you mean, or load fewer at once.'
const ourFault =
  'The files could not be read because of a fault on our side. Nothing was changed. Tell whoever runs this service.'

/** Editions are listed newest first within a framework. */
function newestOfEach(all: readonly LoadedEdition[]): LoadedEdition[] {
  const seen = new Set<string>()
  return all.filter(({ edition: { framework } }) => {
    if (seen.has(framework.slug)) return false
    return seen.add(framework.slug)
  })
}
