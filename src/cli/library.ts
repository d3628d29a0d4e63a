import { openLibrary } from '../editions/index.ts'
import type { EditionLibrary } from '../editions/index.ts'
import type { Config } from '../platform/config.ts'
import { hasStore } from '../platform/store/place.ts'

/**
 * The library for one command, with what was imported. A store that is not there is not made: what
 * only reads leaves nothing behind.
 *
 * @throws ExpectedFailure where the store is there and cannot be reached
 */
export async function libraryOf(config: Config): Promise<EditionLibrary> {
  const { dataDir } = config
  if (!hasStore(config)) return openLibrary({ dataDir })
  const { withStore } = await import('./records.ts')
  return withStore(config, async (store) => {
    const library = openLibrary({ dataDir, store })
    await library.refresh()
    return library
  })
}
