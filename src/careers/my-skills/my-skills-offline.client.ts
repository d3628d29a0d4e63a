import type { ToKeep } from './offline.client.ts'

/** The parts of a service worker that are used here; the types of pages do not have them. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

interface MessageFromPage extends WorkerEvent {
  readonly data: ToKeep
  readonly source: { postMessage(message: unknown): void } | null
}

interface Worker {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', does: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', does: (event: FetchEvent) => void): void
  addEventListener(type: 'message', does: (event: MessageFromPage) => void): void
}

const cacheName = 'capable-my-skills'

const here: unknown = globalThis
if (isWorker(here)) listen(here)

/** This file runs as a service worker, where the global object is another one than on a page. */
function isWorker(found: unknown): found is Worker {
  return typeof found === 'object' && found !== null && 'skipWaiting' in found
}

function listen(worker: Worker): void {
  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
  worker.addEventListener('message', (event) => {
    event.waitUntil(keep(event.data.keep).then(() => event.source?.postMessage('kept')))
  })
  worker.addEventListener('fetch', (event) => {
    const { request } = event
    const { origin, pathname } = new URL(request.url)
    const ours = origin === new URL(globalThis.location.href).origin
    if (ours && request.method === 'GET' && !pathname.includes('/suggestions')) {
      event.respondWith(answer(request))
    }
  })
}

/** Keeps these addresses and nothing else. */
async function keep(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName)
  await Promise.all(
    addresses.map(async (address) => {
      const response = await fetch(address)
      if (response.ok) await cache.put(address, response)
    }),
  )
  const wanted = new Set(addresses)
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url)
}

/** The network first, so that nobody sees an old page; what is kept where there is none. */
async function answer(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const cache = await caches.open(cacheName)
    const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' })
    if (kept !== undefined) return kept
    const start = request.mode === 'navigate' ? await tool(cache) : undefined
    if (start !== undefined) return start
    throw error
  }
}

/** The tool works at any of its addresses. */
async function tool(cache: Cache): Promise<Response | undefined> {
  const pages = await cache.keys()
  const page = pages.find(({ url }) => new URL(url).pathname.endsWith('/my-skills'))
  return page === undefined ? undefined : cache.match(page)
}
