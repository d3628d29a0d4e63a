import type { Reading, Store, Tables, Writing } from '../platform/store/index.ts'
import type { PackedEdition } from './packed.ts'
import { editionExists } from './refused.ts'

/** A file that an edition was made from. */
export interface ImportedFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  /** The format it was read in, by its title; undefined: none that is known. */
  readonly format?: string
}

/** How an edition came into the store. */
export interface Provenance {
  readonly by: Tables['editions']['imported_by']
  /** Who loaded it, in the browser. */
  readonly accountId?: string
  readonly files: readonly ImportedFile[]
  readonly now: Date
}

/** How an edition came in, for those who look after them. */
export type PastImport = Omit<Tables['editions'], 'content' | 'findings'> & {
  /** Who loaded it, where the account is still there. */
  readonly account_name: string | null
}

/** The name of an edition that is kept. */
export type KeptName = Pick<Tables['editions'], 'framework' | 'edition'>

/**
 * Keeps editions, all of them or none. Editions never change: one that exists stays as it is.
 *
 * @throws ImportRefused `edition-exists`
 * @throws ExpectedFailure `store-away` or `store-cannot-write`; nothing was kept then
 * @example
 * const files = [{ name: 'roles.csv', sha256, bytes }]
 * await keepEditions(store, [packEdition(made)], { by: 'command-line', files, now: new Date() })
 */
export function keepEditions(
  store: Store,
  editions: readonly PackedEdition[],
  provenance: Provenance,
): Promise<void> {
  return store.write(async (db) => {
    for (const each of editions) {
      if (await addEdition(db, each, provenance)) continue
      throw editionExists(each.framework, each.edition)
    }
  })
}

/** Adds an edition. False: there is one of that name, and it stays as it is. */
export async function addEdition(
  db: Writing,
  packed: PackedEdition,
  { by, accountId, files, now }: Provenance,
): Promise<boolean> {
  const added = await db
    .insertInto('editions')
    .values({
      ...packed,
      files: JSON.stringify(files),
      imported_at: now.toISOString(),
      imported_by: by,
      account_id: accountId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('edition')
    .execute()
  return added.length === 1
}

/** The names of all editions that are kept. Answered from an index, however large they are. */
export function keptNames(db: Reading): Promise<KeptName[]> {
  return db
    .selectFrom('editions')
    .select(['framework', 'edition'])
    .orderBy('framework')
    .orderBy('edition')
    .execute()
}

/** One of them, as it is kept. */
export function keptEdition(
  db: Reading,
  { framework, edition }: KeptName,
): Promise<PackedEdition | undefined> {
  return db
    .selectFrom('editions')
    .select(['framework', 'edition', 'content', 'findings'])
    .where('framework', '=', framework)
    .where('edition', '=', edition)
    .executeTakeFirst()
}

/** How the latest editions came in, the last one first. */
export function importHistory(db: Reading, count: number): Promise<PastImport[]> {
  return db
    .selectFrom('editions')
    .leftJoin('accounts', 'accounts.id', 'editions.account_id')
    .select([
      'editions.framework',
      'editions.edition',
      'editions.files',
      'editions.imported_at',
      'editions.imported_by',
      'editions.account_id',
      'accounts.name as account_name',
    ])
    .orderBy('editions.imported_at', 'desc')
    .orderBy('editions.framework')
    .orderBy('editions.edition')
    .limit(count)
    .execute()
}
