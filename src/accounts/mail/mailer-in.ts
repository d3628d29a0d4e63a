import type { Config } from '../../platform/index.ts'
import { openMailer } from './mailer.ts'
import type { Mailer } from './mailer.ts'
import { mailSettingsOf } from './settings.ts'

/**
 * The mailer that the settings name, if any, as part of what pages about people need.
 *
 * @throws SettingsError where the settings do not fit each other
 * @example
 * serveAccounts(app, { door, views, baseUrl, ...mailerIn(config) })
 */
export function mailerIn(config: Config): { readonly mailer?: Mailer } {
  const settings = mailSettingsOf(config)
  return settings === undefined ? {} : { mailer: openMailer(settings) }
}
