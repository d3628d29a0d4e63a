import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import { schemaSteps } from './migrate.ts'

/**
 * A backup is text, compressed with gzip, one JSON value a line: a header; the session secret,
 * where the data folder keeps it; each imported edition; each row as an array that begins with the
 * name of its table; and a last line with the checksum of all before it. It is the same for both
 * databases.
 */
const headerType = Type.Object({
  format: Type.Literal('capable-backup'),
  version: Type.Literal(1),
  /** The steps that made the tables. */
  schema: Type.Array(Type.String(), { minItems: 1 }),
  madeAt: Type.String(),
  /** The last day on which it should still be there. */
  keepUntil: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  tables: Type.Record(
    Type.String(),
    Type.Object({ columns: Type.Array(Type.String()), rows: Type.Integer({ minimum: 0 }) }),
  ),
  editionFiles: Type.Integer({ minimum: 0 }),
  /** Tells one secret from another without giving it away; null: it was not known. */
  secretMark: Type.Union([Type.String(), Type.Null()]),
})
const editionType = Type.Object({ edition: Type.String(), content: Type.String() })
const secretType = Type.Object({ secret: Type.String({ minLength: 1 }) })
const endType = Type.Object({ sha256: Type.String() })

/** What a backup says of itself before anything else. */
export type BackupHeader = Static<typeof headerType>
/** What both databases hold in a column. */
export type StoredValue = string | number | null

/** A file of an imported edition, named by its path in the folder of editions. */
export interface EditionFile {
  readonly path: string
  readonly content: Buffer
}

/** A table as a backup has it. */
export interface BackupTable {
  readonly name: string
  readonly columns: readonly string[]
}

/** Receives what a backup holds, in order. A promise that is returned is waited for. */
export interface BackupVisitor {
  readonly header?: (header: BackupHeader) => Promise<void>
  readonly secret?: (secret: string) => void
  readonly edition?: (file: EditionFile) => void
  readonly row?: (table: BackupTable, row: readonly StoredValue[]) => Promise<void> | undefined
}

/** Why a backup is not written or not restored. */
export type BackupRefusal =
  | 'file-exists'
  | 'file-fault'
  | 'not-a-backup'
  | 'backup-damaged'
  | 'backup-newer'
  | 'store-not-empty'
  | 'server-running'
  | 'not-a-list'

/** A backup that is not written or not restored, with the sentence that says why. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
  readonly code: BackupRefusal

  constructor(code: BackupRefusal, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The refusal of a file that is not whole any more. */
export function damaged(cause?: unknown): BackupRefused {
  return new BackupRefused(
    'backup-damaged',
    'The backup is damaged: it is not what was written. Nothing was changed. Use another copy of it, or an earlier one.',
    cause,
  )
}

/** Takes the lines of a backup one by one and refuses what is not right. */
export class BackupReader {
  readonly #visitor: BackupVisitor
  readonly #hash = createHash('sha256')
  readonly #rows = new Map<string, number>()
  #header: BackupHeader | undefined
  #editionFiles = 0
  #hasEnded = false

  constructor(visitor: BackupVisitor) {
    this.#visitor = visitor
  }

  /** @throws BackupRefused where the line is not one that can stand here */
  take(line: string): Promise<void> | undefined {
    if (this.#hasEnded) throw damaged()
    const value = parse(line, this.#header === undefined ? notABackup : damaged)
    if (this.#header !== undefined && Value.Check(endType, value)) return this.#end(value.sha256)
    this.#hash.update(`${line}\n`)
    if (this.#header === undefined) return this.#begin(headerOf(value))
    if (Array.isArray(value)) return this.#takeRow(value)
    return this.#takeOther(value)
  }

  #begin(header: BackupHeader): Promise<void> | undefined {
    this.#header = header
    return this.#visitor.header?.(header)
  }

  /** The header of a backup that has ended well. */
  finish(): BackupHeader {
    if (this.#header === undefined) throw notABackup()
    if (!this.#hasEnded) throw damaged()
    return this.#header
  }

  #takeRow([name, ...row]: readonly unknown[]): Promise<void> | undefined {
    const columns = typeof name === 'string' ? this.#header?.tables[name]?.columns : undefined
    if (typeof name !== 'string' || columns?.length !== row.length) throw damaged()
    if (!row.every(isStored)) throw damaged()
    this.#rows.set(name, (this.#rows.get(name) ?? 0) + 1)
    return this.#visitor.row?.({ name, columns }, row)
  }

  #takeOther(value: unknown): undefined {
    if (Value.Check(secretType, value)) {
      this.#visitor.secret?.(value.secret)
    } else if (Value.Check(editionType, value) && isEditionPath(value.edition)) {
      this.#editionFiles += 1
      this.#visitor.edition?.({
        path: value.edition,
        content: Buffer.from(value.content, 'base64'),
      })
    } else {
      throw damaged()
    }
  }

  #end(sha256: string): undefined {
    const { tables = {}, editionFiles } = this.#header ?? {}
    const isWhole = Object.entries(tables).every(
      ([name, { rows }]) => rows === (this.#rows.get(name) ?? 0),
    )
    if (sha256 !== this.#hash.digest('hex')) throw damaged()
    if (!isWhole || editionFiles !== this.#editionFiles) throw damaged()
    this.#hasEnded = true
  }
}

/**
 * The path of a file of an edition, as a backup may hold it: it leads nowhere else.
 *
 * @example
 * isEditionPath('kites/2026-12-01.json') // true
 * isEditionPath('../kites.json') // false
 */
export function isEditionPath(path: string): boolean {
  return /^(?:[\w-][\w.-]{0,120}\/){0,3}[\w-][\w.-]{0,120}\.(?:json|findings)$/.test(path)
}

function parse(line: string, refuse: (cause: unknown) => BackupRefused): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw refuse(cause)
  }
}

function headerOf(value: unknown): BackupHeader {
  const isOurs =
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 'capable-backup'
  if (!isOurs) throw notABackup()
  const version = 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > 1) throw newer()
  if (!Value.Check(headerType, value)) throw damaged()
  if (value.schema.some((step, at) => step !== schemaSteps[at])) throw newer()
  return value
}

/** The refusal of a file that is something else. */
export function notABackup(cause?: unknown): BackupRefused {
  return new BackupRefused(
    'not-a-backup',
    'The file is not a backup that Capable has made. Nothing was changed.',
    cause,
  )
}

function newer(): BackupRefused {
  return new BackupRefused(
    'backup-newer',
    'The backup was made by a newer version of Capable. Nothing was changed. Restore it with that version.',
  )
}

function isStored(value: unknown): value is StoredValue {
  return value === null || typeof value === 'string' || Number.isSafeInteger(value)
}
