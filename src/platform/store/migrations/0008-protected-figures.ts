import type { Kysely } from 'kysely'
import { checkedTypes } from '../dialects.ts'
import type { StoreKind } from '../dialects.ts'
import type { Tables } from '../tables.ts'

/** What earlier figures counted, so that later ones cannot be held against them. */
export async function createFigures(db: Kysely<Tables>, kind: StoreKind): Promise<void> {
  const releases = db.schema
    .createTable('figure_releases')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisations.id').onDelete('cascade'),
    )
    .addColumn('series', 'integer', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('rules', 'text', (column) => column.notNull())
    .addColumn('counts', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('figure_releases_day', ['organisation_id', 'series', 'day'])
  await checkedTypes(releases, kind).execute()
}
