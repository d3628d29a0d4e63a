import type { Config } from '../../platform/index.ts'
import { openProvider } from './client.ts'
import type { Provider } from './client.ts'
import { providerSettingsOf } from './settings.ts'

/** Where it is noted why a sign-in failed. */
interface Log {
  readonly warn: (details: object, message: string) => void
}

/**
 * The provider that the settings name, if any, as part of what pages about people need.
 *
 * @throws SettingsError where the settings do not fit each other
 * @example
 * serveAccounts(app, { door, views, baseUrl, ...providerIn(config, app.log) })
 */
export function providerIn(config: Config, log: Log): { readonly provider?: Provider } {
  const settings = providerSettingsOf(config)
  if (settings === undefined) return {}
  return {
    provider: openProvider(settings, (reason) =>
      log.warn({ reason }, 'The sign-in provider could not be used'),
    ),
  }
}
