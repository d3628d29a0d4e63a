import type { Reading, Tables } from '../../platform/store/index.ts'
import { inTreeOrder } from '../team-tree.ts'
import { accountById } from './accounts.ts'
import { hasLeft } from './days.ts'
import { frameworkOwnerSince } from './framework-owners.ts'
import { dutiesOfPerson } from './duties.ts'
import { invitedUntil } from './links.ts'
import { personOf } from './people.ts'
import type { Person } from './people.ts'
import { profilesOwnedBy } from './profiles.ts'
import { teamsOf } from './teams.ts'

/** A post that somebody holds or held. */
export interface HeldPost extends Pick<
  Tables['holdings'],
  'id' | 'terms' | 'fte' | 'from_day' | 'until_day'
> {
  readonly post_id: string
  readonly reference: string
  readonly title: string
  readonly grade: string | null
  readonly framework: string | null
  readonly edition: string | null
  readonly role_level: string | null
}

/** Who somebody is or was to somebody else, with both names. */
export interface NamedRelation extends Pick<
  Tables['relations'],
  'id' | 'kind' | 'person_id' | 'other_id' | 'from_day' | 'until_day'
> {
  readonly person_name: string
  readonly other_name: string
}

/** How somebody signs in. `not-yours`: no one organisation may change that. */
export type AccountState =
  | { readonly kind: 'none' }
  | { readonly kind: 'invited'; readonly until: string }
  | { readonly kind: 'not-yours'; readonly accountId: string }
  | { readonly kind: 'own'; readonly accountId: string; readonly hasSecondFactor: boolean }

/** Everything an organisation keeps about one of its people. */
export interface PersonSheet {
  readonly person: Person
  /** The names from the top down. */
  readonly team: readonly string[]
  readonly posts: readonly HeldPost[]
  /** Who others are to the person. */
  readonly relations: readonly NamedRelation[]
  /** Who the person is to others. */
  readonly relationsTo: readonly NamedRelation[]
  readonly duties: readonly Tables['duties'][]
  /** The local profiles for posts that the person owns. */
  readonly profiles: Awaited<ReturnType<typeof profilesOwnedBy>>
  readonly account: AccountState
}

/** Reads it; undefined where the organisation has no such person. */
export async function personSheet(
  db: Reading,
  { organisationId, personId, now }: { organisationId: string; personId: string; now: Date },
): Promise<PersonSheet | undefined> {
  const person = await personOf(db, organisationId, personId)
  if (person === undefined) return undefined
  const teams = inTreeOrder(await teamsOf(db, organisationId))
  const about = { organisationId, personId }
  return {
    person,
    team: teams.find(({ team }) => team.id === person.team_id)?.path ?? [],
    posts: await postsHeld(db, about),
    relations: await relationsOf(db, organisationId, { personId }),
    relationsTo: await relationsOf(db, organisationId, { otherId: personId }),
    duties: await dutiesOfPerson(db, organisationId, personId),
    profiles: await profilesOwnedBy(db, organisationId, personId),
    account: await accountState(db, person, now),
  }
}

/** The posts a person holds or held, the newest first. */
export function postsHeld(
  db: Reading,
  { organisationId, personId }: { organisationId: string; personId: string },
): Promise<HeldPost[]> {
  return db
    .selectFrom('holdings')
    .innerJoin('posts', 'posts.id', 'holdings.post_id')
    .leftJoin('grades', 'grades.id', 'posts.grade_id')
    .select([
      'holdings.id',
      'holdings.terms',
      'holdings.fte',
      'holdings.from_day',
      'holdings.until_day',
      'posts.id as post_id',
      'posts.reference',
      'posts.title',
      'posts.framework',
      'posts.edition',
      'posts.role_level',
      'grades.name as grade',
    ])
    .where('posts.organisation_id', '=', organisationId)
    .where('holdings.person_id', '=', personId)
    .orderBy('holdings.from_day', 'desc')
    .orderBy('holdings.id')
    .execute()
}

/** The reporting relations of a person, or those in which they are the other. */
export function relationsOf(
  db: Reading,
  organisationId: string,
  of: { readonly personId: string } | { readonly otherId: string },
): Promise<NamedRelation[]> {
  const all = db
    .selectFrom('relations')
    .innerJoin('people as person', 'person.id', 'relations.person_id')
    .innerJoin('people as other', 'other.id', 'relations.other_id')
    .select([
      'relations.id',
      'relations.kind',
      'relations.person_id',
      'relations.other_id',
      'relations.from_day',
      'relations.until_day',
      'person.name as person_name',
      'other.name as other_name',
    ])
    .where('person.organisation_id', '=', organisationId)
    .where('other.organisation_id', '=', organisationId)
    .orderBy('relations.from_day', 'desc')
    .orderBy('relations.id')
  return (
    'personId' in of
      ? all.where('relations.person_id', '=', of.personId)
      : all.where('relations.other_id', '=', of.otherId)
  ).execute()
}

/** How a person signs in. What an account is elsewhere stays there. */
export async function accountState(db: Reading, person: Person, now: Date): Promise<AccountState> {
  if (person.account_id === null) {
    const left = hasLeft(person, now.toISOString().slice(0, 10))
    const until = left ? undefined : await invitedUntil(db, person.id, now)
    return until === undefined ? { kind: 'none' } : { kind: 'invited', until }
  }
  const account = await accountById(db, person.account_id)
  if (account === undefined) return { kind: 'none' }
  const elsewhere = await db
    .selectFrom('people')
    .select('id')
    .where('account_id', '=', account.id)
    .where('organisation_id', '!=', person.organisation_id)
    .limit(1)
    .executeTakeFirst()
  // Who loads editions acts for every organisation: none of them may enter their account.
  const owns = (await frameworkOwnerSince(db, account.id)) !== undefined
  if (elsewhere !== undefined || owns) {
    return { kind: 'not-yours', accountId: account.id }
  }
  const hasSecondFactor = account.totp_confirmed_at !== null
  return { kind: 'own', accountId: account.id, hasSecondFactor }
}
