import { Type } from 'typebox'
import { asWritten } from './setting.ts'
import type { Setting } from './setting.ts'

/** How mail is sent. */
export interface MailConfig {
  /** Empty: none is. */
  readonly smtpUrl: string
  readonly mailFrom: string
}

export const mailSettings: readonly Setting<keyof MailConfig>[] = [
  {
    name: 'SMTP_URL',
    key: 'smtpUrl',
    purpose:
      'The server that takes mail. `smtps` is encrypted from the start, `smtp` from the first command on; without encryption only to this machine. Empty: no mail is sent.',
    type: 'an address like smtps://user:password@mail.example.org:465, special characters of the password as in web addresses',
    schema: Type.String({ pattern: String.raw`^(smtps?://[^\s/?#]+/?)?$` }),
    default: '',
    secret: true,
    read: asWritten,
  },
  {
    name: 'MAIL_FROM',
    key: 'mailFrom',
    purpose: 'The e-mail address that mail comes from.',
    type: 'an e-mail address',
    schema: Type.String({ pattern: String.raw`^([^\s@<>"',;:()\\]+@[^\s@<>"',;:()\\]+)?$` }),
    default: '',
    secret: false,
    read: asWritten,
  },
]
