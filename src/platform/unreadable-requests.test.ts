import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createServer, createViews, readConfig, replyWithErrors, serveHealth } from './index.ts'

let app: FastifyInstance
let port = 0

before(async () => {
  const views = createViews({ navigation: [], asset: (name) => name, hasServer: true })
  const errors = { views, footer: () => undefined }
  app = createServer({ config: readConfig({ LOG_LEVEL: 'silent' }), errors, kept: undefined })
  serveHealth(app, () => true)
  replyWithErrors(app, errors)
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
after(() => app.close())

/** Sends bytes as they are and reads everything that comes back. */
async function sent(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

const unreadable: readonly (readonly [string, string, number, string])[] = [
  ['an unknown verb', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'request-not-valid'],
  [
    'headers of 20 kB',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers-too-large',
  ],
]
for (const [what, bytes, status, code] of unreadable) {
  test(`${what} is answered with the envelope and the headers that keep readers safe`, async () => {
    const answer = await sent(bytes)
    assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer)
    assert.match(answer, new RegExp(`"code":"${code}"`))
    assert.match(answer, /content-security-policy: default-src 'none'/)
    assert.match(answer, /x-content-type-options: nosniff/)
  })
}

test('the addresses that tell how the server is can only be read', async () => {
  for (const url of ['/healthz', '/readyz']) {
    const { statusCode, headers } = await app.inject({ method: 'POST', url })
    assert.deepEqual([statusCode, headers.allow], [405, 'GET, HEAD'])
  }
})
