import type { CapabilityFramework } from '../../framework/index.ts'
import type { Store } from '../../platform/store/index.ts'
import { demonstrationsIn } from '../store/demonstrations.ts'
import { addLink } from '../store/links.ts'
import { loadDemonstration } from './load.ts'
import type { Loaded } from './load.ts'
import { removeDemonstration } from './remove.ts'

/** What came of loading a demonstration at the command line. */
export type DemonstrationLoaded =
  | (Pick<Loaded, 'name' | 'people'> & { readonly path: string })
  | { readonly there: readonly string[] }

/**
 * Loads a demonstration, and makes an invitation for its made-up administrator. Where there is one
 * already, its name is answered and nothing is changed.
 *
 * @example
 * await demonstrate(store, { seed: 1, edition, now: new Date() }) // { path: '/link/…', … }
 */
export function demonstrate(
  store: Store,
  { seed, edition, now }: { seed: number; edition: CapabilityFramework | undefined; now: Date },
): Promise<DemonstrationLoaded> {
  return store.write(async (db) => {
    const there = await demonstrationsIn(db)
    if (there.length > 0) return { there: there.map(({ name }) => name) }
    const loaded = await loadDemonstration(db, { seed, edition, now, by: null })
    const { administratorId: personId, name, people } = loaded
    const token = await addLink(db, { purpose: 'invitation', accountId: null, personId, now })
    return { name, people, path: `/link/${token}` }
  })
}

/**
 * Removes every demonstration with the accounts that are for it alone.
 *
 * @returns the names of those that were there
 * @example
 * await removeDemonstrations(store, new Date()) // ['Department for Kites (demonstration)']
 */
export function removeDemonstrations(store: Store, now: Date): Promise<readonly string[]> {
  return store.write(async (db) => {
    const names: string[] = []
    for (const demonstration of await demonstrationsIn(db)) {
      const { name } = await removeDemonstration(db, { demonstration, accountId: null, now })
      names.push(name)
    }
    return names
  })
}
