import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'

/** A post as it is kept. */
export type Post = Tables['posts']

/** A post with the names of its team and grade. */
export type ListedPost = Post & {
  readonly team_name: string | null
  readonly grade_name: string | null
}

/** Who holds or held a post. */
export type NamedHolding = Tables['holdings'] & { readonly person_name: string }

function posts(db: Reading, organisationId: string) {
  return db
    .selectFrom('posts')
    .leftJoin('teams', 'teams.id', 'posts.team_id')
    .leftJoin('grades', 'grades.id', 'posts.grade_id')
    .selectAll('posts')
    .select(['teams.name as team_name', 'grades.name as grade_name'])
    .where('posts.organisation_id', '=', organisationId)
}

/** The posts of an organisation by reference, a page of them. */
export function listPosts(
  db: Reading,
  organisationId: string,
  { from, count }: { from: number; count: number },
): Promise<ListedPost[]> {
  return posts(db, organisationId)
    .orderBy('posts.reference')
    .orderBy('posts.id')
    .limit(count)
    .offset(from)
    .execute()
}

/** A post of an organisation; of any other it is not found. */
export function postOf(
  db: Reading,
  organisationId: string,
  id: string,
): Promise<ListedPost | undefined> {
  return posts(db, organisationId).where('posts.id', '=', id).executeTakeFirst()
}

/** The post of an organisation with a reference. */
export function postByReference(
  db: Reading,
  organisationId: string,
  reference: string,
): Promise<ListedPost | undefined> {
  return posts(db, organisationId).where('posts.reference', '=', reference).executeTakeFirst()
}

/** What somebody says of a post. */
export type PostValues = Omit<Post, 'id' | 'organisation_id'>

/** Adds a post and answers its identifier. */
export async function addPost(
  db: Writing,
  organisationId: string,
  values: PostValues,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('posts')
    .values({ id, organisation_id: organisationId, ...values })
    .execute()
  return id
}

/** Changes a post of an organisation. */
export async function changePost(
  db: Writing,
  { organisationId, id }: { organisationId: string; id: string },
  values: PostValues,
): Promise<void> {
  await db
    .updateTable('posts')
    .set(values)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

/** Who holds or held some posts of an organisation, newest first. */
export async function holdingsOf(
  db: Reading,
  organisationId: string,
  postIds: readonly string[],
): Promise<NamedHolding[]> {
  if (postIds.length === 0) return []
  return db
    .selectFrom('holdings')
    .innerJoin('people', 'people.id', 'holdings.person_id')
    .selectAll('holdings')
    .select('people.name as person_name')
    .where('people.organisation_id', '=', organisationId)
    .where('holdings.post_id', 'in', [...postIds])
    .orderBy('holdings.from_day', 'desc')
    .orderBy('holdings.id')
    .execute()
}

/** Adds who holds a post and answers the identifier of that. Both are of the same organisation: whoever calls has looked. */
export async function addHolding(
  db: Writing,
  holding: Omit<Tables['holdings'], 'id'>,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('holdings')
    .values({ id, ...holding })
    .execute()
  return id
}

/** Changes on what terms, how much and when somebody holds a post. */
export async function changeHolding(
  db: Writing,
  { id, postId }: { id: string; postId: string },
  change: Pick<Tables['holdings'], 'terms' | 'fte' | 'from_day' | 'until_day'>,
): Promise<void> {
  await db
    .updateTable('holdings')
    .set(change)
    .where('id', '=', id)
    .where('post_id', '=', postId)
    .execute()
}
