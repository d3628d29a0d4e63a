import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keepSecret, keptSecret } from '../accounts/index.ts'
import type { Config } from '../platform/config.ts'
import { SettingsError } from '../platform/config.ts'
import { readableMoment } from '../platform/dates.ts'
import {
  BackupRefused,
  lockForServer,
  markOfSecret,
  notEmpty,
  readBackup,
  restoreInto,
} from '../platform/store/index.ts'
import type { BackupHeader, EditionFile, Restored } from '../platform/store/index.ts'
import { readErasures } from './erasures.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import {
  contentsOf,
  counted,
  editionsFolder,
  lastDay,
  refusing,
  rowsOf,
  withStore,
} from './records.ts'

/** Options of `capable restore`. */
export interface RestoreOptions {
  readonly replace?: boolean
  readonly erased?: string
  readonly expired?: boolean
  readonly otherSecret?: boolean
}

/** A backup that was read to its end. */
interface Checked {
  readonly header: BackupHeader
  /** Where the backup holds it. */
  readonly secret: string | undefined
}

/** Puts a backup back, all of it or nothing. No server may run meanwhile. */
export function restoreBackup(
  file: string,
  options: RestoreOptions,
  { config, now }: RecordsContext,
): Promise<Outcome> {
  return refusing(async () => {
    const checked = await check(file)
    const why = whyNot(checked, options, { config, now })
    if (why !== undefined) return why
    const release = config.databaseUrl === '' ? lockOf(config) : undefined
    try {
      return done(await putBack(file, options, { config, checked }), {
        options,
        checked,
        config,
      })
    } finally {
      release?.()
    }
  })
}

async function check(file: string): Promise<Checked> {
  let secret: string | undefined
  const header = await readBackup(file, { secret: (found) => (secret = found) })
  return { header, secret }
}

function whyNot(
  { header, secret }: Checked,
  { expired, otherSecret }: RestoreOptions,
  { config, now }: RecordsContext,
): Outcome | undefined {
  if (header.keepUntil < now.toISOString().slice(0, 10) && expired !== true) {
    return refusal(
      'backup-expired',
      `The backup should have been deleted after ${lastDay(header)}: people whose records are in it may have been promised that. Nothing was changed. Take a newer one, or go on with --expired.`,
    )
  }
  const ours = config.sessionSecret || secret || keptSecret(config.dataDir)
  const isOther = ours === undefined || markOfSecret(ours) !== header.secretMark
  if (header.secretMark === null || !isOther || otherSecret === true) return undefined
  return refusal(
    'other-secret',
    'SESSION_SECRET is not the one that the backup was made with. Nothing was changed. Set it to that one. If it is lost, go on with --other-secret, and take away each second factor with capable user reset EMAIL --second-factor.',
  )
}

function lockOf({ dataDir }: Config): () => void {
  try {
    return lockForServer(dataDir)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    throw new BackupRefused(
      'server-running',
      `A server is running on the data folder ${dataDir}. Nothing was changed. Stop it, restore, and start it again.`,
      error,
    )
  }
}

async function putBack(
  path: string,
  { replace = false, erased }: RestoreOptions,
  { config, checked }: { config: Config; checked: Checked },
): Promise<Restored> {
  const erasures = erased === undefined ? [] : readErasures(erased)
  const editions = editionsFolder(config)
  if (!replace && existsSync(editions) && readdirSync(editions).length > 0) throw notEmpty()
  // Beside the folder whose place they take, so that taking it is one step.
  const incoming = `${editions}.incoming`
  rmSync(incoming, { recursive: true, force: true })
  try {
    const edition = (file: EditionFile): void => writeEdition(incoming, file)
    const restored = await withStore(config, (store) =>
      restoreInto(store, { path, replace, erasures, edition }),
    )
    if (checked.secret !== undefined && config.sessionSecret === '') {
      keepSecret(config.dataDir, checked.secret)
    }
    rmSync(editions, { recursive: true, force: true })
    if (existsSync(incoming)) renameSync(incoming, editions)
    return restored
  } finally {
    rmSync(incoming, { recursive: true, force: true })
  }
}

function writeEdition(folder: string, { path, content }: EditionFile): void {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content)
}

function done(
  { header, erasedAgain }: Restored,
  {
    options,
    checked: { secret },
    config,
  }: { options: RestoreOptions; checked: Checked; config: Config },
): Outcome {
  const knowsErasures = options.replace === true || options.erased !== undefined
  return {
    json: {
      madeAt: header.madeAt,
      keepUntil: header.keepUntil,
      tables: rowsOf(header),
      editionFiles: header.editionFiles,
      erasedAgain,
    },
    text: [
      `Restored the backup of ${readableMoment(header.madeAt)}: ${contentsOf(header)}.`,
      knowsErasures
        ? `${counted(erasedAgain, 'record')} that had been erased since then ${erasedAgain === 1 ? 'was' : 'were'} erased again.`
        : 'If anything was erased since then, it is back. Restore again with --replace and --erased, with the newest list of capable erasures.',
      'Everybody has to sign in again, and links that were sent no longer open.',
      ...(secret === undefined || config.databaseUrl === '' || config.sessionSecret !== ''
        ? []
        : [
            `The backup held the session secret. It is in ${config.dataDir}/session-secret: set SESSION_SECRET to it for every server, and delete the file.`,
          ]),
    ].join('\n'),
    exitCode: 0,
  }
}
