import type { Readable } from 'node:stream'
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { FileRefused } from './table.ts'

/** A spreadsheet has some dozens. */
const mostEntries = 5000
/** What is read of all parts together, unpacked: counted, not what the directory says. */
const mostUnpacked = 400 * 1024 * 1024
/** Rows that are much alike shrink to a thirtieth. */
const mostRatio = 200
/** A small part may be as regular as it likes. */
const smallPart = 8 * 1024 * 1024

/** The parts of a zip file by name. Nothing is unpacked before it is asked for. */
export interface Parts {
  has(name: string): boolean
  /**
   * Unpacks a part, piece by piece.
   *
   * @throws FileRefused where it is damaged, or far larger than a file of people can be
   */
  read(name: string): AsyncGenerator<Uint8Array>
}

/**
 * Opens a zip file.
 *
 * @throws FileRefused where its directory cannot be read
 */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
  const { zip, entries } = await directoryOf(bytes)
  let left = mostUnpacked
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name)
      if (entry === undefined) throw broken()
      let unpacked = 0
      for await (const chunk of chunksOf(zip, entry)) {
        unpacked += chunk.length
        left -= chunk.length
        const isDense = unpacked > smallPart && unpacked > mostRatio * entry.compressedSize
        if (left < 0 || isDense) throw tooLarge()
        yield chunk
      }
    },
  }
}

interface Directory {
  readonly zip: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
}

async function directoryOf(bytes: Uint8Array): Promise<Directory> {
  const entries = new Map<string, Entry>()
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true })
    if (zip.entryCount > mostEntries) throw tooLarge()
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        if (entries.has(entry.fileName) || entry.isEncrypted()) reject(broken())
        else {
          entries.set(entry.fileName, entry)
          zip.readEntry()
        }
      })
      zip.once('end', resolve).once('error', reject)
      zip.readEntry()
    })
    return { zip, entries }
  } catch (error) {
    throw error instanceof FileRefused ? error : broken(error)
  }
}

async function* chunksOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw error instanceof FileRefused ? error : broken(error)
  }
}

function tooLarge(): FileRefused {
  return new FileRefused(
    'Unpacked, the file is far larger than a file of people can be. Save the sheet as CSV (UTF-8) and choose that.',
  )
}

/** The refusal of a spreadsheet that is not whole, or is none. */
export function broken(cause?: unknown): FileRefused {
  return new FileRefused(
    'The spreadsheet is damaged, protected by a password or of an unknown kind. Open it, save it again as XLSX, ODS or CSV and choose that.',
    { cause },
  )
}
