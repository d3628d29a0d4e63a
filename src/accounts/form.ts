import type { Link, PageView } from '../platform/index.ts'
import { view } from '../platform/index.ts'
import { holdsUnseen, saysSomething } from './unseen.ts'
import { isDay, readDay } from './written-day.ts'

/** What a field of a form is to browsers and to people. */
export interface Field {
  readonly name: string
  readonly label: string
  /** `checks`: any number of its options; its value is theirs, with spaces between. */
  readonly kind:
    | 'text'
    | 'email'
    | 'password'
    | 'code'
    | 'textarea'
    | 'select'
    | 'checks'
    | 'day'
    | 'file'
  readonly hint?: string
  /** What the browser may fill in: a token of the HTML standard. */
  readonly autocomplete?: string
  readonly options?: readonly {
    readonly value: string
    readonly text: string
    /** Under which heading of a long list it stands; those of one heading follow each other. */
    readonly group?: string
  }[]
  readonly optional?: boolean
  /** May be left empty for now, though it has to be filled in one day. */
  readonly mayWait?: boolean
  readonly longest?: number
  /** What to say when nothing was filled in, where the label makes no sentence. */
  readonly missing?: string
  /** What is wrong with a value, in a sentence that says how to put it right. */
  readonly check?: (value: string, form: URLSearchParams) => string | undefined
}

/** Something wrong with what was filled in. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

/** A form that was read. */
export interface Filled {
  readonly values: ReadonlyMap<string, string>
  readonly errors: readonly FieldError[]
}

const usualLength = 200

/**
 * Reads a form: every value cut of the space around it, and what is wrong with it by field.
 *
 * @example
 * const { values, errors } = readFields(fields, asked.form)
 */
export function readFields(fields: readonly Field[], sentForm: URLSearchParams): Filled {
  const form = withDaysRead(fields, sentForm)
  const values = new Map<string, string>()
  const errors: FieldError[] = []
  for (const field of fields) {
    const sent = field.kind === 'checks' ? checkedIn(form, field) : (form.get(field.name) ?? '')
    const value = field.kind === 'password' ? sent : sent.normalize('NFC').trim()
    values.set(field.name, value)
    const message = wrongWith(field, value, form)
    if (message !== undefined) errors.push({ field: field.name, message })
  }
  return { values, errors }
}

/**
 * A form in which every day that can be read stands as it is kept, however it was typed: days are
 * compared by what they are.
 */
export function withDaysRead(fields: readonly Field[], form: URLSearchParams): URLSearchParams {
  const read = new URLSearchParams(form)
  for (const { name, kind } of fields) {
    const day = kind === 'day' ? readDay((form.get(name) ?? '').trim()) : undefined
    if (day !== undefined) read.set(name, day)
  }
  return read
}

/** What of the days that a program sent is not as the description of the API has it. */
export function wrongDays(fields: readonly Field[], form: URLSearchParams): readonly FieldError[] {
  return fields.flatMap(({ name, label, kind }) => {
    const sent = kind === 'day' ? (form.get(name) ?? '') : ''
    const message = `${label} must be a real date, written YYYY-MM-DD`
    return sent === '' || isDay(sent) ? [] : [{ field: name, message }]
  })
}

/** In the order of the options, however they were sent. */
function checkedIn(form: URLSearchParams, { name, options = [] }: Field): string {
  const sent = new Set(form.getAll(name).flatMap((value) => value.split(' ')))
  const known = options.map(({ value }) => value)
  const others = [...sent].filter((value) => value !== '' && !known.includes(value))
  return [...known.filter((value) => sent.has(value)), ...others].join(' ')
}

function wrongWith(field: Field, value: string, form: URLSearchParams): string | undefined {
  const { label, kind, optional, mayWait, longest = usualLength, check } = field
  if (value === '') {
    if (optional === true || mayWait === true || kind === 'file') return undefined
    return field.missing ?? `${kind === 'select' ? 'Choose' : 'Enter'} ${named(label)}`
  }
  // A number in words is too long too, but that is not what is wrong with it.
  if (field.kind !== 'checks' && value.length > longest)
    return check?.(value, form) ?? `${label} must be ${longest} characters or fewer`
  return wrongInKind(field, value) ?? check?.(value, form)
}

function wrongInKind({ kind, label, missing, options }: Field, value: string): string | undefined {
  // Long texts have lines.
  const inOneLine = kind === 'textarea' ? value.replace(/[\r\n\t]+/g, ' ') : value
  if (kind !== 'password' && holdsUnseen(inOneLine)) {
    return `${label} must not hold characters that cannot be seen`
  }
  if (kind === 'text' && !saysSomething(value)) return `${label} must hold a letter or a digit`
  if (kind === 'email' && !isEmail(value)) return 'Enter an e-mail address like name@example.org'
  if (kind === 'day' && readDay(value) === undefined)
    return `${label} must be a real date with the whole year, for example 31 March 2027`
  const values = kind === 'checks' ? value.split(' ') : [value]
  const isListed =
    options === undefined || values.every((each) => options.some((option) => option.value === each))
  return isListed ? undefined : `${missing ?? `Choose ${named(label)}`} from the list`
}

