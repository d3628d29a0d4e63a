import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** Mail that is to be sent: for one purpose no more than one to somebody at a time. */
export async function createMails(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const mails = db.schema
    .createTable('outgoing_mails')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) =>
      column.references('accounts.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.references('people.id').onDelete('cascade'))
    .addColumn('address', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addUniqueConstraint('outgoing_mails_account', ['account_id', 'purpose'])
    .addUniqueConstraint('outgoing_mails_person', ['person_id', 'purpose'])
  await checkedTypes(mails, kind).execute()
  const index = db.schema.createIndex('outgoing_mails_due_at')
  await index.on('outgoing_mails').column('due_at').execute()
}
