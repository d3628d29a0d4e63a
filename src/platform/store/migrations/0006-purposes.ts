import type { CreateTableBuilder, Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

type Row = CreateTableBuilder<string, string>

/** Purposes of records, holds and exceptional access, requests to erase, and jobs. */
export async function createPurposes(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const create = async (name: string, columns: (table: Row) => Row): Promise<void> => {
    await checkedTypes(columns(db.schema.createTable(name)), kind).execute()
  }
  await create('purposes', (table) =>
    texts(owned(table, 'organisation_id', 'organisations'), [
      'purpose',
      'lawful_basis',
      'basis_text',
      'notice',
    ])
      .addColumn('retention_months', 'integer')
      .addColumn('on_from', 'text')
      .addColumn('off_from', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('purposes_key', ['organisation_id', 'purpose']),
  )
  await create('exceptional_requests', requestColumns)
  await create('erasure_requests', (table) =>
    maybe(texts(aboutPerson(keyed(table)), ['words', 'asked_at', 'due_on']), [
      'decided_at',
      'decision',
      'ground',
      'reason',
    ]).addColumn('decided_by_id', 'text', (column) =>
      column.references('people.id').onDelete('set null'),
    ),
  )
  await create('jobs', (table) =>
    maybe(
      table
        .addColumn('name', 'text', (column) => column.primaryKey().notNull())
        .addColumn('due_at', 'text', (column) => column.notNull()),
      ['leased_by', 'leased_until', 'last_run_at', 'outcome'],
    ),
  )
  await create('unattached_accounts', (table) =>
    table
      .addColumn('account_id', 'text', (column) =>
        column.primaryKey().notNull().references('accounts.id').onDelete('cascade'),
      )
      .addColumn('since_day', 'text', (column) => column.notNull()),
  )
  for (const [table, ...columns] of looksUp) {
    const index = db.schema.createIndex(`${table}_${columns.join('_')}`)
    await index.on(table).columns(columns).execute()
  }
}

const looksUp: readonly (readonly [string, ...string[]])[] = [
  ['exceptional_requests', 'organisation_id'],
  ['exceptional_requests', 'person_id'],
  ['exceptional_requests', 'reader_id'],
  ['exceptional_requests', 'hold_id'],
  ['erasure_requests', 'organisation_id'],
  ['erasure_requests', 'person_id'],
  ['people', 'organisation_id', 'left_on'],
  ['messages', 'created_at'],
]

function requestColumns(table: Row): Row {
  const columns = maybe(texts(aboutPerson(keyed(table)), ['kind', 'reason', 'asked_at']), [
    'until_day',
    'tell_on',
    'told_at',
    'decided_at',
    'decision',
    'decision_reason',
    'ended_at',
  ])
    .addColumn('days', 'integer')
    .addColumn('hold_id', 'text', (column) =>
      column.references('exceptional_requests.id').onDelete('cascade'),
    )
  // Who acted may leave and go: what they did stays.
  return ['reader_id', 'asked_by_id', 'decided_by_id'].reduce(
    (built, name) =>
      built.addColumn(name, 'text', (column) =>
        column.references('people.id').onDelete('set null'),
      ),
    columns,
  )
}

function keyed(table: Row): Row {
  return table.addColumn('id', 'text', (column) => column.primaryKey().notNull())
}

function aboutPerson(table: Row): Row {
  return owned(owned(table, 'organisation_id', 'organisations'), 'person_id', 'people')
}

/** A row that belongs to another and goes with it. */
function owned(table: Row, name: string, owner: string): Row {
  return table.addColumn(name, 'text', (column) =>
    column.notNull().references(`${owner}.id`).onDelete('cascade'),
  )
}

function texts(table: Row, names: readonly string[]): Row {
  return names.reduce(
    (built, name) => built.addColumn(name, 'text', (column) => column.notNull()),
    table,
  )
}

function maybe(table: Row, names: readonly string[]): Row {
  return names.reduce((built, name) => built.addColumn(name, 'text'), table)
}
