import type { Door } from './accounts/index.ts'
import { firstAdministratorLink, safeOf, secretOfServer } from './accounts/index.ts'
import { createApp } from './app.ts'
import { moveInEditions, openLibrary, PackError, watchEditions } from './editions/index.ts'
import type { OpenLibrary } from './editions/index.ts'
import { configFromProcess, diskFault, ExpectedFailure, SettingsError } from './platform/index.ts'
import type { Config } from './platform/index.ts'
import { lockForServer, openStore } from './platform/store/index.ts'
import type { Store } from './platform/store/index.ts'

/** Starts the server and stops it cleanly when the system asks for that. */
export async function serve(config: Config): Promise<void> {
  const opened = openDoor(config)
  try {
    await serveBehind(opened, config)
  } catch (error) {
    await opened?.close()
    throw error
  }
}

async function serveBehind(opened: OpenDoor | undefined, config: Config): Promise<void> {
  const door = opened?.door
  const library = await openEditions(config, door?.store)
  const app = await createApp({ library, config, ...(door !== undefined && { door }) })
  let stopWatching: (() => Promise<void>) | undefined
  app.addHook('onClose', async () => {
    await stopWatching?.()
    await opened?.close()
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void app.close()
    })
  }
  const address = await app.listen({ port: config.port, host: config.host })
  stopWatching = watchEditions(library)
  console.log(`Capable is ready at ${address}`)
  if (door !== undefined) await inviteFirst(door.store, config.baseUrl || address)
}

/** While the store is away, what ships is served; what was imported follows once it is back. */
async function openEditions({ dataDir }: Config, store: Store | undefined): Promise<OpenLibrary> {
  if (store === undefined) return openLibrary({ dataDir })
  await moveIn(dataDir, store).catch(complain)
  const library = openLibrary({ dataDir, store })
  await library.refresh().catch(complain)
  return library
}

async function moveIn(dataDir: string, store: Store): Promise<void> {
  const { moved, left } = await moveInEditions(dataDir, store)
  if (moved > 0) {
    console.error(
      `Moved ${moved === 1 ? 'an imported edition' : `${moved} imported editions`} from ${dataDir} into the database. The names of the files end in .moved now.`,
    )
  }
  for (const path of left) {
    console.error(
      `${path} is not served: the database has another edition of this name. Import it under another name, then delete the file.`,
    )
  }
}

function complain(error: unknown): void {
  if (!(error instanceof ExpectedFailure)) throw error
  console.error(`Imported editions cannot be read yet. ${causeOf(error)}`)
}

interface OpenDoor {
  readonly door: Door
  readonly close: () => Promise<void>
}

/** Frameworks are served even where nothing can be written: then nobody can sign in. */
function openDoor(config: Config): OpenDoor | undefined {
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
