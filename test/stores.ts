import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { openStore } from '../src/platform/store/index.ts'
import type { Store, StoreKind } from '../src/platform/store/index.ts'
import { startPostgres } from './postgres.ts'

/** Every store test runs on both. */
export const storeKinds: readonly StoreKind[] = ['sqlite', 'postgres']

/** An empty database of a kind, and stores that open it. */
export interface TestDatabase {
  readonly dataDir: string
  readonly databaseUrl: string
  /** Another process would open it like this. Closed after the tests of the file. */
  open(): Store
}

/**
 * Makes an empty database, removed after the tests of the file. Call it inside `before` or a test.
 *
 * @example
 * const store = (await testDatabase('sqlite')).open()
 */
export async function testDatabase(kind: StoreKind): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'capable-store-'))
  removeLater(dataDir)
  const databaseUrl = kind === 'postgres' ? await newDatabase() : ''
  return {
    dataDir,
    databaseUrl,
    open() {
      const store = openStore({ dataDir, databaseUrl })
      opened.push(store)
      return store
    },
  }
}

interface SharedServer {
  readonly url: (database?: string) => string
  readonly remove?: () => Promise<void>
}

const opened: Store[] = []
const folders: string[] = []
let server: Promise<SharedServer> | undefined

after(async () => {
  await Promise.all(opened.map((store) => store.close()))
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  await (await server)?.remove?.()
})

function removeLater(folder: string): void {
  folders.push(folder)
}

async function newDatabase(): Promise<string> {
  server ??= sharedServer()
  const { url } = await server
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: url() })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return url(name)
}

/** The one of the whole run; one of our own where a file runs alone. */
async function sharedServer(): Promise<SharedServer> {
  const shared = process.env['CAPABLE_TEST_POSTGRES']
  if (shared === undefined) return startPostgres()
  return { url: (database = 'postgres') => shared.replace(/[^/]*$/, database) }
}
