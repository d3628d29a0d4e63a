import { randomUUID } from 'node:crypto'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import type { Duty } from '../permissions.ts'
import { notOver } from './days.ts'

/** A profile for posts as it is kept. */
export type Profile = Tables['post_profiles']

/** A change of a profile's list as it is kept. */
export type KeptChange = Tables['post_profile_changes']

/** A profile with the name of its owner. */
export type ListedProfile = Profile & { readonly owner_name: string | null }

function profiles(db: Reading, organisationId: string) {
  return db
    .selectFrom('post_profiles')
    .leftJoin('people', (join) =>
      join
        .onRef('people.id', '=', 'post_profiles.owner_id')
        .onRef('people.organisation_id', '=', 'post_profiles.organisation_id'),
    )
    .selectAll('post_profiles')
    .select('people.name as owner_name')
    .where('post_profiles.organisation_id', '=', organisationId)
}

/** The profiles of an organisation by name. */
export function profilesIn(db: Reading, organisationId: string): Promise<ListedProfile[]> {
  return profiles(db, organisationId)
    .orderBy('post_profiles.name')
    .orderBy('post_profiles.id')
    .execute()
}

/** A profile of an organisation; of any other it is not found. */
export function profileOf(
  db: Reading,
  organisationId: string,
  id: string,
): Promise<ListedProfile | undefined> {
  return profiles(db, organisationId).where('post_profiles.id', '=', id).executeTakeFirst()
}

/** The profiles that a person of an organisation owns. */
export function profilesOwnedBy(
  db: Reading,
  organisationId: string,
  personId: string,
): Promise<Pick<Profile, 'id' | 'name' | 'state' | 'from_day'>[]> {
  return db
    .selectFrom('post_profiles')
    .select(['id', 'name', 'state', 'from_day'])
    .where('organisation_id', '=', organisationId)
    .where('owner_id', '=', personId)
    .orderBy('name')
    .execute()
}

/** The profiles in use that the posts carry which a person of an organisation holds on a day. */
export function profilesHeldBy(
  db: Reading,
  { organisationId, personId }: { readonly organisationId: string; readonly personId: string },
  today: string,
): Promise<Pick<Profile, 'id' | 'name'>[]> {
  return db
    .selectFrom('post_profiles as profile')
    .innerJoin('post_profile_posts as carried', 'carried.profile_id', 'profile.id')
    .innerJoin('holdings as holding', 'holding.post_id', 'carried.post_id')
    .select(['profile.id', 'profile.name'])
    .distinct()
    .where('profile.organisation_id', '=', organisationId)
    .where('profile.state', '=', 'in-use')
    .where('holding.person_id', '=', personId)
    .where('holding.from_day', '<=', today)
    .where(notOver('holding.until_day', today))
    .orderBy('profile.name')
    .orderBy('profile.id')
    .execute()
}

/** The changes of a profile's list. Whoever calls has found the profile in its organisation. */
export function changesOf(db: Reading, profileId: string): Promise<KeptChange[]> {
  return db
    .selectFrom('post_profile_changes')
    .selectAll()
    .where('profile_id', '=', profileId)
    .orderBy('version')
    .orderBy('id')
    .execute()
}

/** What somebody says of a profile. */
export type ProfileValues = Pick<Profile, 'name' | 'owner_id' | 'from_day' | 'state'>

/** What a profile starts from. */
export type ProfileStart = Pick<Profile, 'framework' | 'edition' | 'role_level'>

/** Adds a profile and answers its identifier. */
export async function addProfile(
  db: Writing,
  { organisationId, now }: { organisationId: string; now: Date },
  values: ProfileValues & ProfileStart,
): Promise<string> {
  const id = randomUUID()
  const moment = now.toISOString()
  await db
    .insertInto('post_profiles')
    .values({
      id,
      organisation_id: organisationId,
      ...values,
      version: 1,
      list_version: 1,
      created_at: moment,
      changed_at: moment,
    })
    .execute()
  return id
}

