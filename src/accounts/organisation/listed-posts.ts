import type { FoundPosts } from '../api/structure-data.ts'
import type { AccountsContext } from '../context.ts'
import { countsOf } from '../store/organisations.ts'
import { holdingsOf, listPosts } from '../store/posts.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { pageOf } from './paging.ts'

/** The part of the posts of an organisation that an address asks for, with who holds each. */
export function readPosts(
  { door }: AccountsContext,
  { organisation, query, today }: OrganisationAsked,
): Promise<FoundPosts> {
  return door.store.read(async (db) => {
    const counts = await countsOf(db, organisation.id, today)
    const at = pageOf(query['page'], counts.posts)
    const posts = await listPosts(db, organisation.id, at)
    const ids = posts.map(({ id }) => id)
    return { all: counts.posts, posts, holdings: await holdingsOf(db, organisation.id, ids) }
  })
}
