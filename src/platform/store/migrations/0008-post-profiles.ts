import type { CreateTableBuilder, Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

type Row = CreateTableBuilder<string, string>

/** Profiles for posts: a name and a state, what differs from the role level, which posts carry it. */
export async function createPostProfiles(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const create = async (name: string, columns: (table: Row) => Row): Promise<void> => {
    await checkedTypes(columns(db.schema.createTable(name)), kind).execute()
  }
  await create('post_profiles', (table) =>
    filled(within(key(table), 'organisation_id', 'organisations'), [
      'name',
      'framework',
      'edition',
      'from_day',
      'state',
      'created_at',
      'changed_at',
    ])
      .addColumn('role_level', 'text')
      .addColumn('owner_id', 'text', (column) =>
        column.references('people.id').onDelete('set null'),
      )
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('list_version', 'integer', (column) => column.notNull())
      .addUniqueConstraint('post_profiles_name', ['organisation_id', 'name']),
  )
  await create('post_profile_changes', (table) =>
    filled(within(key(table), 'profile_id', 'post_profiles'), ['kind', 'reason', 'statements'])
      .addColumn('skill', 'text')
      .addColumn('name', 'text')
      .addColumn('description', 'text')
      .addColumn('level', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addUniqueConstraint('post_profile_changes_skill', ['profile_id', 'skill'])
      .addUniqueConstraint('post_profile_changes_name', ['profile_id', 'name']),
  )
  await create('post_profile_posts', (table) =>
    within(
      table.addColumn('post_id', 'text', (column) =>
        column.primaryKey().notNull().references('posts.id').onDelete('cascade'),
      ),
      'profile_id',
      'post_profiles',
    ),
  )
  for (const [table, column] of looksUp) {
    await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute()
  }
}

const looksUp: readonly (readonly [string, string])[] = [
  ['post_profiles', 'owner_id'],
  ['post_profile_posts', 'profile_id'],
]

function key(table: Row): Row {
  return table.addColumn('id', 'text', (column) => column.primaryKey().notNull())
}

function filled(table: Row, columns: readonly string[]): Row {
  return columns.reduce((all, name) => all.addColumn(name, 'text', (c) => c.notNull()), table)
}

function within(table: Row, column: string, parent: string): Row {
  return table.addColumn(column, 'text', (each) =>
    each.notNull().references(`${parent}.id`).onDelete('cascade'),
  )
}
