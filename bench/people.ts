import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { addPerson, changePerson } from '../src/accounts/store/people.ts'
import { log } from '../src/accounts/store/events.ts'
import { addOrganisation } from '../src/accounts/store/organisations.ts'
import { openStore } from '../src/platform/store/index.ts'
import type { Store } from '../src/platform/store/index.ts'
import { startPostgres } from '../test/postgres.ts'
import type { AreaResult } from './area.ts'

const atOnce = 50
const peopleKept = 100_000
const batch = 500

/**
 * A save (a person's row and its line in the log, in one transaction) while 50 people save at once,
 * with many people in the store. Floor: a bare durable insert, one after the other, in the same run.
 */
export async function people({ full }: { full: boolean }): Promise<AreaResult> {
  const saves = full ? 40 : 10
  const kept = full ? peopleKept : 10_000
  const folder = mkdtempSync(join(tmpdir(), 'capable-bench-'))
  const postgres = await startPostgres({ durable: true })
  try {
    const sqlite = openStore({ dataDir: folder, databaseUrl: '' })
    const server = openStore({ dataDir: folder, databaseUrl: postgres.url() })
    const bareSqlite = bareInsertsSqlite(join(folder, 'bare.sqlite'))
    const barePostgres = await bareInsertsPostgres(postgres.url())
    const embedded = await measured(sqlite, { saves, kept })
    const served = await measured(server, { saves, kept })
    await Promise.all([sqlite.close(), server.close()])
    return {
      figures: {
        'people in the store': kept,
        'saving at once': atOnce,
        ...labelled('SQLite', embedded, bareSqlite),
        ...labelled('PostgreSQL', served, barePostgres),
      },
      ratios: {
        'SQLite, time a save / bare insert': embedded.each / bareSqlite,
        'PostgreSQL, time a save / bare insert': served.each / barePostgres,
      },
    }
  } finally {
    await postgres.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  /** Milliseconds that 95 of 100 saves took at most, waiting for the others included. */
  readonly p95: number
  /** Milliseconds of the whole, divided by the number of saves. */
  readonly each: number
}

function labelled(name: string, { p95, each }: Measured, bare: number): Record<string, number> {
  return {
    [`${name}, 95 of 100 saves within, ms`]: rounded(p95),
    [`${name}, time a save, ms`]: rounded(each),
    [`${name}, bare insert, ms`]: rounded(bare),
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}

async function measured(
  store: Store,
  { saves, kept }: { saves: number; kept: number },
): Promise<Measured> {
  const { organisationId, ids } = await filled(store, kept)
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    ids.slice(0, atOnce).map(async (id) => {
      for (let version = 1; version <= saves; version += 1) {
        const began = performance.now()
        await store.write(async (db) => {
          await changePerson(db, { organisationId, id, version }, { name: `Person ${version}` })
          await log(db, {
            action: 'person.changed',
            accountId: null,
            personId: id,
            now: new Date(),
          })
        })
        times.push(performance.now() - began)
      }
    }),
  )
  const each = (performance.now() - start) / times.length
  return { each, p95: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0 }
}

async function filled(
  store: Store,
  kept: number,
): Promise<{ organisationId: string; ids: readonly string[] }> {
  const now = new Date()
  const organisationId = await store.write((db) => addOrganisation(db, { name: 'Bench', now }))
  const ids: string[] = []
  while (ids.length < kept) {
    const from = ids.length
    ids.push(
      ...(await store.write(async (db) => {
        const added: string[] = []
        for (let at = from; at < Math.min(kept, from + batch); at += 1) {
          const person = { organisationId, reference: String(at), name: `Person ${at}`, now }
          added.push(await addPerson(db, person))
        }
        return added
      })),
    )
  }
  return { organisationId, ids }
}

const bareRows = 300

function bareInsertsSqlite(path: string): number {
  const file = new DatabaseSync(path)
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (id TEXT)')
  const insert = file.prepare('INSERT INTO bare VALUES (?)')
  const start = performance.now()
  for (let at = 0; at < bareRows; at += 1) insert.run(randomUUID())
  const each = (performance.now() - start) / bareRows
  file.close()
  return each
}

async function bareInsertsPostgres(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table bare (id text)')
  const start = performance.now()
  for (let at = 0; at < bareRows; at += 1) {
    await client.query('insert into bare values ($1)', [randomUUID()])
  }
  const each = (performance.now() - start) / bareRows
  await client.end()
  return each
}
