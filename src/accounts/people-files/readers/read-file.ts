import { readCsv } from './csv.ts'
import { readOds } from './ods.ts'
import { FileRefused, mostFileBytes } from './table.ts'
import type { Table } from './table.ts'
import { readXlsx } from './xlsx.ts'
import { openParts } from './zip.ts'

/**
 * Reads a file of people: CSV, XLSX or ODS, told apart by what is in it. Formulas are never
 * evaluated; nothing is unpacked further than a file of people can be.
 *
 * @throws FileRefused with a sentence that says why and what to do
 * @example
 * (await readTable('people.csv', bytes)).headers // ['Reference', 'Name']
 */
export async function readTable(name: string, bytes: Uint8Array): Promise<Table> {
  if (bytes.length > mostFileBytes) {
    throw new FileRefused(
      `The file is larger than ${mostFileBytes / 1024 / 1024} MB. Split it into several files and load one after the other.`,
    )
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new FileRefused(
      'The file is protected by a password or of an old version of Excel. Open it, save it as XLSX without a password and choose that.',
    )
  }
  if (!startsWith(bytes, [0x50, 0x4b])) return readCsv(name, bytes)
  const parts = await openParts(bytes)
  if (parts.has('content.xml')) return readOds(parts)
  return readXlsx(parts)
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}
