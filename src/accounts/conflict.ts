import type { Frame, PageView } from '../platform/index.ts'
import { view } from '../platform/index.ts'
import type { Field, FieldError } from './form.ts'

/** A field that two people filled in differently. */
export interface Difference {
  readonly name: string
  readonly label: string
  readonly now: string
  readonly yours: string
  /** What stood there when the page was opened, where the page said so. */
  readonly was: string | undefined
}

/**
 * Where two people filled in the same form differently.
 *
 * @param now what was saved in between
 * @param yours what was sent second
 * @example
 * differencesOf(fields, { name: 'Ada B' }, new Map([['name', 'Ada C']]))
 * // [{ name: 'name', label: 'Name', now: 'Ada B', yours: 'Ada C', was: undefined }]
 */
export function differencesOf(
  fields: readonly Field[],
  now: Readonly<Record<string, string>>,
  { yours, was }: Sent,
): readonly Difference[] {
  return fields
    .map(({ name, label }) => ({
      name,
      label,
      now: now[name] ?? '',
      yours: yours.get(name) ?? '',
      was: was.get(name),
    }))
    .filter((each) => !isSame(each.now, each.yours))
}

/** What somebody sent, and what stood there when they opened the page. */
export interface Sent {
  readonly yours: ReadonlyMap<string, string>
  readonly was: ReadonlyMap<string, string>
}

const wasAs = 'was-'

/** What stood in a form when it was opened, for the form to carry along unseen. */
export function carriedAlong(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [wasAs + name, value]))
}

/** What stood in a form when it was opened, as it was carried along. */
export function wasOf(fields: readonly Field[], form: URLSearchParams): Sent['was'] {
  return new Map(
    fields.flatMap(({ name }): [string, string][] => {
      const was = form.get(wasAs + name)
      return was === null ? [] : [[name, was]]
    }),
  )
}

function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && inOneWay(one) === inOneWay(other)
}

/** Browsers send another end of line than they were given. */
function inOneWay(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

const yoursAs = 'yours-'

/**
 * What somebody sent before they were asked to choose, where they left a choice out; undefined
 * where every field has its value.
 */
export function leftOpen(
  fields: readonly Field[],
  form: URLSearchParams,
): ReadonlyMap<string, string> | undefined {
  if (fields.every(({ name }) => form.has(name))) return undefined
  return new Map(
    fields.map(({ name }) => [
      name,
      form.has(name) ? form.getAll(name).join(' ').trim() : (form.get(`${yoursAs}${name}`) ?? ''),
    ]),
  )
}

/** A page on which somebody chooses between what two people wrote. */
export interface ConflictView extends PageView {
  readonly title: string
  readonly who: string
  readonly action: string
  readonly word: string
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly errors: readonly { readonly href: string; readonly text: string }[]
  readonly differences: readonly {
    readonly name: string
    readonly label: string
    readonly error: string | undefined
    readonly options: readonly {
      readonly value: string
      readonly text: string
      readonly hint: { readonly text: string }
      readonly checked: boolean
    }[]
  }[]
  readonly back: string
}

export const conflictView = view<ConflictView>('accounts/views/conflict.njk')

/** What two people wrote, and who came first. */
export interface Conflict {
  readonly frame: Frame
  readonly fields: readonly Field[]
  readonly now: Readonly<Record<string, string>>
  readonly version: number | string
  readonly sent: Sent
  /** Undefined: that is not known. */
  readonly who: string | undefined
  readonly action: string
  readonly back: string
  /** Whether it was asked before, and a choice was left out. */
  readonly again: boolean
}

/** Prepares the choice. Fields on which both agree travel along. */
export function conflictOf(conflict: Conflict): ConflictView {
  const { frame, fields, now, version, sent, who, action, back, again } = conflict
  const differences = differencesOf(fields, now, sent)
  const open = new Set(differences.map(({ name }) => name))
  const errors: readonly FieldError[] = again
    ? differences.map(({ name, label }) => ({ field: name, message: `Choose a version: ${label}` }))
    : []
  const same = fields.filter(({ name }) => !open.has(name))
  return {
    frame,
    title: 'Somebody else changed this while you did',
    who: who ?? 'Somebody else',
    action,
    word: frame.signedIn?.word ?? '',
    hidden: [
      { name: 'version', value: String(version) },
      ...same.map(({ name }) => ({ name, value: now[name] ?? '' })),
      ...differences.map((each) => ({ name: `${yoursAs}${each.name}`, value: each.yours })),
      ...[...sent.was].map(([name, value]) => ({ name: wasAs + name, value })),
    ],
    errors: errors.map(({ field, message }) => ({ href: `#${field}`, text: message })),
    differences: differences.map((each) => ({
      name: each.name,
      label: each.label,
      error: errors.find(({ field }) => field === each.name)?.message,
      options: optionsOf(fields, each, who),
    })),
    back,
  }
}

const unchanged = 'As it was when you opened the page'

/** Where only one of the two changed something, that is chosen until they say otherwise. */
function optionsOf(fields: readonly Field[], difference: Difference, who: string | undefined) {
  const { now, yours, was } = difference
  const [theyLeftIt, youLeftIt] = [isSame(now, was), isSame(yours, was)]
  return [
    {
      value: now,
      text: inWords(fields, difference, 'now'),
      hint: { text: theyLeftIt ? unchanged : `Saved by ${who ?? 'somebody else'}` },
      checked: youLeftIt,
    },
    {
      value: yours,
      text: inWords(fields, difference, 'yours'),
      hint: { text: youLeftIt ? unchanged : 'Sent by you' },
      checked: theyLeftIt,
    },
  ]
}

function inWords(fields: readonly Field[], difference: Difference, which: 'now' | 'yours'): string {
  const value = difference[which]
  const field = fields.find(({ name }) => name === difference.name)
  const options = new Map(field?.options?.map((each) => [each.value, each.text]))
  if (field?.kind === 'checks' && value !== '') {
    return value
      .split(' ')
      .map((each) => options.get(each) ?? each)
      .join('; ')
  }
  const option = options.get(value)
  return option ?? (value === '' ? 'Nothing' : value)
}
