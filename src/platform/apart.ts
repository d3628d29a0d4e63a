import { Worker } from 'node:worker_threads'

/** More than any file that is taken needs. */
const memory = { maxOldGenerationSizeMb: 1024 }
const longest = 60_000

/** Work that took more memory or time than it may. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork'
}

/**
 * Does work in a thread of its own, so that the server goes on answering, with bounds on memory
 * and time.
 *
 * @param file a module that posts one message to its parent: the answer
 * @param data what the module finds as `workerData`
 * @throws TooMuchWork where the bounds are reached
 * @example
 * await apart<ReadAnswer>(new URL('read-worker.ts', import.meta.url), { name, bytes })
 */
export async function apart<Answer>(file: URL, data: unknown): Promise<Answer> {
  const worker = new Worker(file, { workerData: data, resourceLimits: memory })
  const timer = setTimeout(() => void worker.terminate(), longest)
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error) =>
        reject(isOutOfMemory(error) ? new TooMuchWork('', { cause: error }) : error),
      )
      worker.once('exit', () => reject(new TooMuchWork()))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
