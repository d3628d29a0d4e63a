import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where a store is. */
export interface StorePlace {
  readonly dataDir: string
  /** Address of a PostgreSQL database; empty: an SQLite file in the data folder. */
  readonly databaseUrl: string
}

/** The file of the embedded store. */
export function storeFile(dataDir: string): string {
  return join(dataDir, 'capable.sqlite')
}

/**
 * Whether there is a store to open, as far as can be told without opening it. What only reads asks
 * first: opening makes the file of an embedded store.
 */
export function hasStore({ dataDir, databaseUrl }: StorePlace): boolean {
  return databaseUrl !== '' || existsSync(storeFile(dataDir))
}
