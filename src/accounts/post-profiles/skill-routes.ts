import { capitalised } from '../../explore/index.ts'
import type { Skill } from '../../framework/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import { editPage, saveEdit } from '../organisation/editing.ts'
import type { Editing, Saved } from '../organisation/editing.ts'
import { formRoutes } from '../organisation/form-routes.ts'
import type { ValueOf } from '../organisation/form-routes.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { lastBy } from '../store/events.ts'
import { levelInWords } from './in-words.ts'
import { aboveProfiles, ownerOf, profileIn } from './profile-in.ts'
import type { ProfileIn } from './profile-in.ts'
import {
  isLocal,
  isNoChange,
  profileList,
  publishedLevels,
  skillIn,
  withChange,
  withoutSkill,
} from './profile-list.ts'
import type { ProfileChange, ProfileLine } from './profile-list.ts'
import { writeList } from './saving.ts'

const permission = 'profiles.change'
const path = '/profiles/:profile/skills/:skill'

/** Skills of the framework on a profile: added, at another level, left out, put back. */
export function skillRoutes(context: AccountsContext): readonly OrganisationRoute[] {
  return [
    ...formRoutes({
      path: '/profiles/:profile/skills/add',
      permission,
      parts: async (_context, asked) => {
        const found = await context.door.store.read((db) => profileIn(db, asked, context))
        return {
          title: 'Add a skill of the framework',
          submit: 'Add the skill',
          fields: addFields(found),
          above: aboveProfiles(asked, found.profile),
          back: `/profiles/${found.profile.id}`,
          saved: 'The skill was added.',
        }
      },
      save: (db, asked, value) => add(db, asked, { context, value }),
    }).map((route) => ({ ...route, owner: ownerOf })),
    {
      method: 'GET',
      path,
      permission,
      owner: ownerOf,
      answer: async (_context, asked) => editPage(context, asked, await editing(context, asked)),
    },
    {
      method: 'POST',
      path,
      permission,
      owner: ownerOf,
      answer: (_context, asked) =>
        saveEdit(context, asked, {
          load: () => editing(context, asked),
          save: (values, version) => save(context, asked, { values, version }),
        }),
    },
  ]
}

/** Why a list differs from what is published: everybody who reads it is told. */
export const reasonField: Field = {
  name: 'reason',
  label: 'Reason',
  kind: 'textarea',
  longest: 500,
  missing: 'Enter a reason',
  hint: 'Why this post differs. It stands beside the skill, for everybody who reads the profile. Name nobody.',
}

function addFields({ start, changes }: ProfileIn): readonly Field[] {
  const there = new Set(profileList(start, changes).asked.map(({ skill }) => skill))
  const { scale } = start.edition.framework
  return [
    {
      name: 'skill',
      label: 'Skill',
      kind: 'select',
      options: start.edition.skills
        .filter(({ slug }) => !there.has(slug))
        .map(({ slug, name }) => ({ value: slug, text: capitalised(name.value) })),
    },
    {
      name: 'level',
      label: 'Level',
      kind: 'select',
      mayWait: true,
      hint: 'Needed. Leave it empty only for the skills of Senior Civil Service roles, which have no levels.',
      options: scale.map((level) => ({ value: level, text: capitalised(level) })),
    },
    reasonField,
  ]
}

async function add(
  db: Writing,
  asked: OrganisationAsked,
  { context, value }: { readonly context: AccountsContext; readonly value: ValueOf },
): Promise<readonly FieldError[]> {
  const { profile, start, changes } = await profileIn(db, asked, context)
  const [skill, reason] = [value('skill'), value('reason')]
  const level = value('level') || null
  const answer = withChange(start, changes, { kind: 'added', skill, level, reason })
  if (isNoChange(answer)) return [answer]
  const what = `${nameIn(start, skill)} was added`
  const isSaved = await writeList(db, asked, { profile, changes: answer, what })
  if (!isSaved) throw new RangeError('The list changed within its own transaction.')
  return []
}

function nameIn(start: ProfileIn['start'], slug: string): string {
  return skillIn(start, slug)?.name.value ?? slug
}