/** What a label names, in a sentence: the reference, your name, what you want. */
function named(label: string): string {
  const inSentence = `${label.charAt(0).toLowerCase()}${label.slice(1)}`
  return /^(?:your|wh[aoy]\w*|how)\b/.test(inSentence) ? inSentence : `the ${inSentence}`
}

/**
 * Whether a text looks like an e-mail address that mail can be sent to: one @ between something and
 * a name with a dot, and nothing that could end it or begin another.
 *
 * @example
 * isEmail('ada@example.org') // true
 */
export function isEmail(text: string): boolean {
  const isWritable = !/[\p{C},;:()[\]\\]/u.test(text)
  return isWritable && /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/.test(text)
}

/**
 * Whether a text is the whole address of a page on the web.
 *
 * @example
 * isWebAddress('https://example.org/privacy') // true
 */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s.]+\.[^\s]+$/.test(text) && URL.canParse(text)
}

/**
 * What is wrong with a text that may be an address of the web: it looks like one and is not whole,
 * so that nobody could open it.
 *
 * @example
 * halfAddress('www.example.org/privacy') // 'Enter the whole address, beginning with https://'
 */
export function halfAddress(text: string): string | undefined {
  const looksLikeOne = /^[^\s@]+\.[^\s@]*[\p{L}\d/]$/u.test(text) || /^https?:/i.test(text)
  return looksLikeOne && !/\s/.test(text) && !isWebAddress(text)
    ? 'Enter the whole address, beginning with https://'
    : undefined
}

/** A button that stands before a form and makes it needless. */
export interface Instead {
  readonly to: string
  readonly submit: string
  readonly next: string
  /** What stands between the button and the form. */
  readonly heading: string
}

/** Keys and what stands at each: one line or several. */
export type Facts = readonly (readonly [key: string, ...value: string[]])[]

/** A page that is one form. */
export interface FormView extends PageView {
  readonly title: string
  /** What was just done, where nobody has signed in who could be told on the page that follows. */
  readonly done: string | undefined
  readonly lead: readonly string[]
  /** What the form is about, to be read before it is filled in. */
  readonly facts: readonly { readonly key: string; readonly value: readonly string[] }[]
  readonly action: string
  readonly submit: string
  readonly word: string | undefined
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly takesFiles: boolean
  readonly instead: Instead | undefined
  readonly errors: readonly { readonly href: string; readonly text: string }[]
  readonly fields: readonly ShownField[]
  readonly after: readonly Link[]
}

interface ShownOption {
  readonly value: string
  readonly text: string
  readonly selected: boolean
  readonly checked: boolean
}

interface ShownField {
  readonly name: string
  readonly label: string
  readonly kind: Field['kind']
  readonly type: string
  readonly hint: string | undefined
  readonly autocomplete: string | undefined
  readonly options: readonly ShownOption[]
  /** The same in groups, where its options have any. */
  readonly groups: readonly {
    readonly label: string | undefined
    readonly options: readonly ShownOption[]
  }[]
  readonly value: string
  readonly error: string | undefined
}

export const formView = view<FormView>('accounts/views/form.njk')

const types: Readonly<Record<Field['kind'], string>> = {
  text: 'text',
  email: 'email',
  password: 'password',
  code: 'text',
  textarea: 'text',
  select: 'text',
  checks: 'text',
  day: 'text',
  file: 'file',
}

/** The fields as a page shows them, with what was filled in and what was wrong with it. */
export function shownFields(
  fields: readonly Field[],
  { values, errors }: Filled,
): Pick<FormView, 'fields' | 'errors' | 'takesFiles'> {
  const labels = new Set(fields.map(({ name }) => name))
  return {
    takesFiles: fields.some(({ kind }) => kind === 'file'),
    errors: errors.map(({ field, message }) => ({
      href: labels.has(field) ? `#${field}` : '#main',
      text: message,
    })),
    fields: fields.map((field) => {
      const value = field.kind === 'password' ? '' : (values.get(field.name) ?? '')
      return {
        name: field.name,
        label: field.optional === true ? `${field.label} (optional)` : field.label,
        kind: field.kind,
        type: types[field.kind],
        hint: field.hint,
        autocomplete: field.autocomplete,
        options: shownOptions(field, value),
        groups: groupsOf(field, value),
        value,
        error: errors.find((each) => each.field === field.name)?.message,
      }
    }),
  }
}

function shownOptions({ kind, options = [] }: Field, value: string): readonly ShownOption[] {
  const checked = new Set(kind === 'checks' ? value.split(' ') : [])
  return options.map((option) => ({
    value: option.value,
    text: option.text,
    selected: option.value === value,
    checked: checked.has(option.value),
  }))
}

/** Options without a heading stand by themselves among the groups. */
function groupsOf(field: Field, value: string): ShownField['groups'] {
  const { options = [] } = field
  if (options.every(({ group }) => group === undefined)) return []
  const shown = shownOptions(field, value)
  const byGroup = Map.groupBy(shown.keys(), (at) => options[at]?.group)
  return [...byGroup].map(([label, places]) => ({
    label,
    options: places.flatMap((at) => shown[at] ?? []),
  }))
}

/** Nothing filled in yet, or what is kept so far. */
export function unfilled(values: Readonly<Record<string, string>> = {}): Filled {
  return { values: new Map(Object.entries(values)), errors: [] }
}
