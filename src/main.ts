import type { Door } from './accounts/index.ts'
import { firstAdministratorLink, safeOf, secretOfServer } from './accounts/index.ts'
import { createApp } from './app.ts'
import { openLibrary, PackError } from './editions/index.ts'
import { configFromProcess, diskFault, ExpectedFailure, SettingsError } from './platform/index.ts'
import type { Config } from './platform/index.ts'
import { lockForServer, openStore } from './platform/store/index.ts'
import type { Store } from './platform/store/index.ts'

/** Starts the server and stops it cleanly when the system asks for that. */
export async function serve(config: Config): Promise<void> {
  const library = openLibrary({ dataDir: config.dataDir })
  const opened = openDoor(config)
  const door = opened?.door
  const app = await createApp({ library, config, ...(door !== undefined && { door }) })
  app.addHook('onClose', () => opened?.close())
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void app.close()
    })
  }
  const address = await app.listen({ port: config.port, host: config.host })
  console.log(`Capable is ready at ${address}`)
  if (door !== undefined) await inviteFirst(door.store, config.baseUrl || address)
}

/** Frameworks are served even where nothing can be written: then nobody can sign in. */
function openDoor(config: Config): { door: Door; close: () => Promise<void> } | undefined {
  try {
    const release = config.databaseUrl === '' ? lockForServer(config.dataDir) : undefined
    const store = openStore(config)
    const close = async (): Promise<void> => {
      await store.close()
      release?.()
    }
    return { door: { store, safe: safeOf(secretOfServer(config)), now: () => new Date() }, close }
  } catch (error) {
    const fault = diskFault(error)
    if (fault === undefined) throw error
    console.error(`Records about people cannot be kept, so nobody can sign in. ${fault}`)
    return undefined
  }
}

/** Until somebody can sign in, each start prints a link for the first administrator. */
async function inviteFirst(store: Store, address: string): Promise<void> {
  try {
    const path = await firstAdministratorLink(store, { now: new Date() })
    if (path === undefined) return
    console.log(
      `To keep records about people, open ${address}${path} within 24 hours. Reading needs no account.`,
    )
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    console.error(`Records about people cannot be kept yet. ${causeOf(error)}`)
  }
}

function causeOf({ cause, message }: Error): string {
  return cause instanceof Error && cause.message !== '' ? cause.message : message
}

/** A start that fails for a known reason is one sentence, without a stack. */
function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof PackError) return error.message
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE') {
      return 'The port is in use by another program. Set PORT to a free one, for example PORT=3001.'
    }
    if (error.code === 'EACCES') return 'This port needs more rights. Set PORT to one above 1023.'
    if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL') {
      return 'HOST is not an address of this machine. Set it to 127.0.0.1 or 0.0.0.0.'
    }
  }
  throw error
}

/** Starts with the settings of the environment; what is wrong with them is said in a sentence. */
export async function start(): Promise<void> {
  try {
    await serve(configFromProcess())
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  }
}

if (import.meta.main) await start()
