import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, Worker } from 'node:worker_threads'
import type { Answer, Answering } from './source.ts'

/** Threads that answer what this one is asked. */
export interface Threads {
  /**
   * Questions go to whoever is free: the threads and this one. Whoever answers, the answer is the
   * same.
   */
  sharedWith(here: Answering): Answering
}

/** A module that calls `answerHere`, what it is started with, and how many times. */
export interface ThreadsToStart {
  readonly entry: URL
  readonly data: unknown
  readonly count: number
}

/**
 * Starts threads. They make themselves ready while this one does the same, and end when the shared
 * source is closed.
 *
 * @example
 * const threads = startThreads({ entry: new URL('thread.ts', import.meta.url), data, count: 1 })
 * const answer = await threads.sharedWith(here).get('/roles')
 */
export function startThreads({ entry, data, count }: ThreadsToStart): Threads {
  const workers = Array.from({ length: count }, () => new Worker(entry, { workerData: data }))
  return {
    sharedWith(here) {
      const waiting: Question[] = []
      const takeHere = takingHere(waiting, here)
      const takers = [...workers.map((worker) => takingAt(worker, waiting)), takeHere]
      return {
        get(address) {
          const { promise, resolve, reject } = Promise.withResolvers<Answer>()
          waiting.push({ address, resolve, reject })
          for (const take of takers) take()
          return promise
        },
        async close() {
          await Promise.all(workers.map((worker) => worker.terminate()))
          await here.close()
        },
      }
    },
  }
}

/** Answers the questions that a thread is asked, in their order. Called by the thread. */
export function answerHere(pages: Answering): void {
  let before: Promise<void> = Promise.resolve()
  parentPort?.on('message', (address: string) => {
    before = before.then(async () => parentPort?.postMessage(await pages.get(address), []))
  })
}

interface Question {
  readonly address: string
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** A thread has its next questions at hand when it has answered one, and need not wait for them. */
const askedAhead = 8

/** Hands waiting questions to a thread, which answers them in their order. */
function takingAt(worker: Worker, waiting: Question[]): () => void {
  const asked: Question[] = []
  const state: { failure?: Error } = {}
  const take = (): void => {
    while (state.failure === undefined && asked.length < askedAhead) {
      const question = waiting.shift()
      if (question === undefined) return
      asked.push(question)
      worker.postMessage(question.address, [])
    }
  }
  worker.on('message', ({ body, ...answer }: Answer) => {
    // What is copied between threads arrives without the methods of a Buffer.
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    asked.shift()?.resolve({ ...answer, body: bytes })
    take()
  })
  worker.on('error', (error) => {
    state.failure = error
  })
  worker.on('exit', () => {
    state.failure ??= new Error('A thread ended before it had answered.')
    for (const { reject } of asked.splice(0)) reject(state.failure)
  })
  return take
}

/** Answers waiting questions on this thread, one at a time. */
function takingHere(waiting: Question[], here: Answering): () => void {
  let busy = false
  const takeAll = async (): Promise<void> => {
    busy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await here.get(next.address).then(next.resolve, next.reject)
      // Answers of other threads come in between, and these get their next questions.
      await nextTurn()
    }
    busy = false
  }
  return () => {
    if (!busy) void takeAll()
  }
}
