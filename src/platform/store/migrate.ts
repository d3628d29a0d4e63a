import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import type { StoreKind } from './dialects.ts'
import { createPeople } from './migrations/0001-people.ts'
import type { Tables } from './tables.ts'

/** What changes the tables, in order. One that was released never changes: a new one follows. */
const steps: Readonly<Record<string, (db: Kysely<Tables>, kind: StoreKind) => Promise<void>>> = {
  '0001-people': createPeople,
}

/**
 * Brings the tables up to date. Several processes may ask at once: one does it, the others wait.
 *
 * @throws the error of the step that failed; the tables are as before then
 */
export async function migrate(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const migrations = Object.entries(steps).map(([name, up]): [string, Migration] => [
    name,
    { up: (transaction: Kysely<Tables>) => up(transaction, kind) },
  ])
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(migrations) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
