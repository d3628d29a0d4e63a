import { SettingsError } from '../../platform/index.ts'
import type { Config } from '../../platform/index.ts'

/** How mail is sent, checked. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** From the start; else from the first command on. */
  readonly isEncrypted: boolean
  /** What is sent to this machine needs no encryption. */
  readonly isHere: boolean
  /** Empty: the server asks for none. */
  readonly user: string
  readonly password: string
  readonly from: string
  /** Where readers reach the site, without a closing slash. */
  readonly baseUrl: string
}

/**
 * The settings of mail; undefined where none are set.
 *
 * @throws SettingsError with a sentence for each setting that does not fit the others
 * @example
 * mailSettingsOf(readConfig({})) // undefined
 */
export function mailSettingsOf({ smtpUrl, mailFrom, baseUrl }: Config): MailSettings | undefined {
  if (smtpUrl === '' && mailFrom === '') return undefined
  const problems: string[] = []
  if (smtpUrl === '' || mailFrom === '')
    problems.push('Set both SMTP_URL and MAIL_FROM, or neither.')
  if (baseUrl === '') {
    problems.push('SMTP_URL is set, so BASE_URL must be set too: mail leads to pages of this site.')
  }
  // Web addresses are read strictly, and these have the same form.
  const server = readAddress(smtpUrl.replace(/^smtp/, 'http'))
  if (smtpUrl !== '' && server === undefined) {
    problems.push(
      'SMTP_URL cannot be read. Write special characters of its password as in web addresses: %40 for @, %25 for %.',
    )
  }
  if (server === undefined || problems.length > 0) throw new SettingsError(problems.join('\n'))
  const { protocol, hostname, user, password } = server
  const isEncrypted = protocol === 'https:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(/:(\d+)\/?$/.exec(smtpUrl)?.[1] ?? (isEncrypted ? 465 : 587)),
    isEncrypted,
    isHere: ['localhost', '127.0.0.1', '[::1]'].includes(hostname),
    user,
    password,
    from: mailFrom,
    baseUrl,
  }
}

function readAddress(address: string) {
  try {
    const { protocol, hostname, username, password } = new URL(address)
    const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)]
    return { protocol, hostname, user, password: secret }
  } catch {
    return undefined
  }
}
