import { makeFolder } from '../disk.ts'
import { storeFile } from './place.ts'
import type { StorePlace } from './place.ts'
import { postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

export { markOfSecret, writeBackup } from './backup.ts'
export { BackupRefused } from './backup-format.ts'
export type { BackupHeader, EditionFile } from './backup-format.ts'
export type { StoreKind } from './dialects.ts'
export { eraseRows, erasuresIn, isTable, markErased } from './erasures.ts'
export type { ErasableTable, Erasure } from './erasures.ts'
export { jobOf } from './job-leases.ts'
export { hasStore, storeFile } from './place.ts'
export { notEmpty, readBackup, restoreInto } from './restore.ts'
export type { Restored } from './restore.ts'
export { lockForServer } from './server-lock.ts'
export type { Reading, Store, Writing } from './store.ts'
export type { Tables } from './tables.ts'

/**
 * The store that the settings name. Opening does nothing yet: the first query does.
 *
 * @example
 * const store = openStore({ dataDir: './data', databaseUrl: '' })
 */
export function openStore({ dataDir, databaseUrl }: StorePlace): Store {
  if (databaseUrl !== '') {
    return createStore({ kind: 'postgres', open: () => postgresDialect(databaseUrl) })
  }
  return createStore({
    kind: 'sqlite',
    open: () => {
      makeFolder(dataDir)
      return sqliteDialect(storeFile(dataDir))
    },
  })
}
