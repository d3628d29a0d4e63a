import { apart, TooMuchWork } from '../../../platform/apart.ts'
import type { ReadAnswer } from './read-worker.ts'
import { FileRefused } from './table.ts'

let last: Promise<unknown> = Promise.resolve()

/**
 * Reads a file in a thread of its own, so that the server goes on answering, with bounds on memory
 * and time. One file is read at a time.
 *
 * @returns the table as JSON, and its headers
 * @throws FileRefused with a sentence that says why and what to do
 */
export function readApart(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly content: string; readonly headers: readonly string[] }> {
  const reading = last.then(() => inThread(name, bytes))
  last = reading.catch(() => undefined)
  return reading
}

async function inThread(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly content: string; readonly headers: readonly string[] }> {
  try {
    const file = new URL('read-worker.ts', import.meta.url)
    const answer = await apart<ReadAnswer>(file, { name, bytes })
    if ('refused' in answer) throw new FileRefused(answer.refused)
    return answer
  } catch (error) {
    if (error instanceof TooMuchWork) throw tooMuch(error)
    throw error
  }
}

function tooMuch(cause: unknown): FileRefused {
  return new FileRefused(
    'Reading the file takes more memory or time than a file of people needs. Split it into several files, or save it as CSV (UTF-8).',
    { cause },
  )
}
