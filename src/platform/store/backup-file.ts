import { createReadStream, createWriteStream, linkSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { diskFault, makeFolder } from '../disk.ts'
import { BackupRefused, damaged, notABackup } from './backup-format.ts'

/** An edition of 32 MB takes 43 in a line; more is not ours. */
const longestLine = 100_000_000

/**
 * Writes text into a new compressed file that only its owner may read: whole or not at all.
 *
 * @throws BackupRefused where the file exists, or the disk does not take it
 * @example
 * await writeWhole('capable.backup', lines())
 */
export async function writeWhole(path: string, text: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.unfinished`
  const giveUp = (): never => {
    rmSync(unfinished, { force: true })
    process.exit(1)
  }
  let isOurs = false
  try {
    makeFolder(dirname(path))
    const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
    file.once('open', () => {
      isOurs = true
      process.once('SIGINT', giveUp).once('SIGTERM', giveUp)
    })
    await pipeline(Readable.from(text), createGzip(), file)
    // A link, unlike a new name, does not take the place of a file that is there.
    linkSync(unfinished, path)
  } catch (error) {
    throw asRefused(error, path)
  } finally {
    process.off('SIGINT', giveUp).off('SIGTERM', giveUp)
    if (isOurs) rmSync(unfinished, { force: true })
  }
}

function asRefused(error: unknown, path: string): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
    return new BackupRefused(
      'file-exists',
      `${path} or ${path}.unfinished exists. Give the file another name, or take that one away first.`,
      error,
    )
  }
  const fault = diskFault(error)
  return fault === undefined ? error : new BackupRefused('file-fault', fault, error)
}

/**
 * Reads a compressed text line by line, without ever holding all of it.
 *
 * @param each what to do with a line; a promise that it returns is waited for
 * @throws BackupRefused where the file cannot be read to its end
 */
export async function readLines(
  path: string,
  each: (line: string) => Promise<void> | undefined,
): Promise<void> {
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      async (source: AsyncIterable<Buffer>): Promise<void> => {
        for await (const line of linesOf(source)) {
          const pending = each(line)
          if (pending !== undefined) await pending
        }
      },
    )
  } catch (error) {
    if (isUnreadable(error)) throw isOfOtherKind(error) ? notABackup(error) : damaged(error)
    const fault = faultOf(error)
    throw fault === undefined ? error : new BackupRefused('file-fault', `${path}: ${fault}`, error)
  }
}

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest: string[] = []
  let length = 0
  for await (const chunk of source) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n')
    rest.push(first)
    length += first.length
    if (length > longestLine) throw damaged()
    for (const next of more) {
      yield rest.join('')
      rest = [next]
      length = next.length
    }
  }
  // Every line ends with a newline: what is left was cut off.
  if (length > 0) throw damaged()
}

/** What gunzip and the decoder throw for bytes that are not what was written. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false
  return /^(?:Z_|ERR_ENCODING)/.test(String(error.code))
}

/** The very first bytes are not those of a compressed file. */
function isOfOtherKind(error: unknown): boolean {
  return error instanceof Error && error.message === 'incorrect header check'
}

function faultOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error)) return undefined
  if (error.code === 'ENOENT') return 'There is no such file. Nothing was changed.'
  if (error.code === 'EISDIR')
    return 'This is a folder. Name the file of a backup. Nothing was changed.'
  if (error.code === 'EACCES') return 'This user may not read the file. Nothing was changed.'
  return undefined
}
