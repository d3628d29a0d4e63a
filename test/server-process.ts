import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Store } from '../src/platform/store/index.ts'

/** What seals the records of the made-up organisation, see `organisation.ts`. */
export const testSecret = 'x'.repeat(32)

/** A server in a process of its own. */
export interface ServerProcess {
  readonly address: string
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Asks it to stop; answers its exit code. */
  stop(): Promise<number>
}

/**
 * Starts the server on a free port over a database that tests share with it. Whoever starts it
 * ends it.
 *
 * @example
 * const server = await startServer(await testDatabase('sqlite'))
 */
export async function startServer({
  dataDir,
  databaseUrl,
}: {
  dataDir: string
  databaseUrl: string
}): Promise<ServerProcess> {
  const server = spawn(process.execPath, [join(import.meta.dirname, '..', 'src', 'main.ts')], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: testSecret,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(server.stdout, 'data')
  const address = /http:\S+/.exec(String(line))?.[0]
  assert.ok(address !== undefined, `the server said: ${line}`)
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    if (server.exitCode !== null || server.signalCode !== null) return server.exitCode ?? -1
    const ended = once(server, 'exit')
    server.kill(signal)
    const [code] = await ended
    return Number(code ?? -1)
  }
  return {
    address,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}

/** The teams of an organisation, and how many lines in the log say that one was changed. */
export function teamsAndEvents(
  store: Store,
  organisationId: string,
): Promise<{ references: ReadonlySet<string>; events: number }> {
  return store.read(async (db) => {
    const teams = await db
      .selectFrom('teams')
      .select('reference')
      .where('organisation_id', '=', organisationId)
      .execute()
    const events = await db
      .selectFrom('events')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('action', '=', 'team.changed')
      .execute()
    return {
      references: new Set(teams.map(({ reference }) => reference)),
      events: events.length,
    }
  })
}
