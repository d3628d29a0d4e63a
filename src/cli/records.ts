import type { Config } from '../platform/config.ts'
import { readableDate } from '../platform/dates.ts'
import { BackupRefused, openStore } from '../platform/store/index.ts'
import type { BackupHeader, Store } from '../platform/store/index.ts'
import { join } from 'node:path'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** What a command about records works on, and when. */
export interface RecordsContext {
  readonly config: Config
  readonly now: Date
}

/** Opens the store for one command and closes it again. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(config)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Does something with a backup; a refusal is an outcome like any other. */
export async function refusing(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BackupRefused) return refusal(error.code, error.message)
    throw error
  }
}

/** Where earlier versions kept imported editions; a server moves them into the store. */
export function editionsFolder({ dataDir }: Config): string {
  return join(dataDir, 'editions')
}

/** How many rows a backup holds of each table. */
export function rowsOf({ tables }: BackupHeader): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows]))
}

/**
 * What a backup holds, for people.
 *
 * @example
 * contentsOf(header) // '3 accounts, 120 people, 2 imported editions and 4,512 other records'
 */
export function contentsOf(header: BackupHeader): string {
  const { accounts = 0, people = 0, editions = 0, ...others } = rowsOf(header)
  const rest = Object.values(others).reduce((sum, count) => sum + count, 0)
  const files = header.editionFiles
  return [
    `${counted(accounts, 'account')}, `,
    `${counted(people, 'person', 'people')}, `,
    `${counted(editions, 'imported edition')} and `,
    counted(rest, 'other record'),
    ...(files > 0
      ? [`, and ${counted(files, 'file')} of editions for the database to take in`]
      : []),
  ].join('')
}

/** A count with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

/** The last day on which a backup should still be there. */
export function lastDay({ keepUntil }: BackupHeader): string {
  return readableDate(keepUntil)
}
