import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A server that was started for a measurement. */
export interface Server {
  readonly address: string
  stop(): Promise<void>
}

/** Whether a program is on this machine. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined
}

/** Starts a script that prints the address at which it is ready. */
export async function startScript(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /ready at (http:\S+)/.exec(line)?.[1]
    if (address !== undefined) return { address, stop: () => stopped(child) }
  }
  throw new Error(`${args.join(' ')} ended before it was ready`)
}

/** Starts nginx with one worker on files in a folder. They are gzipped already. */
export async function startNginx(folder: string, type: string): Promise<Server> {
  const port = await freePort()
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const config = `${user} worker_processes 1; daemon off; pid ${join(folder, 'pid')};
error_log ${join(folder, 'error.log')};
events { worker_connections 256; }
http {
  access_log off; sendfile on; keepalive_requests 1000000000; open_file_cache max=100;
  ${places.join(' ')}
  server {
    listen 127.0.0.1:${port}; root ${join(folder, 'files')};
    types {} default_type "${type}"; add_header Content-Encoding gzip;
  }
}
`
  mkdirSync(join(folder, 'files'), { recursive: true })
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, config)
  const errors = join(folder, 'error.log')
  const child = spawn('nginx', ['-c', file, '-e', errors], { stdio: 'ignore' })
  const address = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const reached = await fetch(address).catch(() => undefined)
    if (reached !== undefined) return { address, stop: () => stopped(child) }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('nginx did not start')
}

/** Requests a second that a server answers to wrk: one thread, 20 connections. */
export function requestsPerSecond(address: string, seconds: number): number {
  const args = ['-t1', '-c20', `-d${seconds}s`, '-H', 'Accept-Encoding: gzip', address]
  const { stdout } = spawnSync('wrk', args, { encoding: 'utf8' })
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`wrk on ${address}: ${stdout}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1])
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0
      server.close(() => resolve(port))
    })
  })
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    child.kill()
  })
}
