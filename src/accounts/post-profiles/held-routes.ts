import type { Link } from '../../platform/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import type { Membership } from '../permissions.ts'
import { sheetOf } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { ownerIn } from '../skills/own-page.ts'
import { profilesHeldBy } from '../store/profiles.ts'
import { notOfficial } from './in-words.ts'
import { profileIn } from './profile-in.ts'
import { profileList } from './profile-list.ts'
import { aboutRows, profileView, shownLine } from './profile-routes.ts'

/** The profiles in use of the posts that somebody holds, for themselves. */
export const heldProfileRoutes: readonly OrganisationRoute[] = [
  {
    method: 'GET',
    path: '/my-profiles/:profile',
    permission: 'profiles.read-held',
    answer: heldPage,
  },
]

/** Any other profile is not found, whether it exists or not. */
async function heldPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const found = await context.door.store.read(async (db) => {
    const held = await profilesHeldBy(db, ownerIn(asked), asked.today)
    if (!held.some(({ id }) => id === asked.params['profile'])) {
      throw new ExpectedFailure('profile-not-found')
    }
    return profileIn(db, asked, context)
  })
  const { profile, start, changes } = found
  const list = profileList(start, changes)
  return {
    html: context.views.render(profileView, {
      ...sheetOf({
        frame: organisationFrame(asked, {
          title: profile.name,
          path: `/my-profiles/${profile.id}`,
          home: false,
          above: [{ href: '/account', text: 'Your account' }],
        }),
        title: profile.name,
        caption: 'Local profile of a post you hold',
        notice: notOfficial(asked.organisation.name),
        sections: [{ rows: aboutRows(found) }],
      }),
      asked: list.asked.map((line) => shownLine(start, line, undefined)),
      leftOut: list.leftOut.map((line) => shownLine(start, line, undefined)),
    }),
  }
}

/** What posts that somebody holds ask for beyond their role levels: a part of their own pages. */
export async function heldProfileSections(
  db: Reading,
  { organisationId, personId }: Pick<Membership, 'organisationId' | 'personId'>,
  today: string,
): Promise<readonly Section[]> {
  return heldProfileSection(await profilesHeldBy(db, { organisationId, personId }, today), {
    id: organisationId,
  })
}

/** Profiles of posts that somebody holds, as a part of a page; nothing where there are none. */
export function heldProfileSection(
  held: Awaited<ReturnType<typeof profilesHeldBy>>,
  organisation: { readonly id: string },
): readonly Section[] {
  const links = held.map(({ id, name }): Link => {
    return { href: placeIn(organisation, `/my-profiles/${id}`), text: name }
  })
  const lead = [
    'What your organisation asks of a post beside its role level. Local skills cannot be rated here yet.',
  ]
  return links.length === 0 ? [] : [{ heading: 'Local profiles of posts you hold', lead, links }]
}
