import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { notOver } from './days.ts'

/** Counts that were handed to disclosure control. */
export type KeptRelease = Tables['figure_releases']

/** Somebody to be counted. */
export type PersonToCount = Pick<Tables['people'], 'id' | 'team_id'>

/** A post to be counted. */
export type PostToCount = Pick<
  Tables['posts'],
  'id' | 'grade_id' | 'framework' | 'edition' | 'role_level' | 'funded'
>

/** Who holds which post, to be counted. */
export type HoldingToCount = Pick<
  Tables['holdings'],
  'id' | 'post_id' | 'person_id' | 'terms' | 'fte' | 'from_day'
>

/** Everybody in an organisation on a day, its posts, and who holds them. One row each: no sums. */
export interface ToCount {
  readonly people: readonly PersonToCount[]
  readonly posts: readonly PostToCount[]
  readonly holdings: readonly HoldingToCount[]
}

/** Reads it. What comes of it goes to disclosure control and nowhere else. */
export async function toCount(
  db: Reading,
  organisationId: string,
  today: string,
): Promise<ToCount> {
  const people = await db
    .selectFrom('people')
    .select(['id', 'team_id'])
    .where('organisation_id', '=', organisationId)
    .where(notOver('left_on', today))
    .execute()
  const posts = await db
    .selectFrom('posts')
    .select(['id', 'grade_id', 'framework', 'edition', 'role_level', 'funded'])
    .where('organisation_id', '=', organisationId)
    .execute()
  const holdings = await db
    .selectFrom('holdings')
    .innerJoin('people', 'people.id', 'holdings.person_id')
    .select([
      'holdings.id',
      'holdings.post_id',
      'holdings.person_id',
      'holdings.terms',
      'holdings.fte',
      'holdings.from_day',
    ])
    .where('people.organisation_id', '=', organisationId)
    .where('holdings.from_day', '<=', today)
    .where(notOver('holdings.until_day', today))
    .where(notOver('people.left_on', today))
    .execute()
  return { people, posts, holdings }
}

/** The releases of the newest series of an organisation, oldest first. */
export async function releasesOf(db: Reading, organisationId: string): Promise<KeptRelease[]> {
  const newest = await db
    .selectFrom('figure_releases')
    .select('series')
    .where('organisation_id', '=', organisationId)
    .orderBy('series', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest === undefined) return []
  return db
    .selectFrom('figure_releases')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('series', '=', newest.series)
    .orderBy('day')
    .execute()
}

/**
 * Keeps a release.
 *
 * @param after the newest release when its counts were protected; undefined: there was none
 * @returns false if another one was kept since: then this one was not protected together with it
 */
export async function keepRelease(
  db: Writing,
  release: KeptRelease,
  after: string | undefined,
): Promise<boolean> {
  const kept = await releasesOf(db, release.organisation_id)
  if (kept.at(-1)?.id !== after) return false
  await db.insertInto('figure_releases').values(release).execute()
  return true
}
