import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { queueMails } from './outgoing-mails.ts'

/** A message to an account. It waits here until it is read. */
export type Message = Tables['messages']

/** What is written to somebody. */
export interface NewMessage {
  readonly subject: string
  readonly body: string
  readonly now: Date
}

/** So many at once: databases limit what one statement may hold. */
const batch = 500

/** Writes to somebody. Where mail is sent, one says that there is something to read. */
export async function send(
  db: Writing,
  { accountId, ...message }: NewMessage & { readonly accountId: string },
): Promise<void> {
  await sendToAll(db, [accountId], message)
}

/** Writes the same to many. */
export async function sendToAll(
  db: Writing,
  accountIds: readonly string[],
  { subject, body, now }: NewMessage,
): Promise<void> {
  const message = { subject, body, created_at: now.toISOString(), read_at: null }
  for (let at = 0; at < accountIds.length; at += batch) {
    const some = accountIds.slice(at, at + batch)
    await db
      .insertInto('messages')
      .values(some.map((accountId) => ({ id: randomUUID(), account_id: accountId, ...message })))
      .execute()
    await queueMails(
      db,
      some.map((accountId) => ({ purpose: 'message', accountId })),
      now,
    )
  }
}

/** The messages to an account, newest first. */
export function messagesTo(db: Reading, accountId: string, count?: number): Promise<Message[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .$if(count !== undefined, (all) => all.limit(count ?? 0))
    .execute()
}

/** Notes that the messages to an account were seen. */
export async function markRead(db: Writing, accountId: string, now: Date): Promise<void> {
  await db
    .updateTable('messages')
    .set({ read_at: now.toISOString() })
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .execute()
}

/** How many messages to an account nobody has read. */
export async function unreadOf(db: Reading, accountId: string): Promise<number> {
  const { unread } = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('unread'))
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return unread
}
