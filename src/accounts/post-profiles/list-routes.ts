import { randomUUID } from 'node:crypto'
import type { CapabilityFramework } from '../../framework/index.ts'
import { readableDate } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateAnswer } from '../http.ts'
import { formRoutes } from '../organisation/form-routes.ts'
import type { ValueOf } from '../organisation/form-routes.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { roleLevelField } from '../organisation/post-fields.ts'
import { levelFrom } from '../role-level-options.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { addProfile, profileOf, profilesIn, saveList } from '../store/profiles.ts'
import type { ProfileStart } from '../store/profiles.ts'
import { startInWords, statesInWords } from './in-words.ts'
import { profilesData } from './profile-data.ts'
import type { FoundListed } from './profile-data.ts'
import { aboveProfiles, profileIn, rowOf } from './profile-in.ts'
import { isLocal } from './profile-list.ts'
import type { ProfileChange } from './profile-list.ts'
import { nameField, noteProfile, ownPerson, whyNotNamed } from './saving.ts'

const permission = 'profiles.read'

/** The profiles of an organisation, and new ones: from a role level, from nothing, or as a copy. */
export function listRoutes(context: AccountsContext): readonly OrganisationRoute[] {
  return [
    dataRoute({
      path: '/profiles',
      permission,
      read: readList,
      page: listPage,
      data: profilesData,
    }),
    ...formRoutes({
      path: '/profiles/add',
      permission,
      parts: async ({ edition }, asked) => ({
        title: 'Add a local profile',
        lead: [
          'A local profile is a list of skills and levels for posts of your organisation. Start from the role level that is nearest, then add, change and leave out skills, each with a reason. The official wording is never changed.',
        ],
        submit: 'Add the profile',
        fields: [nameField, startField(edition?.())],
        above: aboveProfiles(asked),
        back: '/profiles',
        saved: (value) => `The profile ${value('name')} was added.`,
      }),
      save: (db, asked, value) => add(db, asked, { context, value }),
    }),
    ...formRoutes({
      path: '/profiles/:profile/copy',
      permission,
      parts: async (_context, asked) => {
        const { profile } = await context.door.store.read((db) => profileIn(db, asked, context))
        return {
          title: `Start from ${profile.name}`,
          lead: ['The new profile begins as a draft with the same list. You own it.'],
          submit: 'Add the profile',
          fields: [nameField],
          above: aboveProfiles(asked, profile),
          back: '/profiles',
          saved: (value) => `The profile ${value('name')} was added.`,
        }
      },
      save: (db, asked, value) => copy(db, asked, { context, value }),
    }),
  ]
}

function startField(edition: CapabilityFramework | undefined): Field {
  const field: Field = { ...roleLevelField(edition), label: 'Starts from', optional: true }
  const hint =
    'The role level that is nearest. Leave it empty to start from nothing. The profile stays with this edition until somebody moves it to a newer one.'
  return edition === undefined ? field : { ...field, hint }
}

async function readList(
  { door, editions }: AccountsContext,
  { organisation }: OrganisationAsked,
): Promise<readonly FoundListed[]> {
  const profiles = await door.store.read((db) => profilesIn(db, organisation.id))
  return profiles.map((profile) => {
    const { role_level: roleLevel } = profile
    const edition = editions?.library.get(profile.framework, profile.edition)?.edition
    const known = edition?.kind === 'capability-framework' ? { edition, roleLevel } : undefined
    return { profile, start: (known === undefined ? roleLevel : startInWords(known)) ?? null }
  })
}

function listPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  profiles: readonly FoundListed[],
): PrivateAnswer {
  const { organisation } = asked
  const table = {
    caption: 'Local profiles by name',
    head: ['Profile', 'State', 'From', 'Starts from', 'Edition', 'Owner'],
    rows: profiles.map(({ profile, start }) => [
      { text: profile.name, href: placeIn(organisation, `/profiles/${profile.id}`) },
      statesInWords[profile.state],
      readableDate(profile.from_day),
      start ?? 'No role level',
      profile.edition,
      profile.owner_name ?? 'Nobody',
    ]),
  }
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title: 'Local profiles', path: '/profiles' }),
        title: 'Local profiles for posts',
        caption: organisation.name,
        lead: [
          'What posts of this organisation ask for, where that differs from the published role levels. None of it is official.',
        ],
        sections: [
          {
            links: [{ href: placeIn(organisation, '/profiles/add'), text: 'Add a local profile' }],
          },
          profiles.length === 0
            ? { lead: ['There are none yet. Add one to say what a post asks for here.'] }
            : { table },
        ],
      }),
    ),
  }
}

interface Adding {
  readonly context: AccountsContext
  readonly value: ValueOf
}

async function add(
  db: Writing,
  asked: OrganisationAsked,
  { context, value }: Adding,
): Promise<readonly FieldError[] | { to: string }> {
  const level = levelFrom(value('roleLevel'))
  const newest = context.edition?.()
  const framework = level?.framework ?? newest?.framework.slug
  const edition = level?.edition ?? newest?.edition.name
  if (framework === undefined || edition === undefined) {
    return [{ field: 'roleLevel', message: 'No framework is loaded, so there are no skills yet' }]
  }
  return addDraft(db, asked, {
    name: value('name'),
    start: { framework, edition, role_level: level?.path ?? null },
    changes: [],
  })
}

async function copy(
  db: Writing,
  asked: OrganisationAsked,
  { context, value }: Adding,
): Promise<readonly FieldError[] | { to: string }> {
  const { profile, changes } = await profileIn(db, asked, context)
  const { framework, edition, role_level: roleLevel } = profile
  return addDraft(db, asked, {
    name: value('name'),
    start: { framework, edition, role_level: roleLevel },
    changes: changes.map((change) => (isLocal(change) ? { ...change, id: randomUUID() } : change)),
  })
}

async function addDraft(
  db: Writing,
  asked: OrganisationAsked,
  draft: {
    readonly name: string
    readonly start: ProfileStart
    readonly changes: readonly ProfileChange[]
  },
): Promise<readonly FieldError[] | { to: string }> {
  const { organisation, now, today } = asked
  const { name, start, changes } = draft
  const errors = await whyNotNamed(db, organisation.id, { name, id: undefined })
  if (errors.length > 0) return errors
  const values = { name, owner_id: ownPerson(asked), from_day: today, state: 'draft' as const }
  const within = { organisationId: organisation.id, now }
  const id = await addProfile(db, within, { ...values, ...start })
  const added = await profileOf(db, organisation.id, id)
  if (added !== undefined && changes.length > 0) {
    await saveList(db, added, { changes: changes.map(rowOf), now })
  }
  await noteProfile(db, asked, `${name} was added`)
  return { to: `/profiles/${id}` }
}
