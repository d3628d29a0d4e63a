import type { Link, PageView } from '../../platform/index.ts'
import { ExpectedFailure, ExplainedFailure, view } from '../../platform/index.ts'
import { frameOf } from '../context.ts'
import type { UntakenForm } from '../http.ts'
import { stillHere } from './session-end-routes.ts'

interface NamedValue {
  readonly name: string
  readonly value: string
}

interface KeptFormView extends PageView {
  readonly title: string
  readonly lead: readonly string[]
  /** What has to be done in another tab first. */
  readonly first: Link | undefined
  /** What could not be kept. */
  readonly lost: readonly string[]
  /** What was written, as far as people can read it. */
  readonly written: readonly NamedValue[]
  /** Sends everything again; undefined: something is missing that has to be written anew. */
  readonly again:
    | {
        readonly action: string
        readonly word: string | undefined
        readonly fields: readonly NamedValue[]
        readonly submit: string
      }
    | undefined
  /** Where the form can be opened anew. */
  readonly openAgain: Link
}

const keptFormView = view<KeptFormView>('accounts/session-end/views/kept-form.njk')

/** Fields that no page gives back: passwords, codes, and secrets that travel in a form. */
export const secretFields: ReadonlySet<string> = new Set(['password', 'current', 'code', 'sealed'])

/** What forms carry for us and nobody wrote. */
const ours: ReadonlySet<string> = new Set(['word', 'version', 'mark', 'next', 'batch'])

/**
 * Answers a form that came too late: a page that holds what was written, to be sent again once
 * somebody has signed in. Nothing of it is kept but in that page. It is offered only for a form of
 * which the browser says that it came from here, and the word of the new session only to somebody
 * who sees what they send.
 *
 * @example
 * throw keptForm({ code: 'sign-in-needed', asked, address: '/account/password', isFromHere: true })
 */
export function keptForm(form: UntakenForm): ExpectedFailure {
  const { code } = form
  if (!form.isFromHere) return new ExpectedFailure(code)
  return new ExplainedFailure(code, { page: (views) => views.render(keptFormView, viewOf(form)) })
}

function viewOf({ code, asked, address, takesFiles }: UntakenForm): KeptFormView {
  const { session, form } = asked
  const words = wordsOf({ code, asked })
  const sent = [...form].map(([name, value]) => ({ name, value }))
  const fields = sent.filter(({ name }) => name !== 'word' && !secretFields.has(name))
  const lost = [
    ...(sent.some(({ name }) => secretFields.has(name))
      ? ['Passwords and codes are not given back. Open the page again to write them anew.']
      : []),
    ...(takesFiles ? ['Files cannot be kept. Open the page again to choose the file.'] : []),
  ]
  return {
    frame: frameOf(session, { title: words.title, address }),
    ...words,
    lost,
    written: fields.filter(isReadable).map(({ name, value }) => ({ name: inWords(name), value })),
    again:
      lost.length > 0
        ? undefined
        : {
            action: address,
            word: code === 'form-too-old' ? session?.word : undefined,
            fields,
            submit: words.submit,
          },
    openAgain: { href: address, text: 'Open the page again without what you wrote' },
  }
}

interface Words {
  readonly title: string
  readonly lead: readonly string[]
  readonly first: Link | undefined
  readonly submit: string
}

const keepOpen = 'Keep this page open: what you wrote is kept nowhere else.'

function wordsOf({ code, asked }: Pick<UntakenForm, 'code' | 'asked'>): Words {
  const next = new URLSearchParams({ next: stillHere }).toString()
  const submit = 'I have done that: go on'
  if (code === 'sign-in-needed') {
    return {
      title: 'Your session has ended',
      lead: [
        'What you sent was not saved. Sign in again in another tab, then go on here.',
        keepOpen,
      ],
      first: { href: `/sign-in?${next}`, text: 'Sign in (opens in a new tab)' },
      submit,
    }
  }
  if (code === 'second-factor-needed') {
    const has = asked.session?.asker.hasSecondFactor === true
    const path = has ? '/sign-in/second-factor' : '/account/second-factor'
    return {
      title: 'This needs your second factor',
      lead: [
        'What you sent was not saved. Give your second factor in another tab, then go on here.',
        keepOpen,
      ],
      first: { href: `${path}?${next}`, text: 'Give your second factor (opens in a new tab)' },
      submit,
    }
  }
  return {
    title: 'Check what you wrote and send it',
    lead: [
      `The form was opened in a session that has ended, so it was not saved. You are signed in as ${asked.session?.asker.name ?? ''}.`,
    ],
    first: undefined,
    submit: 'Send',
  }
}

/** What people wrote or chose; identifiers say nothing to anybody. */
function isReadable({ name, value }: NamedValue): boolean {
  return value.trim() !== '' && !ours.has(name) && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
}

/**
 * The name of a field as people read it.
 *
 * @example
 * inWords('retentionDecidedBy') // 'Retention decided by'
 */
export function inWords(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
