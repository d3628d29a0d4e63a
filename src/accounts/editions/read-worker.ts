import { parentPort, workerData } from 'node:worker_threads'
import {
  differenceFromBase,
  ImportRefused,
  joinFiles,
  packEdition,
  readBytes,
} from '../../editions/index.ts'
import type {
  EditionLibrary,
  ImportedEdition,
  ImportedFile,
  ImportTarget,
  LoadedEdition,
  PackedEdition,
} from '../../editions/index.ts'
import type { CountedDifference } from '../../explore/index.ts'
import { countsOf } from '../../framework/index.ts'
import type { Finding } from '../../framework/index.ts'

/** What is to be read, and what it may be joined with. */
export interface ReadWork {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly into: ImportTarget | undefined
  /** `YYYY-MM-DD` */
  readonly today: string
  /** The newest edition of each framework. */
  readonly newest: readonly LoadedEdition[]
}

/** An edition that was made of the files. */
export interface ReadEdition {
  readonly packed: PackedEdition
  readonly kind: 'capability-framework' | 'maturity-model'
  readonly title: string
  readonly about: string
  /** How much the files hold of it. */
  readonly counts: ReturnType<typeof countsOf>
  readonly difference: (CountedDifference & { readonly from: string }) | undefined
}

/** What a reading thread answers. */
export type ReadAnswer =
  | { readonly refused: { readonly code: string; readonly message: string } }
  | {
      readonly editions: readonly ReadEdition[]
      /** What is wrong with the files. */
      readonly findings: readonly Finding[]
      readonly files: readonly ImportedFile[]
    }

function read({ files, into, today, newest }: ReadWork): ReadAnswer {
  const library = libraryOf(newest)
  try {
    const made = joinFiles(
      files.map(({ name, bytes }) => readBytes(name, bytes)),
      { library, today, ...(into !== undefined && { into }) },
    )
    return {
      editions: made.editions.map((each) => readEdition(each, library)),
      findings: [...made.editions.flatMap((each) => each.heldFindings), ...made.findings],
      files: made.files,
    }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

function readEdition(made: ImportedEdition, library: EditionLibrary): ReadEdition {
  const { edition } = made
  return {
    packed: packEdition(made),
    kind: edition.kind,
    title: edition.edition.title,
    about: edition.edition.about,
    counts: countsOf(made.held),
    difference: differenceFromBase(made, library),
  }
}

function libraryOf(newest: readonly LoadedEdition[]): EditionLibrary {
  const find = (framework: string): LoadedEdition | undefined =>
    newest.find(({ edition }) => edition.framework.slug === framework)
  return {
    all: () => newest,
    newest: find,
    get: (framework, name) => {
      const found = find(framework)
      return found?.edition.edition.name === name ? found : undefined
    },
  }
}

function isWork(value: unknown): value is ReadWork {
  if (typeof value !== 'object' || value === null) return false
  return 'files' in value && Array.isArray(value.files) && 'newest' in value && 'today' in value
}

const work: unknown = workerData
if (!isWork(work)) throw new TypeError('There are no files.')
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(read(work))
