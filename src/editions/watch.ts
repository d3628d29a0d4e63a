import { setTimeout as wait } from 'node:timers/promises'
import type { OpenLibrary } from './open.ts'

/** How often a server asks the store whether there is another edition, in milliseconds. */
const lookEvery = 2000

/**
 * Looks for imported editions until it is stopped. While the store is away, the editions that are
 * known go on being served.
 *
 * @returns stops looking, and waits for a look that is under way
 * @example
 * const stop = watchEditions(library)
 */
export function watchEditions(library: OpenLibrary): () => Promise<void> {
  const stop = new AbortController()
  const watching = watch(library, stop.signal)
  return async () => {
    stop.abort()
    await watching
  }
}

async function watch(library: OpenLibrary, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wait(lookEvery, undefined, { signal, ref: false }).catch(() => undefined)
    if (!signal.aborted) await library.refresh().catch(() => undefined)
  }
}
