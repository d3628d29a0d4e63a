import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** A mail that is to be sent. */
export type OutgoingMail = Tables['outgoing_mails']

/** What a mail is for, and to whom. */
export type NewMail =
  | { readonly purpose: 'message' | 'new-password'; readonly accountId: string }
  | { readonly purpose: 'invitation'; readonly personId: string }
  | { readonly purpose: 'help'; readonly address: string }

/** A mail that could not be sent is given up then. */
export const keptDays = 3
/** Longer than sending one can take; then whoever began it is gone and another sends it. */
export const leaseMinutes = 5
const longestWait = 60
const minute = 60_000

/**
 * Queues a mail. One for the same purpose that still waits stands for both. Also where no mail is
 * sent: there is no more than one row a purpose and person, and it goes within days.
 */
export async function queueMail(
  db: Writing,
  mail: NewMail & { readonly now: Date },
): Promise<void> {
  await queueMails(db, [mail], mail.now)
}

/** Queues several mails. */
export async function queueMails(db: Writing, mails: readonly NewMail[], now: Date): Promise<void> {
  const moment = now.toISOString()
  const waiting = { created_at: moment, due_at: moment, tries: 0 }
  await db
    .insertInto('outgoing_mails')
    .values(
      mails.map((mail) => ({
        id: randomUUID(),
        purpose: mail.purpose,
        account_id: 'accountId' in mail ? mail.accountId : null,
        person_id: 'personId' in mail ? mail.personId : null,
        address: 'address' in mail ? mail.address : null,
        ...waiting,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes a mail back that still waits. */
export async function unqueueMail(db: Writing, mail: NewMail): Promise<void> {
  await db
    .deleteFrom('outgoing_mails')
    .where('purpose', '=', mail.purpose)
    .where(
      'account_id',
      'accountId' in mail ? '=' : 'is',
      'accountId' in mail ? mail.accountId : null,
    )
    .where('person_id', 'personId' in mail ? '=' : 'is', 'personId' in mail ? mail.personId : null)
    .execute()
}

/** Takes the mail that has waited longest, so that nobody else sends it for some minutes. */
export async function claimMail(db: Writing, now: Date): Promise<OutgoingMail | undefined> {
  const due = await db
    .selectFrom('outgoing_mails')
    .select('id')
    .where('due_at', '<=', now.toISOString())
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (due === undefined) return undefined
  return db
    .updateTable('outgoing_mails')
    .set((row) => ({ due_at: later(now, leaseMinutes), tries: row('tries', '+', 1) }))
    .where('id', '=', due.id)
    .returningAll()
    .executeTakeFirst()
}

/** It was sent, or there is nothing to send. Whoever has claimed it since keeps it. */
export async function dropMail(
  db: Writing,
  { id, tries }: Pick<OutgoingMail, 'id' | 'tries'>,
): Promise<void> {
  await db.deleteFrom('outgoing_mails').where('id', '=', id).where('tries', '=', tries).execute()
}

/** It could not be sent: again in one, two, four minutes, then at least once an hour. */
export async function postponeMail(
  db: Writing,
  { id, tries }: Pick<OutgoingMail, 'id' | 'tries'>,
  now: Date,
): Promise<void> {
  const wait = Math.min(2 ** (tries - 1), longestWait)
  await db
    .updateTable('outgoing_mails')
    .set({ due_at: later(now, wait) })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .execute()
}

/** Deletes mail that has waited for too long. */
export async function clearMails(db: Reading, now: Date): Promise<void> {
  const oldest = later(now, -keptDays * 24 * 60)
  await db.deleteFrom('outgoing_mails').where('created_at', '<=', oldest).execute()
}

function later(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * minute).toISOString()
}
