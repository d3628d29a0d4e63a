import { Worker } from 'node:worker_threads'
import type { ReadAnswer } from './read-worker.ts'
import { FileRefused } from './table.ts'

/** More than any file that is taken needs. */
const memory = { maxOldGenerationSizeMb: 1024 }
const longest = 60_000

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
  const worker = new Worker(new URL('read-worker.ts', import.meta.url), {
    workerData: { name, bytes },
    resourceLimits: memory,
  })
  const timer = setTimeout(() => void worker.terminate(), longest)
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error) => reject(isOutOfMemory(error) ? tooMuch(error) : error))
      worker.once('exit', () => reject(tooMuch()))
    })
    if ('refused' in answer) throw new FileRefused(answer.refused)
    return answer
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooMuch(cause?: unknown): FileRefused {
  return new FileRefused(
    'Reading the file takes more memory or time than a file of people needs. Split it into several files, or save it as CSV (UTF-8).',
    { cause },
  )
}
