import type { Link } from '../../platform/index.ts'
import {
  carriedAlong,
  conflictOf,
  conflictView,
  differencesOf,
  leftOpen,
  wasOf,
} from '../conflict.ts'
import type { Sent } from '../conflict.ts'
import { wrongFields } from '../api/answers.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError, Filled } from '../form.ts'
import { readFields, unfilled, withDaysRead } from '../form.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationForm, organisationFrame, placeIn } from './organisation-route.ts'

/** Something that several people may edit at once, and what tells one version of it from another. */
export interface Editing<Version extends number | string = number> {
  readonly title: string
  readonly lead?: readonly string[]
  /** After the organisation; the form is sent to where it came from. */
  readonly path: string
  /** Where to go when it is saved, and where nothing is to change. */
  readonly back: string
  /** What the page there says once it is saved, in a sentence. */
  readonly saved: string
  readonly above?: readonly Link[]
  /** What stands below the form. */
  readonly after?: readonly Link[]
  readonly fields: readonly Field[]
  /** What is kept now. */
  readonly kept: { readonly version: Version; readonly values: Readonly<Record<string, string>> }
  /** A program that sends no version says what is to stand, whatever stood before. */
  readonly mayOverwrite?: boolean
  /** Who changed it last, for the page that shows two versions. Left out: that is not known. */
  readonly who?: () => Promise<string | undefined>
}

/** Which version a change starts from: pages carry it unseen. */
export const versionField: Field = {
  name: 'version',
  label: 'Version',
  kind: 'code',
  hint: 'As it was read. Send every field: what is empty is emptied.',
}

/** What came of saving; `changed`: somebody else was sooner. */
export type Saved = 'saved' | 'changed' | readonly FieldError[]

/** The form, filled with what is kept. */
export function editPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  editing: Editing<number | string>,
): PrivateAnswer {
  return again(context, asked, { editing, filled: unfilled(editing.kept.values) })
}

function again(
  context: AccountsContext,
  asked: OrganisationAsked,
  { editing, filled }: { editing: Editing<number | string>; filled: Filled },
): PrivateAnswer {
  const { title, lead = [], path, fields, kept, above = [], after = [] } = editing
  return organisationForm(context, asked, {
    title,
    lead,
    action: path,
    submit: 'Save',
    fields,
    filled,
    hidden: { version: String(kept.version), ...carriedAlong(kept.values) },
    breadcrumbs: above,
    after,
  })
}

/**
 * Saves what was sent. Where somebody else saved in between, the page shows both versions and lets
 * the second choose; where something has to be put right, the form shows what was sent.
 *
 * @param save writes the values if the version is still the same
 */
export async function saveEdit<Version extends number | string>(
  context: AccountsContext,
  asked: OrganisationAsked,
  {
    load,
    save,
  }: {
    load: () => Promise<Editing<Version>>
    save: (values: ReadonlyMap<string, string>, version: Version) => Promise<Saved>
  },
): Promise<PrivateAnswer> {
  const editing = await load()
  const { fields, kept, back } = editing
  const { organisation } = asked
  const form = withDaysRead(fields, asked.form)
  const sent = readFields(fields, form)
  const overwrites = editing.mayOverwrite === true && !form.has('version')
  const open = overwrites ? undefined : leftOpen(fields, form)
  const was = wasOf(fields, form)
  if (open !== undefined) {
    return conflictPage(context, asked, { editing, sent: { yours: open, was }, again: true })
  }
  const isOld = !overwrites && form.get('version') !== String(kept.version)
  const theirs = { yours: sent.values, was }
  if (isOld && differencesOf(fields, kept.values, theirs).length > 0) {
    return conflictPage(context, asked, { editing, sent: theirs, again: false })
  }
  if (sent.errors.length > 0) return again(context, asked, { editing, filled: sent })
  const saved = await save(sent.values, kept.version)
  if (saved === 'saved') return { to: placeIn(organisation, back), saved: editing.saved }
  if (saved === 'changed') return saveEdit(context, asked, { load, save })
  return again(context, asked, { editing, filled: { ...sent, errors: saved } })
}

interface Choice {
  readonly editing: Editing<number | string>
  readonly sent: Sent
  readonly again: boolean
}

async function conflictPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  choice: Choice,
): Promise<PrivateAnswer> {
  const { editing, sent, again: askedBefore } = choice
  const { title, path, back, fields, kept, above = [] } = editing
  const leftOut = fields.filter(({ name }) => !asked.form.has(name))
  return {
    status: askedBefore ? 422 : 409,
    wrong: askedBefore
      ? wrongFields(leftOut.map(({ name: field }) => ({ field, message: 'Send a value, or null' })))
      : { code: 'changed-meanwhile', details: { version: kept.version, now: kept.values } },
    html: views.render(
      conflictView,
      conflictOf({
        frame: organisationFrame(asked, { title, path, above }),
        fields,
        now: kept.values,
        version: kept.version,
        sent,
        who: await editing.who?.(),
        action: placeIn(asked.organisation, path),
        back: placeIn(asked.organisation, back),
        again: askedBefore,
      }),
    ),
  }
}
