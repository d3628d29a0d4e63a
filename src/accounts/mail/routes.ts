import { ExpectedFailure } from '../../platform/index.ts'
import { formAnswer, frameOf } from '../context.ts'
import type { AccountsContext } from '../context.ts'
import { readFields, unfilled } from '../form.ts'
import type { Field, Filled } from '../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { tooOften } from '../sign-in-words.ts'
import { foldEmail } from '../store/accounts.ts'
import { queueMail } from '../store/outgoing-mails.ts'
import { countTry } from '../store/throttles.ts'

const path = '/sign-in/new-password'
/** From one address. */
const perAddress = { tries: 30, minutes: 15 }
/** To one mailbox: nobody fills somebody else's. */
const perMailbox = { tries: 3, minutes: 60 }

const fields: readonly Field[] = [
  { name: 'email', label: 'Your e-mail address', kind: 'email', autocomplete: 'username' },
]

/** Asking for a link by mail. Without mail there are no such pages. */
export function mailRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const page = (asked: PrivateAsked, filled: Filled): PrivateAnswer =>
    formAnswer(context, asked, {
      title: 'Get a link for a new password',
      action: path,
      submit: 'Send the link',
      fields,
      filled,
      after: [{ href: '/sign-in/help', text: 'You cannot sign in for another reason' }],
    })
  return [
    {
      method: 'GET',
      path,
      permission: 'anyone',
      answer: async (asked) => {
        checkMail(context)
        return page(asked, unfilled())
      },
    },
    {
      method: 'POST',
      path,
      permission: 'anyone',
      answer: async (asked) => {
        checkMail(context)
        const filled = readFields(fields, asked.form)
        if (filled.errors.length > 0) return page(asked, filled)
        const until = await ask(context, asked, filled.values.get('email') ?? '')
        if (until === undefined) return answered(context, asked)
        return page(asked, { ...filled, errors: [{ field: 'email', message: tooOften(until) }] })
      },
    },
  ]
}

function checkMail({ mailer }: AccountsContext): void {
  if (mailer === undefined) throw new ExpectedFailure('page-not-found')
}

/**
 * Whether there is such an account is looked up when the mail is sent, so that neither the answer
 * nor the time it takes tells.
 */
function ask(
  { door }: AccountsContext,
  { address, now }: PrivateAsked,
  email: string,
): Promise<Date | undefined> {
  const mailbox = foldEmail(email)
  return door.store.write(async (db) => {
    const until = await countTry(db, { what: 'help from', who: address, limit: perAddress, now })
    if (until !== undefined) return until
    const full = await countTry(db, { what: 'help for', who: mailbox, limit: perMailbox, now })
    if (full === undefined) await queueMail(db, { purpose: 'help', address: mailbox, now })
    return undefined
  })
}

function answered({ views }: AccountsContext, { session }: PrivateAsked): PrivateAnswer {
  const title = 'Look at your mail'
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: frameOf(session, { title, address: path }),
        title,
        lead: [
          'If there is an account with the e-mail address that you entered, a link is on its way. It works once, within an hour.',
          'No mail within a few minutes? Look among unwanted mail, and check that you entered the address of your account.',
        ],
        sections: [{ links: [{ href: '/sign-in', text: 'Go to the page Sign in' }] }],
      }),
    ),
  }
}
