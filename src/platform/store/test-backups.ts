import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Kysely } from 'kysely'
import { keptColumns } from './backup.ts'
import type { BackupRefusal } from './backup-format.ts'
import { schemaSteps, takeSteps } from './migrate.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** A copy of a backup with other lines; signed: with the checksum that they ought to have. */
function changed(path: string, change: (lines: string[]) => string[], signed = true): string {
  const lines = gunzipSync(readFileSync(path)).toString().split('\n').slice(0, -2)
  const old = gunzipSync(readFileSync(path)).toString().split('\n').at(-2) ?? ''
  const text = change(lines)
    .map((line) => `${line}\n`)
    .join('')
  const sha256 = createHash('sha256').update(text).digest('hex')
  const copy = beside(path)
  writeFileSync(copy, gzipSync(`${text}${signed ? JSON.stringify({ sha256 }) : old}\n`))
  return copy
}

function copyOf(path: string, content: string | Buffer): string {
  const copy = beside(path)
  writeFileSync(copy, content)
  return copy
}

/** Files that must be refused, made of a backup of filled tables, with the reason. */
export function wrongCopies(path: string): readonly (readonly [string, BackupRefusal])[] {
  const made = (content: string | Buffer): string => copyOf(path, content)
  const bytes = readFileSync(path)
  const flipped = Buffer.from(bytes)
  const middle = Math.floor(bytes.length / 2)
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 0xff, middle)
  const header = (change: (text: string) => string): string =>
    changed(path, ([first = '', ...rest]) => [change(first), ...rest])
  const row = /^\["accounts"/
  return [
    [beside(path), 'file-fault'],
    [made('not a backup'), 'not-a-backup'],
    [made(gzipSync('{"format":"other"}\n')), 'not-a-backup'],
    [made(gzipSync('')), 'not-a-backup'],
    [made(flipped), 'backup-damaged'],
    [made(bytes.subarray(0, bytes.length - 20)), 'backup-damaged'],
    // Cut between two lines, and whole as a compressed file.
    [made(gzipSync(`${linesOf(path).slice(0, -3).join('\n')}\n`)), 'backup-damaged'],
    [
      changed(path, (all) => all.map((line) => line.replace('zoe@', 'ada@')), false),
      'backup-damaged',
    ],
    [changed(path, (all) => all.filter((line) => !row.test(line))), 'backup-damaged'],
    [changed(path, (all) => [...all, '["accounts","short"]']), 'backup-damaged'],
    [changed(path, (all) => [...all, '["others","row"]']), 'backup-damaged'],
    [changed(path, (all) => all.map((line) => line.replace('kites/', '../'))), 'backup-damaged'],
    [header((text) => text.replace('"totp_step"', '"other_step"')), 'backup-damaged'],
    [header((text) => text.replace('"version":1', '"version":2')), 'backup-newer'],
    [header((text) => text.replace(/"schema":\[/, '$&"9999-later",')), 'backup-newer'],
  ]
}

function linesOf(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString().split('\n')
}

/** What the first version would have written of the same records. */
export async function older(path: string): Promise<string> {
  const first = schemaSteps.slice(0, 1)
  const db = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') })
  await takeSteps(db, 'sqlite', first)
  const known = await keptColumns(db)
  await db.destroy()
  return changed(path, ([text = '', ...rest]) => {
    const header = JSON.parse(text)
    const columnsNow: Record<string, { columns: string[]; rows: number }> = header.tables
    header.schema = first
    header.tables = Object.fromEntries(
      [...known].map(([name, columns]) => [name, { columns, rows: columnsNow[name]?.rows ?? 0 }]),
    )
    const lines = rest.flatMap((line) => {
      if (!line.startsWith('[')) return [line]
      const [name, ...row]: string[] = JSON.parse(line)
      const columns = name === undefined ? undefined : known.get(name)
      if (name === undefined || columns === undefined) return []
      const at = (column: string) => columnsNow[name]?.columns.indexOf(column) ?? -1
      return [JSON.stringify([name, ...columns.map((column) => row[at(column)])])]
    })
    return [JSON.stringify(header), ...lines]
  })
}

/** A path for another file in the same folder. */
function beside(path: string): string {
  return `${path}.${randomUUID()}`
}
