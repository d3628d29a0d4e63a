import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { LoadedEdition } from '../../editions/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import { changesOf, profileOf } from '../store/profiles.ts'
import type { KeptChange, ListedProfile, NewChange } from '../store/profiles.ts'
import type { ListStart, ProfileChange } from './profile-list.ts'

/** A profile with everything its pages show. */
export interface ProfileIn {
  readonly profile: ListedProfile
  readonly start: ListStart
  readonly changes: readonly ProfileChange[]
  /** The same as they are kept, with their versions. */
  readonly kept: readonly KeptChange[]
}

/** The profile an address names; of another organisation it is not found. */
export async function profileIn(
  db: Reading,
  { organisation, params }: OrganisationAsked,
  context: AccountsContext,
): Promise<ProfileIn> {
  const profile = await profileOf(db, organisation.id, params['profile'] ?? '')
  if (profile === undefined) throw new ExpectedFailure('profile-not-found')
  const kept = await changesOf(db, profile.id)
  const { edition } = editionOf(context, profile.framework, profile.edition)
  return {
    profile,
    start: { edition, roleLevel: profile.role_level },
    changes: kept.map(changeFrom),
    kept,
  }
}

/** Who owns the profile an address names: what the permission to change it asks about. */
export async function ownerOf(
  db: Reading,
  params: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const profile = await profileOf(db, params['organisation'] ?? '', params['profile'] ?? '')
  return profile?.owner_id ?? undefined
}

/** An edition by its name, with what its things were called before. */
export function editionOf(
  { editions }: AccountsContext,
  framework: string,
  name: string,
): { readonly edition: CapabilityFramework; readonly loaded: LoadedEdition } {
  const loaded = editions?.library.get(framework, name)
  if (loaded?.edition.kind !== 'capability-framework') {
    throw new ExpectedFailure('edition-not-found', { href: '/editions', text: 'See all editions' })
  }
  return { edition: loaded.edition, loaded }
}

/** The links above the pages of profiles. */
export function aboveProfiles(
  { organisation }: OrganisationAsked,
  profile?: Pick<ListedProfile, 'id' | 'name'>,
): readonly { href: string; text: string }[] {
  const all = { href: placeIn(organisation, '/profiles'), text: 'Local profiles' }
  return profile === undefined
    ? [all]
    : [all, { href: placeIn(organisation, `/profiles/${profile.id}`), text: profile.name }]
}

const statementsType = Type.Record(Type.String(), Type.Array(Type.String()))

/** A change as the rules speak of it. */
export function changeFrom(kept: KeptChange): ProfileChange {
  const { id, kind, level, reason } = kept
  const skill = kept.skill ?? ''
  if (kind === 'removed') return { kind, skill, reason }
  if (kind !== 'local') return { kind, skill, level, reason }
  const statements: unknown = JSON.parse(kept.statements)
  return {
    kind,
    id,
    name: kept.name ?? '',
    description: kept.description ?? '',
    level,
    reason,
    statements: Value.Check(statementsType, statements) ? statements : {},
  }
}

/** A change as it is kept. */
export function rowOf(change: ProfileChange): NewChange {
  const none = { skill: null, name: null, description: null, level: null, reason: '' }
  if (change.kind === 'local') {
    const { kind, id, name, description, level, reason } = change
    const statements = JSON.stringify(change.statements)
    return { ...none, kind, id, name, description, level, reason, statements }
  }
  return { ...none, ...change, statements: '{}' }
}
