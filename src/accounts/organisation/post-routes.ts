import { ExpectedFailure, view } from '../../platform/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { postData, postsData } from '../api/structure-data.ts'
import type { FoundPosts } from '../api/structure-data.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { daysInWords, fteInWords, postLevelInWords, termsInWords } from '../person-rows.ts'
import { postState } from '../post-state.ts'
import { levelValue } from '../role-level-options.ts'
import type { NamedLevel } from '../role-level-options.ts'
import { editionsIn } from '../skills/own-page.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section, SheetView } from '../sheet.ts'
import { log } from '../store/events.ts'
import { gradesOf } from '../store/grades.ts'
import { addPost, changePost, holdingsOf, postByReference, postOf } from '../store/posts.ts'
import type { ListedPost, NamedHolding } from '../store/posts.ts'
import { profileOfPost } from '../store/profiles.ts'
import { teamsOf } from '../store/teams.ts'
import { editRoutes, formRoutes } from './form-routes.ts'
import type { FormParts, Saving, ValueOf } from './form-routes.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { readPosts } from './listed-posts.ts'
import { pageOf, pagesAround } from './paging.ts'
import type { Paging } from './paging.ts'
import { postFields, postValues, roleLevelField } from './post-fields.ts'

const permission = 'people.administer'

interface PostsView extends SheetView {
  readonly paging: Paging
}

const postsView = view<PostsView>('accounts/views/log.njk')

/** The posts of an organisation. */
export function postRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({ path: '/posts', permission, read: readPosts, page: postsPage, data: postsData }),
    ...formRoutes({
      path: '/posts/add',
      permission,
      operation: { summary: 'Add a post', fields: fixedFields, makes: true },
      parts: async (from, asked) => ({
        ...(await postParts(from, asked, undefined)),
        title: 'Add a post',
        submit: 'Add the post',
        values: { funded: 'yes', fte: '1' },
        back: '/posts',
        saved: (value) => `The post ${value('title')} was added.`,
      }),
      save: (db, asked, value) => save(db, asked, { value, id: undefined }),
    }),
    dataRoute({ path: '/posts/:post', permission, read: readPost, page: postPage, data: postData }),
    ...editRoutes({
      path: '/posts/:post/edit',
      permission,
      operation: { summary: 'Change a post', fields: fixedFields },
      kept: async (db, asked) => valuesOf(await postIn(db, asked)),
      parts: async (from, asked) => {
        const post = await from.door.store.read((db) => postIn(db, asked))
        return {
          ...(await postParts(from, asked, levelOf(post))),
          title: `Change ${post.title}`,
          back: `/posts/${post.id}`,
          saved: (value) => `The post ${value('title')} was saved.`,
        }
      },
      save: (db, asked, value) => save(db, asked, { value, id: asked.params['post'] ?? '' }),
    }),
  ])
}

/** Its fields, without the lists that differ by organisation. */
const fixedFields = postFields({
  teams: [],
  grades: [],
  roleLevel: roleLevelField(undefined),
})

/** The post an address names; of another organisation it is not found. */
export async function postIn(
  db: Reading,
  { organisation, params }: OrganisationAsked,
): Promise<ListedPost> {
  const post = await postOf(db, organisation.id, params['post'] ?? '')
  if (post === undefined) throw new ExpectedFailure('post-not-found')
  return post
}

/** The link above the pages of posts. */
export function abovePosts({ organisation }: OrganisationAsked): { href: string; text: string } {
  return { href: placeIn(organisation, '/posts'), text: 'Posts' }
}

async function postParts(
  { door, edition }: AccountsContext,
  asked: OrganisationAsked,
  kept: NamedLevel | undefined,
): Promise<Pick<FormParts, 'fields' | 'above'>> {
  const { id } = asked.organisation
  return door.store.read(async (db) => ({
    fields: postFields({
      teams: await teamsOf(db, id),
      grades: await gradesOf(db, id),
      roleLevel: roleLevelField(edition?.(), kept),
    }),
    above: [abovePosts(asked)],
  }))
}

function levelOf({ framework, edition, role_level: path }: ListedPost): NamedLevel | undefined {
  if (framework === null || edition === null || path === null) return undefined
  return { framework, edition, path }
}

function valuesOf(post: ListedPost): Readonly<Record<string, string>> {
  const level = levelOf(post)
  return {
    reference: post.reference,
    title: post.title,
    team: post.team_id ?? '',
    grade: post.grade_id ?? '',
    roleLevel: level === undefined ? '' : levelValue(level),
    funded: post.funded === 1 ? 'yes' : 'no',
    fte: fteInWords(post.fte),
  }
}

function postsPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { all, posts, holdings }: FoundPosts,
): PrivateAnswer {
  const { organisation, query, today } = asked
  const byPost = Map.groupBy(holdings, ({ post_id: post }) => post)
  const table = {
    caption: 'Posts by reference',
    head: ['Post', 'Reference', 'Team', 'Grade', 'Funded', 'Filled'],
    rows: posts.map((post) => [
      { text: post.title, href: placeIn(organisation, `/posts/${post.id}`) },
      post.reference,
      post.team_name ?? 'None',
      post.grade_name ?? 'None',
      post.funded === 1 ? 'Yes' : 'No',
      postState(post, byPost.get(post.id) ?? [], today),
    ]),
  }
  const what = all === 1 ? 'post' : 'posts'
  return {
    html: views.render(postsView, {
      ...sheetOf({
        frame: organisationFrame(asked, { title: 'Posts', path: '/posts' }),
        title: 'Posts',
        sections: [
          { links: [{ href: placeIn(organisation, '/posts/add'), text: 'Add a post' }] },
          posts.length > 0 ? { table } : {},
        ],
      }),
      paging: pagesAround(placeIn(organisation, '/posts'), {
        query: {},
        from: pageOf(query['page'], all).from,
        all,
        what,
      }),
    }),
  }
}

interface FoundPost {
  readonly post: ListedPost
  readonly holdings: readonly NamedHolding[]
  readonly profile: Awaited<ReturnType<typeof profileOfPost>>
}

function readPost({ door }: AccountsContext, asked: OrganisationAsked): Promise<FoundPost> {
  return door.store.read(async (db) => {
    const post = await postIn(db, asked)
    const { id } = asked.organisation
    return {
      post,
      holdings: await holdingsOf(db, id, [post.id]),
      profile: await profileOfPost(db, id, post.id),
    }
  })
}

function postPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { post, holdings, profile }: FoundPost,
): PrivateAnswer {
  const { organisation, today } = asked
  const at = placeIn(organisation, `/posts/${post.id}`)
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title: post.title,
          path: `/posts/${post.id}`,
          above: [abovePosts(asked)],
        }),
        title: post.title,
        sections: [
          {
            rows: [
              ['Reference', post.reference],
              ['Team', post.team_name ?? 'None'],
              ['Grade', post.grade_name ?? 'None'],
              [
                'Role level',
                postLevelInWords(post, editionsIn(context)),
                ...(post.edition === null ? [] : [`Edition ${post.edition}`]),
              ],
              [
                'Local profile',
                profile === undefined
                  ? 'None'
                  : {
                      text: profile.name,
                      href: placeIn(organisation, `/profiles/${profile.id}`),
                    },
              ],
              ['Funded', post.funded === 1 ? 'Yes' : 'No'],
              ['Full-time equivalent', fteInWords(post.fte)],
              ['Filled today', postState(post, holdings, today)],
            ],
            links: [
              { href: `${at}/edit`, text: 'Change the post' },
              { href: `${at}/profile`, text: 'Choose its local profile' },
            ],
            lead:
              profile === undefined
                ? []
                : whyItDiffers(post, profile, postLevelInWords(profile, editionsIn(context))),
          },
          holders(asked, { at, holdings }),
        ],
      }),
    ),
  }
}

/** Nothing is wrong with that, but somebody may have chosen the wrong one. */
function whyItDiffers(
  post: ListedPost,
  { framework, role_level: level }: NonNullable<FoundPost['profile']>,
  name: string,
): readonly string[] {
  const isSame = post.framework === framework && post.role_level === level
  if (post.role_level === null || level === null || isSame) return []
  return [`Its local profile starts from another role level than that of the post: ${name}.`]
}

function holders(
  { organisation }: OrganisationAsked,
  { at, holdings }: { at: string; holdings: readonly NamedHolding[] },
): Section {
  return {
    heading: 'Who holds it',
    ...(holdings.length === 0
      ? { lead: ['Nobody has held it yet.'] }
      : {
          table: {
            caption: 'Who holds or held the post',
            head: ['Who', 'Terms', 'Full-time equivalent', 'When', 'Change'],
            rows: holdings.map((holding) => [
              {
                text: holding.person_name,
                href: placeIn(organisation, `/people/${holding.person_id}`),
              },
              termsInWords[holding.terms],
              fteInWords(holding.fte),
              daysInWords(holding),
              {
                text: `End or change: ${holding.person_name}`,
                href: `${at}/holdings/${holding.id}`,
              },
            ]),
          },
        }),
    links: [{ href: `${at}/holdings/add`, text: 'Add who holds it' }],
  }
}

async function save(
  db: Writing,
  asked: OrganisationAsked,
  { value, id }: { value: ValueOf; id: string | undefined },
): Promise<Saving> {
  const { organisation, session, now } = asked
  const organisationId = organisation.id
  if (id !== undefined) await postIn(db, asked)
  const same = await postByReference(db, organisationId, value('reference'))
  if (same !== undefined && same.id !== id) {
    return [{ field: 'reference', message: `${same.title} has this reference` }]
  }
  const values = postValues(value)
  const made = id === undefined ? await addPost(db, organisationId, values) : undefined
  if (id !== undefined) await changePost(db, { organisationId, id }, values)
  const { accountId } = session.asker
  const details = { what: `${values.reference} was ${id === undefined ? 'added' : 'changed'}` }
  await log(db, { action: 'post.changed', accountId, organisationId, now, details })
  return made === undefined ? [] : { made: `/posts/${made}` }
}
