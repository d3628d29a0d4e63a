import { randomUUID } from 'node:crypto'
import { capitalised } from '../../explore/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateAnswer } from '../http.ts'
import { editPage, saveEdit } from '../organisation/editing.ts'
import type { Editing, Saved } from '../organisation/editing.ts'
import { formRoutes } from '../organisation/form-routes.ts'
import type { ValueOf } from '../organisation/form-routes.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import { lastBy } from '../store/events.ts'
import { aboveProfiles, ownerOf, profileIn } from './profile-in.ts'
import type { ProfileIn } from './profile-in.ts'
import { isLocal, isNoChange, withChange } from './profile-list.ts'
import type { ListStart, LocalSkill } from './profile-list.ts'
import { writeList } from './saving.ts'
import { reasonField } from './skill-routes.ts'

const permission = 'profiles.change'
const path = '/profiles/:profile/local/:local'

/** Skills of the organisation's own on a profile. */
export function localRoutes(context: AccountsContext): readonly OrganisationRoute[] {
  const routes: readonly OrganisationRoute[] = [
    ...formRoutes({
      path: '/profiles/:profile/local/add',
      permission,
      parts: async (_context, asked) => {
        const { profile, start } = await context.door.store.read((db) =>
          profileIn(db, asked, context),
        )
        return {
          title: 'Add a local skill',
          lead: [
            'A local skill is one that your organisation words itself because the framework has nothing like it. It counts on local profiles of your organisation only, and every page marks it as not official. Look first whether the framework has it.',
            howToWord,
          ],
          submit: 'Add the local skill',
          fields: fieldsFor(start),
          above: aboveProfiles(asked, profile),
          back: `/profiles/${profile.id}`,
          saved: (value) => `The local skill ${value('name')} was added.`,
        }
      },
      save: (db, asked, value) => add(db, asked, { context, value }),
    }),
    {
      method: 'GET',
      path,
      permission,
      answer: async (_context, asked) => editPage(context, asked, await editing(context, asked)),
    },
    {
      method: 'POST',
      path,
      permission,
      answer: (_context, asked) =>
        saveEdit(context, asked, {
          load: () => editing(context, asked),
          save: (values, version) => save(context, asked, { values, version }),
        }),
    },
    { method: 'POST', path: `${path}/delete`, permission, answer: remove },
  ]
  return routes.map((route) => ({ ...route, owner: ownerOf }))
}

function fieldsFor({ edition }: ListStart): readonly Field[] {
  const { scale } = edition.framework
  return [
    { name: 'name', label: 'Name', kind: 'text', longest: 120 },
    {
      name: 'description',
      label: 'Description',
      kind: 'textarea',
      optional: true,
      longest: 2000,
    },
    {
      name: 'level',
      label: 'Level asked for',
      kind: 'select',
      optional: true,
      hint: 'Leave it empty where the skill has no levels.',
      options: scale.map((level) => ({ value: level, text: capitalised(level) })),
    },
    ...scale.map((level): Field => ({
      name: statementsAt(level),
      label: `What it is at ${level}`,
      kind: 'textarea',
      optional: true,
      longest: 4000,
      hint: hintAt(level),
    })),
    reasonField,
  ]
}

const howToWord =
  'A skill level is a list of statements. Begin each with “You can” and go on with what somebody does, so that another could see whether they do it. From level to level they do it more on their own, and for more people.'

/** Examples of our own: what grows from level to level is how far somebody does it alone. */
const examples: Readonly<Record<string, string>> = {
  awareness: 'explain what a flood map shows and where to find one',
  working: 'check a flood map against what was measured, with a rule to go by',
  practitioner: 'choose how a flood map is made for a new area and say what is uncertain in it',
  expert: 'set how flood maps are made across organisations and teach others to judge them',
}

function hintAt(level: string): string {
  const example = examples[level] ?? examples['working']
  return `One statement a line, for example “You can ${example}”.`
}

