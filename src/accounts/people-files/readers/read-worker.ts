import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read-file.ts'
import { FileRefused } from './table.ts'

/** What a reading thread answers. */
export type ReadAnswer =
  | { readonly refused: string }
  | {
      /** The table as JSON. */
      readonly content: string
      readonly headers: readonly string[]
    }

async function read(): Promise<ReadAnswer> {
  const given: unknown = workerData
  if (typeof given !== 'object' || given === null) throw new TypeError('There is no file.')
  if (!('name' in given) || typeof given.name !== 'string') throw new TypeError('No name.')
  if (!('bytes' in given) || !(given.bytes instanceof Uint8Array)) throw new TypeError('No bytes.')
  try {
    const table = await readTable(given.name, given.bytes)
    return { content: JSON.stringify(table), headers: table.headers }
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.message }
    throw error
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await read())