/** Changes what is said of a profile. False: somebody else did since that version was read. */
export async function changeProfile(
  db: Writing,
  {
    id,
    organisation_id: organisationId,
    version,
  }: Pick<Profile, 'id' | 'organisation_id' | 'version'>,
  change: ProfileValues & { readonly changed_at: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('post_profiles')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return changed.length === 1
}

/** A change to be kept; one with the same identifier, skill or name gives way to it. */
export type NewChange = Omit<KeptChange, 'id' | 'profile_id' | 'version'> & { readonly id?: string }

/**
 * Writes the list of a profile anew. Changes that are the same keep their version, so that two
 * people who change different skills do not meet. False: somebody changed the list since.
 */
export async function saveList(
  db: Writing,
  profile: Pick<Profile, 'id' | 'organisation_id' | 'list_version'>,
  { changes, start, now }: { changes: readonly NewChange[]; start?: ProfileStart; now: Date },
): Promise<boolean> {
  const version = profile.list_version + 1
  const changed = await db
    .updateTable('post_profiles')
    .set({ ...start, list_version: version, changed_at: now.toISOString() })
    .where('organisation_id', '=', profile.organisation_id)
    .where('id', '=', profile.id)
    .where('list_version', '=', profile.list_version)
    .returning('id')
    .execute()
  if (changed.length === 0) return false
  const before = await changesOf(db, profile.id)
  await db.deleteFrom('post_profile_changes').where('profile_id', '=', profile.id).execute()
  const rows = changes.map((change) => {
    const same = before.find((each) => isSame(each, change))
    const kept = { id: change.id ?? randomUUID(), profile_id: profile.id, version }
    return { ...kept, ...change, ...(same && { id: same.id, version: same.version }) }
  })
  if (rows.length > 0) await db.insertInto('post_profile_changes').values(rows).execute()
  return true
}

const said = ['kind', 'skill', 'name', 'description', 'level', 'reason', 'statements'] as const

function isSame(kept: KeptChange, change: NewChange): boolean {
  return said.every((column) => kept[column] === change[column])
}

/** The people of an organisation who may own a profile on a day, by name. */
export function possibleOwners(
  db: Reading,
  organisationId: string,
  today: string,
): Promise<{ id: string; name: string; account_id: string | null }[]> {
  const owning: readonly Duty[] = ['administrator', 'head-of-profession', 'hiring-manager']
  return db
    .selectFrom('people')
    .innerJoin('duties', 'duties.person_id', 'people.id')
    .select(['people.id', 'people.name', 'people.account_id'])
    .distinct()
    .where('people.organisation_id', '=', organisationId)
    .where('duties.duty', 'in', owning)
    .where('duties.from_day', '<=', today)
    .where(notOver('duties.until_day', today))
    .where(notOver('people.left_on', today))
    .orderBy('people.name')
    .orderBy('people.id')
    .execute()
}

/** The posts that carry a profile, by reference. */
export function postsCarrying(
  db: Reading,
  organisationId: string,
  profileId: string,
): Promise<{ id: string; reference: string; title: string }[]> {
  return db
    .selectFrom('post_profile_posts')
    .innerJoin('posts', 'posts.id', 'post_profile_posts.post_id')
    .select(['posts.id', 'posts.reference', 'posts.title'])
    .where('posts.organisation_id', '=', organisationId)
    .where('post_profile_posts.profile_id', '=', profileId)
    .orderBy('posts.reference')
    .execute()
}

/** The profile that a post carries. */
export function profileOfPost(
  db: Reading,
  organisationId: string,
  postId: string,
): Promise<ListedProfile | undefined> {
  return profiles(db, organisationId)
    .innerJoin('post_profile_posts', 'post_profile_posts.profile_id', 'post_profiles.id')
    .where('post_profile_posts.post_id', '=', postId)
    .executeTakeFirst()
}

/** Gives a post a profile, or takes it away. Both are of one organisation: whoever calls looked. */
export async function setProfileOfPost(
  db: Writing,
  postId: string,
  profileId: string | null,
): Promise<void> {
  await db.deleteFrom('post_profile_posts').where('post_id', '=', postId).execute()
  if (profileId === null) return
  await db
    .insertInto('post_profile_posts')
    .values({ post_id: postId, profile_id: profileId })
    .execute()
}
