import { createTransport } from 'nodemailer'
import { isEmail } from '../form.ts'
import type { MailSettings } from './settings.ts'

/** A mail that is put together. Its subject is ours: nothing that somebody wrote stands in it. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What came of sending. `refused`: the server knows nobody at the address. */
export type MailOutcome = 'sent' | 'refused' | { readonly away: string }

/** Sends mail. */
export interface Mailer {
  readonly settings: MailSettings
  readonly send: (mail: Mail) => Promise<MailOutcome>
}

/** Seconds that the mail server has for each step. A server that stops waits no longer. */
const patience = 10

/**
 * A mailer for a mail server. Nothing is asked of the server until the first mail.
 *
 * @example
 * await openMailer(settings).send({ to: 'ada@example.org', subject: 'Hello', text: 'Hello' })
 */
export function openMailer(settings: MailSettings): Mailer {
  const { host, port, isEncrypted, isHere, user, password, from } = settings
  const transport = createTransport({
    host,
    port,
    secure: isEncrypted,
    requireTLS: !isEncrypted && !isHere,
    ignoreTLS: !isEncrypted && isHere,
    ...(user !== '' && { auth: { user, pass: password } }),
    connectionTimeout: patience * 1000,
    greetingTimeout: patience * 1000,
    socketTimeout: patience * 1000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    settings,
    async send({ to, subject, text }) {
      if (!isEmail(to)) return 'refused'
      try {
        await transport.sendMail({
          from: { name: 'Capable', address: from },
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return 'sent'
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

/** The sentence of the server may name somebody: only its code is told. */
function outcomeOf(error: unknown): MailOutcome {
  if (!(error instanceof Error)) return { away: 'error' }
  const code = 'code' in error ? String(error.code) : error.name
  const answer = 'responseCode' in error ? Number(error.responseCode) : 0
  const isAboutRecipient = 'command' in error && error.command === 'RCPT TO'
  if (isAboutRecipient && answer >= 500 && answer < 600) return 'refused'
  return { away: answer === 0 ? code : `${code} ${answer}` }
}
