import type { Store } from '../platform/store/index.ts'
import { hasAccounts } from './store/accounts.ts'
import { addLink } from './store/links.ts'

/**
 * The path of a link with which the first administrator opens an account; undefined once somebody
 * can sign in. A link made earlier ends with this one.
 *
 * @param again make a link although there are accounts: for another organisation, or where nobody
 * can get in any more
 * @example
 * await firstAdministratorLink(store, { now: new Date() }) // '/link/…'
 */
export async function firstAdministratorLink(
  store: Store,
  { now, again = false }: { now: Date; again?: boolean },
): Promise<string | undefined> {
  return store.write(async (db) => {
    if (!again && (await hasAccounts(db))) return undefined
    const token = await addLink(db, { purpose: 'first-administrator', accountId: null, now })
    return `/link/${token}`
  })
}
