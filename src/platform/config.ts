import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { mailSettings } from './mail-settings.ts'
import type { MailConfig } from './mail-settings.ts'
import { providerSettings } from './provider-settings.ts'
import type { ProviderConfig } from './provider-settings.ts'
import type { Setting } from './setting.ts'

/** What the server is told from outside. */
export interface Config extends ProviderConfig, MailConfig {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Address of a PostgreSQL database; empty: SQLite in the data folder. */
  readonly databaseUrl: string
  /** Keeps sealed what must be read again; empty: one is made and kept in the data folder. */
  readonly sessionSecret: string
  /** Where readers reach the site, without a closing slash; empty: addresses stay relative. */
  readonly baseUrl: string
  readonly trustProxy: boolean | number
  readonly logLevel: string
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Every setting there is. `docs/settings.md` is held equal to this table by a test. */
export const settings: readonly Setting<keyof Config>[] = [
  {
    name: 'PORT',
    key: 'port',
    purpose: 'The port the server listens on. 0 lets the system choose a free one.',
    type: 'a whole number from 0 to 65535',
    schema: Type.Integer({ minimum: 0, maximum: 65_535 }),
    default: '3000',
    secret: false,
    read: wholeNumber,
  },
  {
    name: 'HOST',
    key: 'host',
    purpose: 'The address the server listens on. 0.0.0.0 opens it to the network.',
    type: 'a host name or an IP address',
    schema: Type.String({ pattern: '^[A-Za-z0-9.:_-]{1,253}$' }),
    default: '127.0.0.1',
    secret: false,
    read: (text) => text,
  },
  {
    name: 'DATA_DIR',
    key: 'dataDir',
    purpose:
      'The folder that holds, without DATABASE_URL, imported editions and records about people. It is made when it is missing.',
    type: 'a folder',
    schema: Type.String({ minLength: 1, pattern: '^[^\\u0000]+$' }),
    default: './data',
    secret: false,
    read: (text) => text,
  },
  {
    name: 'DATABASE_URL',
    key: 'databaseUrl',
    purpose:
      'The PostgreSQL database (version 15 or newer) that keeps imported editions and records about people. Empty keeps them in a file in DATA_DIR.',
    type: 'an address like postgres://user:password@host:5432/database',
    schema: Type.String({ pattern: '^(postgres(ql)?://\\S+)?$' }),
    default: '',
    secret: true,
    read: (text) => text,
  },
  {
    name: 'SESSION_SECRET',
    key: 'sessionSecret',
    purpose:
      'Seals what the server must be able to read again, such as the secrets of authenticator apps. Empty makes one and keeps it in DATA_DIR; with DATABASE_URL it must be set, the same for every server.',
    type: 'a text of 32 to 200 characters',
    schema: Type.String({ pattern: '^(\\S{32,200})?$' }),
    default: '',
    secret: true,
    read: (text) => text,
  },
  {
    name: 'BASE_URL',
    key: 'baseUrl',
    purpose: 'Where readers reach the site. Empty leaves addresses in JSON relative to the host.',
    type: 'an http or https address without a path, for example https://skills.example.org',
    schema: Type.String({ pattern: '^(https?://[^/?#\\s@]+)?$' }),
    default: '',
    secret: false,
    read: (text) => text.replace(/\/$/, ''),
  },
  {
    name: 'TRUST_PROXY',
    key: 'trustProxy',
    purpose: 'Whether to believe the X-Forwarded headers of a proxy in front, and how many hops.',
    type: 'true, false or a whole number of hops from 1 to 9',
    schema: Type.Union([Type.Boolean(), Type.Integer({ minimum: 1, maximum: 9 })]),
    default: 'false',
    secret: false,
    read: (text) => (text === 'true' ? true : text === 'false' ? false : wholeNumber(text)),
  },
  {
    name: 'LOG_LEVEL',
    key: 'logLevel',
    purpose: 'How much the server writes to its log on standard error.',
    type: `one of ${logLevels.join(', ')}`,
    schema: Type.Union(logLevels.map((level) => Type.Literal(level))),
    default: 'warn',
    secret: false,
    read: (text) => text,
  },
  ...providerSettings,
  ...mailSettings,
]

/** Thrown before anything starts: one sentence a setting, each says how to put it right. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/**
 * Reads the settings; a bad value throws a `SettingsError` that says how to fix it.
 *
 * @example
 * readConfig({ PORT: '8080' }).port // 8080
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const value = <K extends keyof Config>(key: K, accepts: (found: unknown) => Config[K]) => {
    const setting = settingOf(key)
    const text = environment[setting.name] || setting.default
    const found = setting.read(text)
    if (!Value.Check(setting.schema, found)) {
      const shown = setting.secret ? 'The value' : `"${text}"`
      problems.push(`${setting.name} must be ${setting.type}. ${shown} is not. Change or unset it.`)
    }
    return accepts(found)
  }
  const config: Config = {
    port: value('port', Number),
    host: value('host', String),
    dataDir: value('dataDir', String),
    databaseUrl: value('databaseUrl', String),
    sessionSecret: value('sessionSecret', String),
    baseUrl: value('baseUrl', String),
    trustProxy: value('trustProxy', (found) =>
      typeof found === 'number' ? found : found === true,
    ),
    logLevel: value('logLevel', String),
    oidcIssuer: value('oidcIssuer', String),
    oidcClientId: value('oidcClientId', String),
    oidcClientSecret: value('oidcClientSecret', String),
    oidcName: value('oidcName', String),
    oidcOrganisationClaim: value('oidcOrganisationClaim', String),
    oidcOrganisations: value('oidcOrganisations', String),
    oidcDutiesClaim: value('oidcDutiesClaim', String),
    oidcDuties: value('oidcDuties', String),
    oidcEmailVerifiedClaim: value('oidcEmailVerifiedClaim', String),
    oidcSecondFactor: value('oidcSecondFactor', String),
    smtpUrl: value('smtpUrl', String),
    mailFrom: value('mailFrom', String),
  }
  if (problems.length > 0) throw new SettingsError(problems.join('\n'))
  return config
}

/** The settings of this process. The only place that reads the environment. */
export function configFromProcess(): Config {
  return readConfig(process.env)
}

/** The page `docs/settings.md`. */
export function settingsMarkdown(): string {
  const rows = settings.map(
    ({ name, purpose, type, default: standard, secret }) =>
      `| \`${name}\` | ${purpose} | ${type} | ${standard === '' ? 'empty' : `\`${standard}\``} | ${secret ? 'yes' : 'no'} |`,
  )
  return [
    '# Settings',
    '',
    'Capable reads its settings from the environment when it starts. A bad value stops the start with a sentence that says how to fix it.',
    '',
    '| Name | What it is for | Value | Default | Secret |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function settingOf(key: keyof Config): Setting {
  const setting = settings.find((candidate) => candidate.key === key)
  if (setting === undefined) throw new Error(`No setting is listed for ${key}`)
  return setting
}

function wholeNumber(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
}
