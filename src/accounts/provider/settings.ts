import { SettingsError } from '../../platform/index.ts'
import type { Config } from '../../platform/index.ts'
import { duties } from '../permissions.ts'
import type { Duty } from '../permissions.ts'
import { isDuty } from '../store/memberships.ts'

/** How people sign in with a provider, checked. */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  /** Empty: a public client. */
  readonly clientSecret: string
  /** What comes after “Sign in with”. */
  readonly name: string
  /** Where readers reach the site, without a closing slash. */
  readonly baseUrl: string
  readonly organisationClaim: string
  /** Identifiers of organisations by the value of the claim. */
  readonly organisations: ReadonlyMap<string, string>
  readonly dutiesClaim: string
  readonly duties: ReadonlyMap<string, Duty>
  readonly emailVerifiedClaim: string
  /** Values of `amr` and `acr` that show a second factor. */
  readonly secondFactor: ReadonlySet<string>
}

const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The settings of the provider; undefined where none is set.
 *
 * @throws SettingsError with a sentence for each setting that does not fit the others
 * @example
 * providerSettingsOf(readConfig({})) // undefined
 */
export function providerSettingsOf(config: Config): ProviderSettings | undefined {
  const problems = config.oidcIssuer === '' ? leftOver(config) : problemsOf(config)
  if (problems.length > 0) throw new SettingsError(problems.join('\n'))
  if (config.oidcIssuer === '') return undefined
  const none = config.oidcSecondFactor === 'none'
  return {
    issuer: config.oidcIssuer,
    clientId: config.oidcClientId,
    clientSecret: config.oidcClientSecret,
    name: config.oidcName,
    baseUrl: config.baseUrl,
    organisationClaim: config.oidcOrganisationClaim,
    organisations: new Map(pairsIn(config.oidcOrganisations)),
    dutiesClaim: config.oidcDutiesClaim,
    duties: new Map(
      pairsIn(config.oidcDuties).flatMap(([value, duty]): [string, Duty][] =>
        isDuty(duty) ? [[value, duty]] : [],
      ),
    ),
    emailVerifiedClaim: config.oidcEmailVerifiedClaim,
    secondFactor: new Set(none ? [] : config.oidcSecondFactor.split(',')),
  }
}

/** A provider without its issuer is a slip, not a wish to have none. */
function leftOver(config: Config): readonly string[] {
  const others = [
    ['OIDC_CLIENT_ID', config.oidcClientId],
    ['OIDC_CLIENT_SECRET', config.oidcClientSecret],
    ['OIDC_ORGANISATIONS', config.oidcOrganisations],
    ['OIDC_DUTIES', config.oidcDuties],
  ].flatMap(([name, value]) => (value === '' ? [] : [name]))
  if (others.length === 0) return []
  return [
    `OIDC_ISSUER is empty, but ${others.join(', ')} is set. Set OIDC_ISSUER or unset the rest.`,
  ]
}

function problemsOf(config: Config): readonly string[] {
  const problems: string[] = []
  if (config.baseUrl === '') {
    problems.push(
      'OIDC_ISSUER is set, so BASE_URL must be set too: the provider sends people back to it.',
    )
  }
  if (config.oidcClientId === '') {
    problems.push('OIDC_ISSUER is set, so OIDC_CLIENT_ID must be set too.')
  }
  if (config.oidcOrganisations === '') {
    problems.push(
      'OIDC_ISSUER is set, so OIDC_ORGANISATIONS must say which organisation people of the provider belong to.',
    )
  }
  for (const [value, id] of pairsIn(config.oidcOrganisations)) {
    if (identifier.test(id)) continue
    problems.push(
      `OIDC_ORGANISATIONS names "${id}" for ${value}, which is not the identifier of an organisation. Take it from the address of the organisation's page.`,
    )
  }
  for (const [value, duty] of pairsIn(config.oidcDuties)) {
    if (isDuty(duty)) continue
    const known = Object.keys(duties).join(', ')
    problems.push(
      `OIDC_DUTIES names "${duty}" for ${value}, which is not a duty. Duties are ${known}.`,
    )
  }
  if ((config.oidcDuties === '') !== (config.oidcDutiesClaim === '')) {
    problems.push('Set both OIDC_DUTIES_CLAIM and OIDC_DUTIES, or neither.')
  }
  return problems
}

/** The value may hold an equals sign: what it means comes after the last one. */
function pairsIn(text: string): readonly (readonly [string, string])[] {
  if (text === '') return []
  return text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1)]
  })
}
