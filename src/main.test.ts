import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'capable-main-'))
after(() => rmSync(folder, { recursive: true }))

interface Running {
  readonly address: string
  log(): string
  stop(): Promise<number>
}

/** Starts the server as a process of its own, on a port the system chooses. */
async function started(settings: Readonly<Record<string, string>>): Promise<Running> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  server.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const [line] = await once(server.stdout, 'data')
  const address = /http:\S+/.exec(String(line))?.[0]
  assert.ok(address !== undefined)
  return {
    address,
    log: () => log,
    stop: async () => {
      server.kill('SIGTERM')
      const [code] = await once(server, 'exit')
      return Number(code)
    },
  }
}

test('the log says what was answered, not who asked nor what they searched for', async () => {
  const server = await started({ LOG_LEVEL: 'info' })
  const found = await fetch(`${server.address}/skills?q=wanderlust`)
  const lost = await fetch(`${server.address}/nowhere?q=wanderlust`)
  const link = await fetch(`${server.address}/link/wanderlust`)
  const token = await fetch(`${server.address}/organisations/1/people.json`, {
    headers: { authorization: 'Bearer cap_wanderlust' },
  })
  assert.deepEqual([found.status, lost.status, link.status, token.status], [200, 404, 410, 401])
  assert.equal(await server.stop(), 0)
  assert.match(server.log(), /"path":"\/nowhere"/)
  assert.doesNotMatch(server.log(), /wanderlust|remoteAddress|remotePort/)
})

/** An address of this machine at which nobody answers. */
async function nobodyHome(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  assert.ok(typeof address === 'object' && address !== null)
  return `http://127.0.0.1:${address.port}`
}

test('the log says nothing of what a sign-in provider sent', async () => {
  const server = await started({
    LOG_LEVEL: 'trace',
    BASE_URL: 'http://127.0.0.1:1',
    OIDC_ISSUER: await nobodyHome(),
    OIDC_CLIENT_ID: 'capable',
    OIDC_CLIENT_SECRET: 'wanderlust',
    OIDC_ORGANISATIONS: '*=b0a1c2d3-0000-4000-8000-000000000001',
  })
  const back = `${server.address}/sign-in/provider/back?code=wanderlust&state=wanderlust`
  const answers = [
    await fetch(back, { headers: { cookie: 'capable-provider=wanderlust' } }),
    await fetch(`${server.address}/sign-in/provider`, {
      method: 'POST',
      body: new URLSearchParams(),
    }),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [410, 422],
  )
  assert.equal(await server.stop(), 0)
  assert.match(server.log(), /"reason":"TypeError ECONNREFUSED"/)
  assert.doesNotMatch(server.log(), /wanderlust/)
})

test('a server that sends mail stops cleanly, with a mail server that is away', async () => {
  const server = await started({
    BASE_URL: 'http://127.0.0.1:1',
    SMTP_URL: (await nobodyHome()).replace('http', 'smtp'),
    MAIL_FROM: 'capable@example.org',
  })
  const form = new URLSearchParams({ email: 'ada@example.org' })
  const asked = await fetch(`${server.address}/sign-in/new-password`, {
    method: 'POST',
    body: form,
  })
  assert.equal(asked.status, 200)
  assert.equal(await server.stop(), 0)
  assert.equal(server.log(), '')
})

test('a bad setting stops the start with a sentence', async () => {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, PORT: 'many' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  server.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const [code] = await once(server, 'close')
  assert.equal(code, 1)
  assert.match(complaint, /^PORT .*\n$/)
})
