import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SettingsError } from '../config.ts'
import { makeFolder } from '../disk.ts'

/** Lets go of the data folder. */
export type Release = () => void

/**
 * Keeps a second server off the same data folder. The lock belongs to the process: however that
 * ends, the system takes the lock away. Short commands do not ask for it.
 *
 * @throws SettingsError when another server has it
 * @example
 * const release = lockForServer('./data')
 */
export function lockForServer(dataDir: string): Release {
  makeFolder(dataDir)
  const lock = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isHeldElsewhere(error)) throw error
    throw new SettingsError(
      `Another server is running on the data folder ${dataDir}. Stop it first, give this one a folder of its own with DATA_DIR, or use PostgreSQL for several servers (DATABASE_URL).`,
    )
  }
  return () => lock.close()
}

function isHeldElsewhere(error: unknown): boolean {
  const busy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === busy
}
