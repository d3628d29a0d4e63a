import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answering } from './source.ts'
import { startThreads } from './threads.ts'

/** Answers each address with who answered it. */
const echo = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', (address) => {
    parentPort.postMessage({ status: 200, type: 'text/html', body: Buffer.from('thread ' + address) })
  })`
const failing = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', () => { throw new Error('lost') })`
const leaving = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', () => process.exit())`

function threadOf(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}

function hereOf(answer: (address: string) => Promise<string>): Answering {
  return {
    get: async (address) => ({
      status: 200,
      type: 'text/html',
      location: undefined,
      body: Buffer.from(await answer(address)),
    }),
    close: async () => {},
  }
}

const addresses = Array.from({ length: 200 }, (_, at) => `/${at}`)

describe('threads that answer together', () => {
  it('answer every question once, each with its own answer', async () => {
    const asked: string[] = []
    const here = hereOf(async (address) => {
      asked.push(address)
      return `here ${address}`
    })
    const threads = startThreads({ entry: threadOf(echo), data: undefined, count: 2 })
    const shared = threads.sharedWith(here)
    try {
      const answers = await Promise.all(addresses.map((address) => shared.get(address)))
      const words = answers.map(({ body }) => body.toString().split(' '))
      assert.deepEqual(
        words.map(([, address]) => address),
        addresses,
      )
      const answeredHere = words.flatMap(([who, address]) => (who === 'here' ? [address] : []))
      assert.deepEqual(answeredHere, asked)
      assert.ok(asked.length < addresses.length)
    } finally {
      await shared.close()
    }
  })

  for (const [what, code, reason] of [
    ['fails', failing, /lost/],
    ['ends', leaving, /ended before it had answered/],
  ] as const) {
    it(`say so when one of them ${what}, and leave nobody waiting`, async () => {
      const threads = startThreads({ entry: threadOf(code), data: undefined, count: 1 })
      const shared = threads.sharedWith(hereOf(async (address) => address))
      try {
        const settled = await Promise.allSettled(addresses.map((address) => shared.get(address)))
        const failed = settled.filter((one) => one.status === 'rejected')
        assert.ok(failed.length > 0)
        for (const { reason: why } of failed) assert.match(String(why), reason)
      } finally {
        await shared.close()
      }
    })
  }

  it('say what this thread could not answer', async () => {
    const threads = startThreads({ entry: threadOf(echo), data: undefined, count: 0 })
    const shared = threads.sharedWith(hereOf(() => Promise.reject(new Error('broken'))))
    await assert.rejects(shared.get('/'), /broken/)
    await shared.close()
  })
})
