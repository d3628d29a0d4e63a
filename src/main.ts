import { createApp } from './app.ts'
import { openLibrary, PackError } from './editions/index.ts'
import { configFromProcess, SettingsError } from './platform/index.ts'
import type { Config } from './platform/index.ts'

/** Starts the server and stops it cleanly when the system asks for that. */
export async function serve(config: Config): Promise<void> {
  const library = openLibrary({ dataDir: config.dataDir })
  const app = await createApp({ library, config })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void app.close()
    })
  }
  const address = await app.listen({ port: config.port, host: config.host })
  console.log(`Capable is ready at ${address}`)
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
