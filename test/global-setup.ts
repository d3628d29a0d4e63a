import { startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'

let postgres: Postgres | undefined

/** Runs once before all test files: they share one PostgreSQL, each with databases of its own. */
export async function globalSetup(): Promise<void> {
  postgres = await startPostgres()
  process.env['CAPABLE_TEST_POSTGRES'] = postgres.url()
}

/** Runs once after all test files. */
export async function globalTeardown(): Promise<void> {
  await postgres?.remove()
}
