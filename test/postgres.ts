import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL server of our own, on loopback, with nothing in it. */
export interface Postgres {
  /** Address of a database on it. */
  readonly url: (database?: string) => string
  /** Ends it in the way of a machine that goes away; `start` brings it back with its data. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Ends it and deletes what it kept. */
  readonly remove: () => Promise<void>
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/**
 * Starts a throw-away server. What it writes need not survive the machine, only the process; a
 * durable one writes as a real one does, for measuring.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const bin = programs()
  const folder = mkdtempSync(join(tmpdir(), 'capable-postgres-'))
  if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'capable', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...nobody, encoding: 'utf8', cwd: folder },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  let server: ReturnType<typeof spawn> | undefined
  const url = (database = 'postgres'): string => `postgres://capable@127.0.0.1:${port}/${database}`
  const settings = [
    `fsync=${durable ? 'on' : 'off'}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
  ]
  const start = async (): Promise<void> => {
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])]
    server = spawn(join(bin, 'postgres'), args, { ...nobody, stdio: 'ignore', cwd: folder })
    await answered(url())
  }
  const stop = async (): Promise<void> => {
    if (server === undefined) return
    const ended = once(server, 'exit')
    server.kill('SIGINT')
    await ended
    server = undefined
  }
  // A run that is ended early does not wait for anything.
  process.once('exit', () => {
    server?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  await start()
  const remove = async (): Promise<void> => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, start, stop, remove }
}

function programs(): string {
  const chosen = process.env['POSTGRES_BIN']
  if (chosen !== undefined) return chosen
  const folder = '/usr/lib/postgresql'
  const versions = existsSync(folder) ? readdirSync(folder) : []
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0]
  if (newest !== undefined) return join(folder, newest, 'bin')
  throw new Error('Set POSTGRES_BIN to the folder that holds initdb and postgres.')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.')
  return address.port
}

async function answered(url: string): Promise<void> {
  const lastTry = Date.now() + 20_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > lastTry) throw error
      await wait(50)
    }
  }
}
