import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import type { StoreKind } from './dialects.ts'
import { createPeople } from './migrations/0001-people.ts'
import { createErasures } from './migrations/0003-erasures.ts'
import { createColumnMappings } from './migrations/0004-column-mappings.ts'
import { createIdentities } from './migrations/0005-identities.ts'
import { createMails } from './migrations/0005-mails.ts'
import { createPurposes } from './migrations/0006-purposes.ts'
import { createSkills } from './migrations/0007-skills.ts'
import { createPostProfiles } from './migrations/0008-post-profiles.ts'
import { createFigures } from './migrations/0008-protected-figures.ts'
import { createApiTokens } from './migrations/0009-api-tokens.ts'
import { createEditions } from './migrations/0010-editions.ts'
import type { Tables } from './tables.ts'

/** What changes the tables, in order. One that was released never changes: a new one follows. */
const steps: Readonly<Record<string, (db: Kysely<Tables>, kind: StoreKind) => Promise<void>>> = {
  '0001-people': createPeople,
  '0003-erasures': createErasures,
  '0004-column-mappings': createColumnMappings,
  '0005-identities': createIdentities,
  '0005-mails': createMails,
  '0006-purposes': createPurposes,
  '0007-skills': createSkills,
  '0008-post-profiles': createPostProfiles,
  '0008-protected-figures': createFigures,
  '0009-api-tokens': createApiTokens,
  '0010-editions': createEditions,
}

/** The names of the steps, in order. They say which tables and columns a store has. */
export const schemaSteps: readonly string[] = Object.keys(steps)

/**
 * Takes some of the steps by hand, for a backup of an older version: it is loaded into the tables
 * it was made of, and then brought up to date.
 */
export async function takeSteps(
  db: Kysely<Tables>,
  kind: StoreKind,
  names: readonly string[],
): Promise<void> {
  for (const name of names) await steps[name]?.(db, kind)
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
