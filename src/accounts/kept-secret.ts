import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../platform/index.ts'

/**
 * The secret that a server has made and keeps in its data folder; undefined where there is none.
 *
 * @example
 * keptSecret('./data')
 */
export function keptSecret(dataDir: string): string | undefined {
  try {
    return readFileSync(secretFile(dataDir), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * Puts a secret that comes out of a backup where the server will look for it.
 *
 * @returns the file
 * @throws the error of the system where the folder cannot be written
 */
export function keepSecret(dataDir: string, secret: string): string {
  makeFolder(dataDir)
  const file = secretFile(dataDir)
  writeFileSync(`${file}.new`, secret, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return file
}

function secretFile(dataDir: string): string {
  return join(dataDir, 'session-secret')
}
