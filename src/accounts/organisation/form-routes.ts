import { createHash } from 'node:crypto'
import type { Link } from '../../platform/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import type { Operation } from '../api/operation.ts'
import type { AccountsContext } from '../context.ts'
import type { Facts, Field, FieldError, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer } from '../http.ts'
import type { PermissionName } from '../permissions.ts'
import { editPage, saveEdit } from './editing.ts'
import type { Editing, Saved } from './editing.ts'
import type { OrganisationAsked, OrganisationRoute } from './organisation-route.ts'
import { organisationForm, placeIn } from './organisation-route.ts'
import { noteRead } from './person-in.ts'

/** A form as it stands for one request. */
export interface FormParts {
  readonly title: string
  readonly lead?: readonly string[]
  /** What the form is about, to be read before it is filled in. */
  readonly facts?: Facts
  readonly submit: string
  readonly fields: readonly Field[]
  /** What is kept so far. */
  readonly values?: Readonly<Record<string, string>>
  readonly above: readonly Link[]
  /** What stands below the form. */
  readonly after?: readonly Link[]
  /** After the organisation: where to go when it is saved. */
  readonly back: string
  /** What the page there says, in a sentence. */
  readonly saved: string | ((value: ValueOf) => string)
}

/** What was sent: one value by its name, empty where nothing was. */
export type ValueOf = (name: string) => string

/** A form with one address: GET shows it, POST saves it. */
export interface FormRoute {
  readonly path: string
  readonly permission: PermissionName
  /** Whether it shows the person an address names: then they see in their log that it was read. */
  readonly readsPerson?: true
  /** Where programs may send it too. */
  readonly operation?: Operation
  readonly parts: (context: AccountsContext, asked: OrganisationAsked) => Promise<FormParts>
  /** Answers what has to be put right, or saves and says where else to go then. */
  readonly save: (db: Writing, asked: OrganisationAsked, value: ValueOf) => Promise<Saving>
}

/** What the fields of a form hold. */
export type Values = Readonly<Record<string, string>>

/** A form over what is kept already, which several people may edit at once. */
export interface EditRoute extends Omit<FormRoute, 'parts'> {
  readonly kept: (db: Reading, asked: OrganisationAsked) => Promise<Values>
  readonly parts: (
    context: AccountsContext,
    asked: OrganisationAsked,
  ) => Promise<Omit<FormParts, 'values' | 'submit'>>
}

/** What has to be put right, or, after the organisation, where what was added stands or to go. */
export type Saving = readonly FieldError[] | { readonly made: string } | { readonly to: string }

/**
 * The two routes of a form. Where something has to be put right it comes back with everything that
 * was sent.
 *
 * @example
 * organisationRoutes(context, [...formRoutes({ path: '/teams/add', permission, parts, save })])
 */
export function formRoutes({
  path,
  permission,
  readsPerson,
  operation,
  parts,
  save,
}: FormRoute): readonly OrganisationRoute[] {
  const showing = async (
    context: AccountsContext,
    asked: OrganisationAsked,
    sent?: Filled,
  ): Promise<PrivateAnswer> => {
    const form = await parts(context, asked)
    if (readsPerson === true) await noteRead(context, asked, permission)
    return organisationForm(context, asked, {
      ...form,
      action: pathOf(path, asked),
      filled: sent ?? unfilled(form.values),
      breadcrumbs: form.above,
    })
  }
  return [
    { method: 'GET', path, permission, answer: (context, asked) => showing(context, asked) },
    {
      method: 'POST',
      path,
      permission,
      ...(operation !== undefined && { operation }),
      answer: async (context, asked) => {
        const { fields, back, saved: sentence } = await parts(context, asked)
        const filled = readFields(fields, asked.form)
        if (filled.errors.length > 0) return showing(context, asked, filled)
        const value = valueIn(filled)
        const saved = await context.door.store.write((db) => save(db, asked, value))
        if (!('to' in saved || 'made' in saved) && saved.length > 0)
          return showing(context, asked, { ...filled, errors: saved })
        const at = (place: string): string => placeIn(asked.organisation, place)
        return {
          to: at('to' in saved ? saved.to : back),
          saved: typeof sentence === 'string' ? sentence : sentence(value),
          ...('made' in saved && { made: at(saved.made) }),
        }
      },
    },
  ]
}

/**
 * The two routes of a form over what is kept. Where somebody else saved after it was opened, both
 * versions come back to choose from. A program that sends it without a version says what is to
 * stand, whatever stood before.
 *
 * @example
 * organisationRoutes(context, [...editRoutes({ path, permission, kept, parts, save })])
 */
export function editRoutes(route: EditRoute): readonly OrganisationRoute[] {
  const { path, permission, operation, readsPerson, kept, parts, save } = route
  const editing = async (
    context: AccountsContext,
    asked: OrganisationAsked,
  ): Promise<Editing<string>> => {
    const { saved, ...form } = await parts(context, asked)
    const values = await context.door.store.read((db) => kept(db, asked))
    const sent = valueIn(readFields(form.fields, asked.form))
    return {
      ...form,
      path: pathOf(path, asked),
      saved: typeof saved === 'string' ? saved : saved(sent),
      kept: { version: versionOf(values), values },
      mayOverwrite: true,
    }
  }
  return [
    {
      method: 'GET',
      path,
      permission,
      answer: async (context, asked) => {
        const found = await editing(context, asked)
        if (readsPerson === true) await noteRead(context, asked, permission)
        return editPage(context, asked, found)
      },
    },
    {
      method: 'POST',
      path,
      permission,
      ...(operation !== undefined && { operation }),
      answer: (context, asked) =>
        saveEdit(context, asked, {
          load: () => editing(context, asked),
          save: (values, version) =>
            context.door.store.write(async (db): Promise<Saved> => {
              if (versionOf(await kept(db, asked)) !== version) return 'changed'
              const saving = await save(db, asked, (name) => values.get(name) ?? '')
              return 'length' in saving && saving.length > 0 ? saving : 'saved'
            }),
        }),
    },
  ]
}

function valueIn({ values }: Filled): ValueOf {
  return (name) => values.get(name) ?? ''
}

/** Tells whether what is kept has changed, however it did. */
function versionOf(values: Values): string {
  const inOrder = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('base64url').slice(0, 22)
}

function pathOf(path: string, { params }: OrganisationAsked): string {
  return path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
}
