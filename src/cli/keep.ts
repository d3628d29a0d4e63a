import { ImportRefused, keepEditions } from '../editions/index.ts'
import type { Config } from '../platform/config.ts'
import { ExpectedFailure } from '../platform/errors.ts'
import type { ImportContext } from './import.ts'
import { withStore } from './records.ts'

/** Puts imported editions into the store that the settings name; it is made where it is missing. */
export function keepIn(config: Config, now: Date): ImportContext['keep'] {
  return async (editions, files) => {
    try {
      await withStore(config, (store) =>
        keepEditions(store, editions, { by: 'command-line', files, now }),
      )
    } catch (error) {
      if (!(error instanceof ExpectedFailure)) throw error
      const why = error.cause instanceof Error ? error.cause.message : error.message
      throw new ImportRefused(
        error.code,
        `Nothing was imported: editions are kept in the database, which cannot be reached or written to. ${why}`,
      )
    }
  }
}
