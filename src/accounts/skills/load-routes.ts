import { fileLimits } from '../../framework/standing/profile-file.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import {
  organisationForm,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import { addTarget, headOf, keepRating, skillsOf } from '../store/skills.ts'
import { loadingOf } from './load.ts'
import type { Loading } from './load.ts'
import {
  aboveOwn,
  editionsIn,
  mustKeepSkills,
  newestEdition,
  noteOwn,
  ownerIn,
  ownPage,
  ownPath,
} from './own-page.ts'
import { readSkillsFile } from './skills-file.ts'
import type { ReadSkillsFile, SkillsInFile } from './skills-file.ts'
import { counted } from './words.ts'

const permission = 'skills.keep-own'
const path = `${ownPath}/load`

/** Loading a file: one saved from My skills, or one that was taken away elsewhere. */
export function loadSkillsRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const routes = organisationRoutes(context, [
    {
      method: 'GET',
      path,
      permission,
      answer: async (_context, asked) => {
        await context.door.store.read((db) => mustKeepSkills(db, asked))
        return loadForm(context, asked, unfilled())
      },
    },
    { method: 'POST', path, permission, answer: load },
  ])
  return routes.map((route) => (route.method === 'POST' ? { ...route, takesFiles: true } : route))
}

const fields: readonly Field[] = [
  {
    name: 'file',
    label: 'File',
    kind: 'file',
    hint: 'Saved from My skills, or taken away from a record of skills. At most 1 MB.',
  },
  {
    name: 'existing',
    label: 'Skills that you keep already',
    kind: 'select',
    missing: 'Choose what becomes of skills that you keep already',
    options: [
      { value: 'keep', text: 'Leave them as they are' },
      { value: 'replace', text: 'Take them from the file too' },
    ],
  },
]

function loadForm(
  context: AccountsContext,
  asked: OrganisationAsked,
  filled: Filled,
): PrivateAnswer {
  return organisationForm(context, asked, {
    title: 'Load a file of skills',
    lead: [
      'Everything in it becomes a draft that only you read. What was agreed elsewhere is kept as what the file says: it is not an agreement of this organisation.',
    ],
    action: path,
    submit: 'Load the file',
    fields,
    filled,
    breadcrumbs: aboveOwn(asked),
  })
}

async function load(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const filled = readFields(fields, asked.form)
  const read = await readSent(asked)
  const reason = 'reason' in read ? read.reason : undefined
  const errors = [
    ...(reason === undefined ? [] : [{ field: 'file', message: reason }]),
    ...filled.errors,
  ]
  const edition = newestEdition(context)
  if ('reason' in read || errors.length > 0) return loadForm(context, asked, { ...filled, errors })
  if (edition === undefined) throw new ExpectedFailure('form-not-valid')
  const existing = filled.values.get('existing') === 'replace' ? 'replace' : 'keep'
  const loading = await keepLoaded(context, asked, { file: read.file, edition, existing })
  if ('reason' in loading) {
    const wrong = [{ field: 'file', message: loading.reason }]
    return loadForm(context, asked, { ...filled, errors: wrong })
  }
  return loadedPage(context, asked, { ...loading, notes: [...read.notes, ...loading.notes] })
}

async function readSent({ files }: OrganisationAsked): Promise<ReadSkillsFile> {
  const file = files.get('file')
  if (file === undefined) return { reason: 'Choose a file' }
  // What is far too large is not even turned into text.
  if (file.size > fileLimits.bytes) {
    return { reason: 'This file is larger than 1 MB. A file saved from Capable is far smaller.' }
  }
  return readSkillsFile(await file.text())
}

interface LoadingAsked {
  readonly file: SkillsInFile
  readonly edition: CapabilityFramework
  readonly existing: 'keep' | 'replace'
}

async function keepLoaded(
  context: AccountsContext,
  asked: OrganisationAsked,
  { file, edition, existing }: LoadingAsked,
): Promise<Loading | { reason: string }> {
  const owner = ownerIn(asked)
  const { personId } = owner
  const framework = edition.framework.slug
  const editionOf = editionsIn(context)
  return context.door.store.write(async (db) => {
    await mustKeepSkills(db, asked)
    const kept = await skillsOf(db, owner)
    const loading = loadingOf(file, { kept, newest: edition, editionOf, existing })
    if ('reason' in loading) return loading
    for (const rating of loading.ratings) {
      const key = { personId, framework, skill: rating.skill }
      await keepRating(db, { ...rating, ...key, now: asked.now }, await headOf(db, key))
    }
    for (const { edition: name, roleLevel } of loading.targets) {
      const target = { person_id: personId, framework, edition: name, role_level: roleLevel }
      await addTarget(db, target, asked.now)
    }
    if (loading.ratings.length + loading.targets.length > 0) {
      await noteOwn(db, asked, { action: 'skills.changed' })
    }
    return loading
  })
}

function loadedPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { ratings, targets, notes }: Loading,
): PrivateAnswer {
  return ownPage(context, asked, {
    path: '/load',
    title: 'The file is loaded',
    lead: [
      `${counted(ratings.length, 'skill')} and ${counted(targets.length, 'role level')} were taken from it, as drafts that only you read.`,
    ],
    sections: [
      ...(notes.length === 0 ? [] : [{ heading: 'What to know', items: notes }]),
      { links: [{ href: placeIn(asked.organisation, ownPath), text: 'Go to your skills' }] },
    ],
  })
}
