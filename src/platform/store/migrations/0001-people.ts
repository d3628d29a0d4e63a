import type { CreateTableBuilder, Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

type Row = CreateTableBuilder<string, string>

/** Organisations, accounts, people, and what ties people to posts, teams and each other. */
export async function createPeople(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const create = async (name: string, columns: (table: Row) => Row): Promise<void> => {
    await checkedTypes(columns(db.schema.createTable(name)), kind).execute()
  }
  await createAccounts(create)
  await createOrganisation(create)
  await createPosts(create)
  for (const [table, ...columns] of looksUp) {
    const index = db.schema.createIndex(`${table}_${columns.join('_')}`)
    await index.on(table).columns(columns).execute()
  }
}

type Create = (name: string, columns: (table: Row) => Row) => Promise<void>

const looksUp: readonly (readonly [string, ...string[]])[] = [
  ['sessions', 'account_id'],
  ['sessions', 'expires_at'],
  ['recovery_codes', 'account_id'],
  ['one_time_links', 'account_id'],
  ['one_time_links', 'person_id'],
  ['throttles', 'until'],
  ['messages', 'account_id', 'created_at'],
  ['events', 'organisation_id', 'at'],
  ['events', 'person_id', 'at'],
  ['people', 'account_id'],
  ['people', 'organisation_id', 'sought'],
  ['people', 'team_id'],
  ['duties', 'person_id'],
  ['teams', 'parent_id'],
  ['pay_ranges', 'grade_id'],
  ['posts', 'team_id'],
  ['holdings', 'post_id'],
  ['holdings', 'person_id'],
  ['relations', 'person_id'],
  ['relations', 'other_id'],
]

async function createAccounts(create: Create): Promise<void> {
  await create('organisations', (table) =>
    filled(key(table), ['name', 'particulars', 'created_at'])
      .addColumn(...number('demonstration'))
      .addColumn(...number('version')),
  )
  await create('accounts', (table) =>
    filled(key(table), ['email', 'name', 'created_at'])
      .addColumn('password_hash', 'text')
      .addColumn('totp_secret', 'text')
      .addColumn('totp_confirmed_at', 'text')
      .addColumn(...number('totp_step'))
      .addColumn('closed_at', 'text')
      .addColumn(...number('version'))
      .addUniqueConstraint('accounts_email', ['email']),
  )
  await create('recovery_codes', (table) =>
    within(key(table, 'code_hash'), 'account_id', 'accounts').addColumn('used_at', 'text'),
  )
  await create('sessions', (table) =>
    filled(within(key(table, 'token_hash'), 'account_id', 'accounts'), [
      'created_at',
      'seen_at',
      'expires_at',
    ]).addColumn('second_factor_at', 'text'),
  )
  await create('throttles', (table) =>
    filled(key(table, 'key'), ['until']).addColumn(...number('count')),
  )
  await create('messages', (table) =>
    filled(within(key(table), 'account_id', 'accounts'), [
      'subject',
      'body',
      'created_at',
    ]).addColumn('read_at', 'text'),
  )
  // Without references: what was done stays known when the record is gone.
  await create('events', (table) =>
    filled(key(table), ['at', 'action', 'details'])
      .addColumn('organisation_id', 'text')
      .addColumn('account_id', 'text')
      .addColumn('person_id', 'text')
      .addColumn('purpose', 'text'),
  )
}

async function createOrganisation(create: Create): Promise<void> {
  await create('teams', (table) =>
    filled(within(key(table), 'organisation_id', 'organisations'), ['reference', 'name'])
      .addColumn('parent_id', 'text', (column) => column.references('teams.id'))
      .addUniqueConstraint('teams_reference', ['organisation_id', 'reference']),
  )
  await create('people', (table) =>
    filled(within(key(table), 'organisation_id', 'organisations'), [
      'reference',
      'name',
      'sought',
      'created_at',
    ])
      .addColumn('account_id', 'text', (column) =>
        column.references('accounts.id').onDelete('set null'),
      )
      .addColumn('email', 'text')
      .addColumn('team_id', 'text', (column) => column.references('teams.id').onDelete('set null'))
      .addColumn('left_on', 'text')
      .addColumn(...number('version'))
      .addUniqueConstraint('people_reference', ['organisation_id', 'reference'])
      .addUniqueConstraint('people_account', ['organisation_id', 'account_id']),
  )
  await create('one_time_links', (table) =>
    filled(key(table, 'token_hash'), ['purpose', 'created_at', 'expires_at'])
      .addColumn('used_at', 'text')
      .addColumn('account_id', 'text', (column) =>
        column.references('accounts.id').onDelete('cascade'),
      )
      .addColumn('person_id', 'text', (column) =>
        column.references('people.id').onDelete('cascade'),
      ),
  )
  await create('duties', (table) =>
    filled(within(key(table), 'person_id', 'people'), ['duty', 'from_day'])
      .addColumn('team_id', 'text', (column) => column.references('teams.id').onDelete('cascade'))
      .addColumn('until_day', 'text'),
  )
  await create('relations', (table) =>
    filled(within(within(key(table), 'person_id', 'people'), 'other_id', 'people'), [
      'kind',
      'from_day',
    ]).addColumn('until_day', 'text'),
  )
}

async function createPosts(create: Create): Promise<void> {
  await create('grades', (table) =>
    filled(within(key(table), 'organisation_id', 'organisations'), ['name'])
      .addColumn(...number('position'))
      .addColumn('equivalent', 'text')
      .addUniqueConstraint('grades_name', ['organisation_id', 'name']),
  )
  await create('pay_ranges', (table) =>
    filled(within(key(table), 'grade_id', 'grades'), ['from_day'])
      .addColumn(...number('least_pence'))
      .addColumn(...number('most_pence')),
  )
  await create('usual_grades', (table) =>
    within(
      filled(within(table, 'organisation_id', 'organisations'), ['framework', 'role_level']),
      'grade_id',
      'grades',
    ).addPrimaryKeyConstraint('usual_grades_key', ['organisation_id', 'framework', 'role_level']),
  )
  await create('posts', (table) =>
    filled(within(key(table), 'organisation_id', 'organisations'), ['reference', 'title'])
      .addColumn('team_id', 'text', (column) => column.references('teams.id').onDelete('set null'))
      .addColumn('grade_id', 'text', (column) =>
        column.references('grades.id').onDelete('set null'),
      )
      .addColumn('framework', 'text')
      .addColumn('edition', 'text')
      .addColumn('role_level', 'text')
      .addColumn(...number('funded'))
      .addColumn(...number('fte'))
      .addUniqueConstraint('posts_reference', ['organisation_id', 'reference']),
  )
  await create('holdings', (table) =>
    filled(within(within(key(table), 'post_id', 'posts'), 'person_id', 'people'), [
      'terms',
      'from_day',
    ])
      .addColumn('until_day', 'text')
      .addColumn(...number('fte')),
  )
}

function key(table: Row, name = 'id'): Row {
  return table.addColumn(name, 'text', (column) => column.primaryKey().notNull())
}

/** Columns of text that are never empty of meaning. */
function filled(table: Row, names: readonly string[]): Row {
  return names.reduce(
    (built, name) => built.addColumn(name, 'text', (column) => column.notNull()),
    table,
  )
}

/** A row that belongs to another and goes with it. */
function within(table: Row, name: string, owner: string): Row {
  return table.addColumn(name, 'text', (column) =>
    column.notNull().references(`${owner}.id`).onDelete('cascade'),
  )
}

function number(name: string): Parameters<Row['addColumn']> {
  return [name, 'integer', (column) => column.notNull().defaultTo(0)]
}
