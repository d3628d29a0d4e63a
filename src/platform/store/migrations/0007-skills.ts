import type { CreateTableBuilder, Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

type Row = CreateTableBuilder<string, string>

/** What people keep of their own skills, what of it they share, and what managers answered. */
export async function createSkills(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const create = async (name: string, columns: (table: Row) => Row): Promise<void> => {
    await checkedTypes(columns(db.schema.createTable(name)), kind).execute()
  }
  await create('skill_ratings', (table) =>
    texts(within(key(table), 'person_id', 'people'), [
      'framework',
      'edition',
      'skill',
      'ticked',
      'note',
      'claims',
      'state',
      'rated_at',
    ])
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('level', 'text')
      .addColumn('counted', 'text')
      .addColumn('confidence', 'text')
      .addColumn('interest', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addUniqueConstraint('skill_ratings_number', ['person_id', 'framework', 'skill', 'number']),
  )
  await create('skill_targets', (table) =>
    texts(within(key(table), 'person_id', 'people'), [
      'framework',
      'edition',
      'role_level',
      'added_at',
    ]).addUniqueConstraint('skill_targets_level', ['person_id', 'framework', 'role_level']),
  )
  await create('skill_shares', (table) =>
    texts(within(within(key(table), 'person_id', 'people'), 'relation_id', 'relations'), [
      'kind',
      'shared_at',
    ])
      .addColumn('rating_id', 'text', (column) =>
        column.references('skill_ratings.id').onDelete('cascade'),
      )
      .addColumn('target_id', 'text', (column) =>
        column.references('skill_targets.id').onDelete('cascade'),
      ),
  )
  await create('skill_answers', (table) =>
    texts(within(key(table), 'rating_id', 'skill_ratings'), [
      'outcome',
      'words',
      'answered_at',
    ]).addColumn('manager_id', 'text', (column) =>
      column.references('people.id').onDelete('set null'),
    ),
  )
  for (const [table, column] of looksUp) {
    await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute()
  }
}

const looksUp: readonly (readonly [string, string])[] = [
  ['skill_shares', 'person_id'],
  ['skill_shares', 'relation_id'],
  ['skill_shares', 'rating_id'],
  ['skill_shares', 'target_id'],
  ['skill_answers', 'rating_id'],
  ['skill_answers', 'manager_id'],
]

function key(table: Row): Row {
  return table.addColumn('id', 'text', (column) => column.primaryKey().notNull())
}

/** A row that belongs to another and goes with it. */
function within(table: Row, name: string, owner: string): Row {
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
