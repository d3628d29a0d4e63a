import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, SettingsError } from '../platform/index.ts'
import type { Config } from '../platform/index.ts'

/**
 * The secret that keeps sealed what must be read again. Set, or made once and kept in the data
 * folder, where nobody else may read it.
 *
 * @throws SettingsError where several servers may share a database and none is set: they must all
 * have the same
 */
export function secretOfServer({ sessionSecret, databaseUrl, dataDir }: Config): string {
  if (sessionSecret !== '') return sessionSecret
  if (databaseUrl !== '') {
    throw new SettingsError(
      'DATABASE_URL is set, so SESSION_SECRET must be set too: every server on the database needs the same one. Make one with: openssl rand -base64 48',
    )
  }
  const path = join(dataDir, 'session-secret')
  const kept = read(path)
  if (kept !== undefined) return kept
  makeFolder(dataDir)
  const made = randomBytes(48).toString('base64url')
  // Another process may have been sooner: then its secret holds.
  try {
    writeFileSync(path, made, { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
    return made
  } catch (error) {
    const other = read(path)
    if (other === undefined) throw error
    return other
  }
}

function read(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return text.length >= 32 ? text : undefined
  } catch {
    return undefined
  }
}
