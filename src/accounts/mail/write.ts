import type { Writing } from '../../platform/store/index.ts'
import { accountByEmail, accountById } from '../store/accounts.ts'
import type { Account } from '../store/accounts.ts'
import { identitiesOf } from '../store/identities.ts'
import { hasLeft } from '../store/days.ts'
import { addLink } from '../store/links.ts'
import { unreadOf } from '../store/messages.ts'
import type { OutgoingMail } from '../store/outgoing-mails.ts'
import { invitedPerson } from '../store/people.ts'
import { logAbout } from '../user-commands.ts'
import type { Mail } from './mailer.ts'

/** What writing a mail needs to know. */
export interface WritingMail {
  readonly mail: OutgoingMail
  /** Where readers reach the site, without a closing slash. */
  readonly baseUrl: string
  readonly now: Date
}

/**
 * Puts a mail together, now that it is sent. It says nothing of what is kept about anybody. A link
 * is made here, so that none waits in the store; one made for an earlier try ends with it.
 *
 * @returns undefined where there is nobody to write to or nothing to say any more
 */
export async function writeMail(db: Writing, writing: WritingMail): Promise<Mail | undefined> {
  const { mail } = writing
  if (mail.purpose === 'invitation') return invitation(db, writing)
  const account =
    mail.purpose === 'help'
      ? await accountByEmail(db, mail.address ?? '')
      : await accountById(db, mail.account_id ?? '')
  if (account === undefined) return undefined
  if (mail.purpose === 'message') return message(db, writing, account)
  if (mail.purpose === 'help') return help(db, writing, account)
  return newPassword(db, writing, account)
}

async function message(
  db: Writing,
  { baseUrl }: WritingMail,
  { id, email }: Account,
): Promise<Mail | undefined> {
  if ((await unreadOf(db, id)) === 0) return undefined
  return {
    to: email,
    subject: 'You have a new message',
    text: lines(
      'You have a new message in Capable. Sign in to read it:',
      `${baseUrl}/messages`,
      'Mail can be read on its way, so this one says no more.',
    ),
  }
}

/** Whoever signs in with a provider has no password here that they could have forgotten. */
async function help(
  db: Writing,
  writing: WritingMail,
  account: Account,
): Promise<Mail | undefined> {
  const { mail, baseUrl, now } = writing
  if (account.password_hash === null && (await identitiesOf(db, account.id)).length > 0) {
    return {
      to: account.email,
      subject: 'How you sign in',
      text: lines(
        'You asked for a link to set a new password. Your account has none: you sign in with your organisation.',
        `${baseUrl}/sign-in/provider`,
      ),
    }
  }
  if (mail.tries === 1) {
    // Anybody can ask for it, so it is no help that an administrator gives: see `isApart`.
    const action = 'account.new-password-asked'
    await logAbout(db, { action, accountId: account.id, now })
  }
  return newPassword(db, writing, account)
}

async function newPassword(
  db: Writing,
  { baseUrl, now }: WritingMail,
  { id, email }: Account,
): Promise<Mail> {
  const token = await addLink(db, { purpose: 'new-password', accountId: id, now })
  return {
    to: email,
    subject: 'Your link for a new password',
    text: lines(
      'With this link you set a new password. It works once, within an hour, and only the newest one works:',
      `${baseUrl}/link/${token}`,
      'If nobody asked for it, there is nothing to do: your password stays as it is.',
    ),
  }
}

async function invitation(
  db: Writing,
  { mail, baseUrl, now }: WritingMail,
): Promise<Mail | undefined> {
  const personId = mail.person_id ?? ''
  const person = await invitedPerson(db, personId)
  if (person === undefined || person.email === null || person.account_id !== null) return undefined
  if (hasLeft(person, now.toISOString().slice(0, 10))) return undefined
  const token = await addLink(db, { purpose: 'invitation', accountId: null, personId, now })
  return {
    to: person.email,
    subject: 'You are invited to Capable',
    text: lines(
      `You are invited to join ${person.organisation_name} in Capable. This link works once, within seven days, and only the newest one works:`,
      `${baseUrl}/link/${token}`,
      'If you do not know why you were invited, ask your organisation before you use it.',
    ),
  }
}

function lines(...paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
