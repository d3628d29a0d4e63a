import type { AccountsContext } from '../context.ts'
import type { Field } from '../form.ts'
import { editPage, saveEdit } from '../organisation/editing.ts'
import type { Editing, Saved } from '../organisation/editing.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { lastBy } from '../store/events.ts'
import { changeProfile, possibleOwners } from '../store/profiles.ts'
import type { ListedProfile, Profile } from '../store/profiles.ts'
import { statesInWords } from './in-words.ts'
import { aboveProfiles, ownerOf, profileIn } from './profile-in.ts'
import { choosesOwner, nameField, noteProfile, tellOwner, whyNotNamed } from './saving.ts'

const path = '/profiles/:profile/edit'
const permission = 'profiles.change'

/** What is said of a profile: its name, state, date and, for administrators, its owner. */
export const editRoutes: readonly OrganisationRoute[] = [
  {
    method: 'GET',
    path,
    permission,
    owner: ownerOf,
    answer: async (context, asked) => editPage(context, asked, await editing(context, asked)),
  },
  {
    method: 'POST',
    path,
    permission,
    owner: ownerOf,
    answer: (context, asked) =>
      saveEdit(context, asked, {
        load: () => editing(context, asked),
        save: (values, version) => save(context, asked, { values, version }),
      }),
  },
]

async function editing(context: AccountsContext, asked: OrganisationAsked): Promise<Editing> {
  const { door } = context
  const { organisation, today } = asked
  const { profile, owners } = await door.store.read(async (db) => ({
    profile: (await profileIn(db, asked, context)).profile,
    owners: choosesOwner(asked) ? await possibleOwners(db, organisation.id, today) : [],
  }))
  const about = {
    organisationId: organisation.id,
    personId: null,
    action: 'profile.changed',
  } as const
  return {
    title: `Change ${profile.name}`,
    path: `/profiles/${profile.id}/edit`,
    back: `/profiles/${profile.id}`,
    saved: `The profile ${profile.name} was saved.`,
    above: aboveProfiles(asked, profile),
    fields: fieldsFor(withOwnerNow(owners, profile), choosesOwner(asked)),
    kept: {
      version: profile.version,
      values: {
        name: profile.name,
        state: profile.state,
        from: profile.from_day,
        ...(choosesOwner(asked) && { owner: profile.owner_id ?? '' }),
      },
    },
    who: () => door.store.read((db) => lastBy(db, about)),
  }
}

interface Owner {
  readonly id: string
  readonly name: string
}

/** An owner who has lost the duty stays until another is chosen. */
function withOwnerNow(owners: readonly Owner[], profile: ListedProfile): readonly Owner[] {
  const { owner_id: id, owner_name: name } = profile
  if (id === null || owners.some((owner) => owner.id === id)) return owners
  return [...owners, { id, name: name ?? '' }]
}

function fieldsFor(owners: readonly Owner[], withOwner: boolean): readonly Field[] {
  const owner: Field = {
    name: 'owner',
    label: 'Owner',
    kind: 'select',
    mayWait: true,
    hint: 'Who may change it besides administrators: a head of profession or hiring manager.',
    options: owners.map(({ id, name }) => ({ value: id, text: name })),
  }
  return [
    nameField,
    {
      name: 'state',
      label: 'State',
      kind: 'select',
      hint: 'Posts can be given a profile that is in use.',
      options: Object.entries(statesInWords).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'from',
      label: 'From',
      kind: 'day',
      missing: 'Enter the first day',
      hint: 'The first day. For example 31 March 2027.',
    },
    ...(withOwner ? [owner] : []),
  ]
}

function isState(state: string): state is Profile['state'] {
  return Object.hasOwn(statesInWords, state)
}

async function save(
  context: AccountsContext,
  asked: OrganisationAsked,
  { values, version }: { values: ReadonlyMap<string, string>; version: number },
): Promise<Saved> {
  const { organisation, now } = asked
  return context.door.store.write(async (db): Promise<Saved> => {
    const { profile } = await profileIn(db, asked, context)
    const name = values.get('name') ?? ''
    const errors = await whyNotNamed(db, organisation.id, { name, id: profile.id })
    if (errors.length > 0) return errors
    const state = values.get('state') ?? ''
    const change = {
      name,
      state: isState(state) ? state : profile.state,
      from_day: values.get('from') ?? '',
      owner_id: choosesOwner(asked) ? values.get('owner') || null : profile.owner_id,
      changed_at: now.toISOString(),
    }
    if (!(await changeProfile(db, { ...profile, version }, change))) return 'changed'
    await noteProfile(db, asked, `${name} was changed`)
    if (change.owner_id !== profile.owner_id) {
      await tellOwner(db, asked, { id: profile.id, name, ownerId: change.owner_id })
    }
    return 'saved'
  })
}
