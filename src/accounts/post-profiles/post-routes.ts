import type { Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { FieldError } from '../form.ts'
import { editRoutes } from '../organisation/form-routes.ts'
import type { ValueOf } from '../organisation/form-routes.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import { abovePosts, postIn } from '../organisation/post-routes.ts'
import { profileOfPost, profilesIn, setProfileOfPost } from '../store/profiles.ts'
import { noteProfile } from './saving.ts'

/** Which profile a post carries. */
export const carryingRoutes: readonly OrganisationRoute[] = editRoutes({
  path: '/posts/:post/profile',
  permission: 'people.administer',
  kept: async (db, asked) => {
    const { id } = await postIn(db, asked)
    return { profile: (await profileOfPost(db, asked.organisation.id, id))?.id ?? '' }
  },
  parts: async ({ door }: AccountsContext, asked) => {
    const { organisation } = asked
    const { post, carried, profiles } = await door.store.read(async (db) => {
      const found = await postIn(db, asked)
      return {
        post: found,
        carried: await profileOfPost(db, organisation.id, found.id),
        profiles: await profilesIn(db, organisation.id),
      }
    })
    const options = profiles
      .filter(({ id, state }) => state === 'in-use' || id === carried?.id)
      .map(({ id, name }) => ({ value: id, text: name }))
    return {
      title: `Local profile of ${post.title}`,
      ...(options.length === 0 && {
        lead: [
          'There is nothing to choose from yet: only profiles that are in use can be chosen. Profiles that are drafts are put in use on their own pages.',
        ],
        after: [{ href: placeIn(organisation, '/profiles'), text: 'Local profiles' }],
      }),
      fields: [
        {
          name: 'profile',
          label: 'Local profile',
          kind: 'select',
          optional: true,
          hint: 'One that is in use. Leave it empty where the post asks for what its role level asks for.',
          options,
        },
      ],
      above: [
        abovePosts(asked),
        { href: placeIn(organisation, `/posts/${post.id}`), text: post.title },
      ],
      back: `/posts/${post.id}`,
      saved: `The local profile of ${post.title} was saved.`,
    }
  },
  save,
})

async function save(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const post = await postIn(db, asked)
  const profileId = value('profile') || null
  const profiles = await profilesIn(db, asked.organisation.id)
  const profile = profiles.find(({ id }) => id === profileId)
  if (profileId !== null && profile === undefined) {
    return [{ field: 'profile', message: 'Choose the local profile from the list' }]
  }
  await setProfileOfPost(db, post.id, profileId)
  const what = profile === undefined ? 'carries none' : `carries ${profile.name}`
  await noteProfile(db, asked, `${post.reference} ${what}`)
  return []
}