function statementsAt(level: string): string {
  return `at-${level}`
}

function skillFrom({ edition }: ListStart, value: ValueOf, id: string): LocalSkill {
  const statements = edition.framework.scale.flatMap((level): [string, string[]][] => {
    const lines = value(statementsAt(level))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return lines.length === 0 ? [] : [[level, lines]]
  })
  return {
    kind: 'local',
    id,
    name: value('name'),
    description: value('description'),
    level: value('level') || null,
    reason: value('reason'),
    statements: Object.fromEntries(statements),
  }
}

async function add(
  db: Writing,
  asked: OrganisationAsked,
  { context, value }: { readonly context: AccountsContext; readonly value: ValueOf },
): Promise<readonly FieldError[]> {
  const { profile, start, changes } = await profileIn(db, asked, context)
  const answer = withChange(start, changes, skillFrom(start, value, randomUUID()))
  if (isNoChange(answer)) return [answer]
  const what = `${value('name')} was added as a local skill`
  await writeList(db, asked, { profile, changes: answer, what })
  return []
}

function localIn({ changes, kept }: ProfileIn, { params }: OrganisationAsked) {
  const local = changes.filter(isLocal).find(({ id }) => id === params['local'])
  const row = kept.find(({ id }) => id === params['local'])
  if (local === undefined || row === undefined) throw new ExpectedFailure('profile-line-not-found')
  return { local, version: row.version }
}

async function editing(context: AccountsContext, asked: OrganisationAsked): Promise<Editing> {
  const found = await context.door.store.read((db) => profileIn(db, asked, context))
  const { profile, start } = found
  const { local, version } = localIn(found, asked)
  const { organisation } = asked
  const at = `/profiles/${profile.id}/local/${local.id}`
  const about = {
    organisationId: organisation.id,
    personId: null,
    action: 'profile.changed',
  } as const
  const { scale } = start.edition.framework
  return {
    title: `Change ${local.name}`,
    lead: [`A local skill of the local profile ${profile.name}.`, howToWord],
    path: at,
    back: `/profiles/${profile.id}`,
    saved: `The local skill ${local.name} was saved.`,
    above: aboveProfiles(asked, profile),
    fields: fieldsFor(start),
    kept: {
      version,
      values: {
        name: local.name,
        description: local.description,
        level: local.level ?? '',
        reason: local.reason,
        ...Object.fromEntries(
          scale.map((level) => [statementsAt(level), (local.statements[level] ?? []).join('\n')]),
        ),
      },
    },
    who: () => context.door.store.read((db) => lastBy(db, about)),
  }
}

async function save(
  context: AccountsContext,
  asked: OrganisationAsked,
  { values, version }: { values: ReadonlyMap<string, string>; version: number },
): Promise<Saved> {
  return context.door.store.write(async (db): Promise<Saved> => {
    const found = await profileIn(db, asked, context)
    const { profile, start, changes } = found
    const { local, version: now } = localIn(found, asked)
    if (now !== version) return 'changed'
    const skill = skillFrom(start, (name) => values.get(name) ?? '', local.id)
    const answer = withChange(start, changes, skill)
    if (isNoChange(answer)) return [answer]
    const what = `${skill.name} was changed`
    return (await writeList(db, asked, { profile, changes: answer, what })) ? 'saved' : 'changed'
  })
}

async function remove(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { id, name } = await context.door.store.write(async (db) => {
    const found = await profileIn(db, asked, context)
    const { local } = localIn(found, asked)
    const changes = found.changes.filter((each) => each !== local)
    const what = `${local.name} was taken away`
    await writeList(db, asked, { profile: found.profile, changes, what })
    return { id: found.profile.id, name: local.name }
  })
  const saved = `The local skill ${name} was taken away.`
  return { to: placeIn(asked.organisation, `/profiles/${id}`), saved }
}
