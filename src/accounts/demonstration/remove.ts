import type { Writing } from '../../platform/store/index.ts'
import { accountsOfDemonstration, deleteDemonstration } from '../store/demonstrations.ts'
import type { NamedDemonstration } from '../store/demonstrations.ts'
import { log } from '../store/events.ts'
import { send } from '../store/messages.ts'

/** Which demonstration is removed, when and by whom. */
export interface Removing {
  readonly demonstration: NamedDemonstration
  /** Null: at the command line. */
  readonly accountId: string | null
  readonly now: Date
}

/** What went with a demonstration. */
export interface Removed {
  readonly name: string
  readonly accounts: readonly string[]
}

/**
 * Removes a demonstration as a whole: everything in it, and the accounts that are for it alone.
 * Those who are in another organisation too are told. One event stays that says so.
 *
 * @example
 * await store.write((db) => removeDemonstration(db, { demonstration, accountId: null, now }))
 */
export async function removeDemonstration(
  db: Writing,
  { demonstration: { id, name }, accountId, now }: Removing,
): Promise<Removed> {
  const { only, shared } = await accountsOfDemonstration(db, id)
  await deleteDemonstration(db, id, only)
  for (const other of shared.filter((each) => each !== accountId)) {
    await send(db, {
      accountId: other,
      subject: `${name} was removed`,
      body: 'It was a demonstration with made-up people. You are no longer in it; nothing else of your account has changed.',
      now,
    })
  }
  await log(db, { action: 'demonstration.removed', accountId, details: { what: name }, now })
  return { name, accounts: only }
}
