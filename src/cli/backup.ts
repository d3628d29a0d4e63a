import { existsSync } from 'node:fs'
import { secretOfServer } from '../accounts/index.ts'
import type { Config } from '../platform/config.ts'
import { storeFile, writeBackup } from '../platform/store/index.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import { contentsOf, editionsFolder, lastDay, refusing, rowsOf, withStore } from './records.ts'

/** Options of `capable backup`. */
export interface BackupOptions {
  readonly out: string
  readonly keepDays: number
  /** False: the session secret stays out. */
  readonly secret: boolean
}

/** Writes everything that is kept into one file. A server may go on beside it. */
export function makeBackup(
  { out, keepDays, secret: wantsSecret }: BackupOptions,
  { config, now }: RecordsContext,
): Promise<Outcome> {
  return refusing(async () => {
    const editions = editionsFolder(config)
    if (config.databaseUrl === '' && ![storeFile(config.dataDir), editions].some(existsSync)) {
      return refusal('nothing-kept', `Nothing is kept in ${config.dataDir}. Check DATA_DIR.`)
    }
    const known = knownSecret(config)
    const secret = known && { ...known, isKept: known.isKept && wantsSecret }
    const header = await withStore(config, (store) =>
      writeBackup(store, { path: out, now, keepDays, editions, secret }),
    )
    const holdsSecret = secret?.isKept === true
    return {
      json: {
        file: out,
        madeAt: header.madeAt,
        keepUntil: header.keepUntil,
        tables: rowsOf(header),
        editionFiles: header.editionFiles,
        holdsSecret,
      },
      text: [
        `Wrote ${out}: ${contentsOf(header)}.`,
        `It holds personal data${holdsSecret ? ' and the session secret' : ''}. Keep it where only those who run the service can read it, and delete it after ${lastDay(header)}.`,
        ...(holdsSecret ? [] : [secretNote(config)]),
      ].join('\n'),
      exitCode: 0,
    }
  })
}

/** Undefined: the servers on a database have one, and this process does not. */
function knownSecret(config: Config): { value: string; isKept: boolean } | undefined {
  const { databaseUrl, sessionSecret } = config
  if (databaseUrl !== '' && sessionSecret === '') return undefined
  return { value: secretOfServer(config), isKept: sessionSecret === '' }
}

function secretNote({ databaseUrl, sessionSecret, dataDir }: Config): string {
  const isInFolder = databaseUrl === '' && sessionSecret === ''
  return `It does not hold ${isInFolder ? `${dataDir}/session-secret` : 'SESSION_SECRET'}. Keep that too, in another place: without it second factors cannot be read.`
}
