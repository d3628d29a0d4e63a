import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { describe, it } from 'node:test'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { letStop } from './stopping.ts'
import type { Patience } from './stopping.ts'

const never = 600_000
const short = 50

/** A server with a connection on which this much was written. */
async function listening(patience: Patience, written: string) {
  const app = Fastify()
  const asked = once(app.server, 'request')
  app.post('/', async ({ body }) => `got ${String(body)}`)
  letStop(app, patience)
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, asked, socket: await client(app, written) }
}

async function client(app: FastifyInstance, written: string): Promise<Socket> {
  const address = app.server.address()
  assert.ok(typeof address === 'object' && address !== null)
  const accepted = once(app.server, 'connection')
  const socket = connect(address.port, '127.0.0.1')
  socket.on('error', () => undefined)
  await accepted
  socket.write(written)
  return socket
}

const headers =
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n'

describe('a server that stops', () => {
  it('does not wait for connections on which nothing is asked, or not even half', async () => {
    for (const written of ['', 'POST / HTTP/1.1\r\nHos']) {
      const { app, socket } = await listening({ unused: short, unfinished: never }, written)
      const closed = once(socket, 'close')
      await app.close()
      await closed
    }
  })

  it('does not wait for ever for the rest of a request', async () => {
    const { app, asked } = await listening({ unused: short, unfinished: 2 * short }, `${headers}ab`)
    await asked
    await app.close()
  })

  it('answers a request whose rest still comes, and then waits no longer', async () => {
    const { app, asked, socket } = await listening(
      { unused: short, unfinished: never },
      `${headers}ab`,
    )
    await asked
    const answer = socket.setEncoding('utf8').toArray()
    const stopped = app.close()
    setTimeout(() => socket.write('cd'), 2 * short)
    await stopped
    assert.match((await answer).join(''), /got abcd$/)
  })
})