interface LineIn extends ProfileIn {
  readonly skill: Skill
  readonly line: ProfileLine
}

/** The skill of the profile an address names, on its list or left out. */
async function lineIn(context: AccountsContext, asked: OrganisationAsked): Promise<LineIn> {
  const found = await context.door.store.read((db) => profileIn(db, asked, context))
  const slug = asked.params['skill'] ?? ''
  const { asked: there, leftOut } = profileList(found.start, found.changes)
  const line = [...there, ...leftOut].find((each) => each.skill === slug)
  const skill = skillIn(found.start, slug)
  if (line === undefined || skill === undefined) throw new ExpectedFailure('profile-line-not-found')
  return { ...found, skill, line }
}

/** Values of the field that are no level. */
const asPublished = '(as published)'
const leftOut = '(left out)'

function fieldsOf({ start, skill, line }: LineIn): readonly Field[] {
  const isAsked = publishedLevels(start).has(skill.slug)
  const defined = skill.levels.filter(({ state }) => state === 'defined')
  const noLevel = skill.kind === 'senior-civil-service' && !isAsked
  return [
    {
      name: 'level',
      label: 'What is asked for here',
      kind: 'select',
      missing: 'Choose what is asked for here',
      options: [
        ...(isAsked
          ? [{ value: asPublished, text: `As published: ${levelInWords(line.published)}` }]
          : []),
        ...(noLevel ? [{ value: noLevelValue, text: 'Asked for, without a level' }] : []),
        ...defined.map(({ level }) => ({ value: level, text: levelInWords(level) })),
        { value: leftOut, text: isAsked ? 'Left out' : 'Not added any more' },
      ],
    },
    {
      ...reasonField,
      mayWait: true,
      hint: 'Why this post differs. Not needed where it is as published or not added any more.',
    },
  ]
}

const noLevelValue = '(no level)'

function valueOf({ mark, level }: ProfileLine): string {
  if (mark === 'published') return asPublished
  return mark === 'removed' ? leftOut : (level ?? noLevelValue)
}

async function editing(context: AccountsContext, asked: OrganisationAsked): Promise<Editing> {
  const found = await lineIn(context, asked)
  const { profile, skill, line, kept } = found
  const { organisation } = asked
  const about = {
    organisationId: organisation.id,
    personId: null,
    action: 'profile.changed',
  } as const
  const { change } = line
  return {
    title: `Change ${skill.name.value}`,
    lead: [`In the local profile ${profile.name}. The official wording is never changed.`],
    path: `/profiles/${profile.id}/skills/${skill.slug}`,
    back: `/profiles/${profile.id}`,
    saved: `${skill.name.value} was saved.`,
    above: aboveProfiles(asked, profile),
    fields: fieldsOf(found),
    kept: {
      version: kept.find((each) => each.skill === skill.slug)?.version ?? 0,
      values: {
        level: valueOf(line),
        reason: change === undefined || isLocal(change) ? '' : change.reason,
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
    const { profile, start, changes, kept } = await profileIn(db, asked, context)
    const slug = asked.params['skill'] ?? ''
    const now = kept.find(({ skill }) => skill === slug)?.version ?? 0
    if (now !== version) return 'changed'
    const level = values.get('level') ?? ''
    const reason = values.get('reason') ?? ''
    const isAsked = publishedLevels(start).has(slug)
    const isBack = level === asPublished || (level === leftOut && !isAsked)
    if (!isBack && reason === '') return [{ field: 'reason', message: 'Enter a reason' }]
    const answer = isBack
      ? withoutSkill(changes, slug)
      : withChange(start, changes, changeTo(level, { skill: slug, reason }))
    if (isNoChange(answer)) return [{ ...answer, field: 'level' }]
    const what = `${nameIn(start, slug)} was changed`
    return (await writeList(db, asked, { profile, changes: answer, what })) ? 'saved' : 'changed'
  })
}

function changeTo(level: string, of: { skill: string; reason: string }): ProfileChange {
  if (level === leftOut) return { kind: 'removed', ...of }
  return { kind: 'level', level: level === noLevelValue ? null : level, ...of }
}
