import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  ResponseBodyError,
} from 'openid-client'
import type { ClientAuth, Configuration } from 'openid-client'
import { ExpectedFailure } from '../../platform/index.ts'
import type { ErrorCode } from '../../platform/index.ts'
import type { Attempt } from './attempt.ts'
import type { Claims } from './claims.ts'
import type { ProviderSettings } from './settings.ts'

/** The path to which the provider sends people back. */
export const backPath = '/sign-in/provider/back'

/** What a provider answered: what it says of somebody, and what signs them out there. */
export interface Answered {
  readonly claims: Claims
  readonly idToken: string
}

/** A provider with which people sign in. */
export interface Provider {
  readonly settings: ProviderSettings
  /**
   * Where a browser asks to be signed in.
   *
   * @throws ExpectedFailure `provider-away`
   */
  readonly entrance: (attempt: Attempt) => Promise<URL>
  /**
   * Redeems what the provider sent back with the browser, and believes nothing that it did not
   * sign for this site and this attempt.
   *
   * @throws ExpectedFailure `provider-away`, `provider-refused` or `provider-not-trusted`
   */
  readonly answer: (query: Readonly<Record<string, string>>, attempt: Attempt) => Promise<Answered>
  /** Where a browser signs out; undefined where the provider has no such place or is away. */
  readonly exit: (idToken: string) => Promise<URL | undefined>
}

/** Seconds that the provider has for each answer. */
const patience = 5
/** How long its addresses are taken for granted, in milliseconds. Its keys are looked up by need. */
const knownFor = 3_600_000

/**
 * A provider that is asked for its addresses when somebody first signs in, so that the server
 * starts without it.
 *
 * @param note told why something failed, in a word or two without anything secret
 * @example
 * const provider = openProvider(settings, (reason) => app.log.warn({ reason }, 'Sign-in failed'))
 */
export function openProvider(settings: ProviderSettings, note: (reason: string) => void): Provider {
  const known = discovered(settings)
  const trying = async <T>(work: (configuration: Configuration) => Promise<T>): Promise<T> => {
    try {
      return await work(await known())
    } catch (error) {
      note(reasonOf(error))
      throw new ExpectedFailure(codeOf(error))
    }
  }
  const back = `${settings.baseUrl}${backPath}`
  return {
    settings,
    entrance: (attempt) =>
      trying(async (configuration) =>
        buildAuthorizationUrl(configuration, {
          redirect_uri: back,
          scope: 'openid email profile',
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
        }),
      ),
    answer: (query, attempt) =>
      trying((configuration) =>
        redeem(configuration, {
          settings,
          attempt,
          address: new URL(`${back}?${new URLSearchParams(query).toString()}`),
        }),
      ),
    exit: async (idToken) => {
      const configuration = await known().catch(() => undefined)
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined
      return buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${settings.baseUrl}/signed-out`,
      })
    },
  }
}

/** Looks the provider up once in a while. One that was away is asked again the next time. */
function discovered(settings: ProviderSettings): () => Promise<Configuration> {
  let found: { readonly until: number; readonly configuration: Promise<Configuration> } | undefined
  return () => {
    if (found !== undefined && Date.now() < found.until) return found.configuration
    const looking = lookUp(settings)
    const latest = { until: Date.now() + knownFor, configuration: looking }
    found = latest
    looking.catch(() => {
      if (found === latest) found = undefined
    })
    return looking
  }
}

function lookUp({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const address = new URL(issuer)
  // By http only to this machine: the settings take no other.
  const insecure = address.protocol === 'http:' ? [allowInsecureRequests] : []
  return discovery(address, clientId, undefined, authentication(clientSecret), {
    timeout: patience,
    execute: [enableNonRepudiationChecks, ...insecure],
  })
}

/** How this site shows who it is, in a way that the provider takes. */
function authentication(secret: string): ClientAuth {
  if (secret === '') return None()
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)]
  return (server, ...rest) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return takesPost === true ? post(server, ...rest) : basic(server, ...rest)
  }
}

interface Redeeming {
  readonly settings: ProviderSettings
  readonly attempt: Attempt
  readonly address: URL
}

async function redeem(
  configuration: Configuration,
  { settings, attempt, address }: Redeeming,
): Promise<Answered> {
  const tokens = await authorizationCodeGrant(configuration, address, {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  const idToken = tokens.id_token
  if (claims === undefined || idToken === undefined) throw new ClientError('no ID token')
  const { organisationClaim, dutiesClaim, emailVerifiedClaim } = settings
  const wanted = ['email', 'name', emailVerifiedClaim, organisationClaim, dutiesClaim]
  const isWhole = wanted.every((claim) => claim === '' || claim in claims)
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined
  if (isWhole || !hasMore) return { claims, idToken }
  const more = await fetchUserInfo(configuration, tokens.access_token, claims.sub)
  return { claims: { ...more, ...claims }, idToken }
}

/** Codes of openid-client for a provider that does not answer as one. */
const noAnswer: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])

function codeOf(error: unknown): ErrorCode {
  if (error instanceof AuthorizationResponseError) {
    const isAway = error.error === 'temporarily_unavailable' || error.error === 'server_error'
    return isAway ? 'provider-away' : 'provider-refused'
  }
  if (error instanceof ResponseBodyError) {
    return error.error === 'invalid_grant' ? 'provider-not-trusted' : 'provider-away'
  }
  if (error instanceof ClientError) {
    return noAnswer.has(error.code ?? '') ? 'provider-away' : 'provider-not-trusted'
  }
  // What fetch throws where nobody answers.
  return 'provider-away'
}

/** A code of a standard or of a library. Descriptions may hold what nobody else should read. */
function reasonOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return /^[\w-]{1,60}$/.test(error.error) ? error.error : 'error'
  }
  if (!(error instanceof Error)) return 'error'
  const { cause } = error
  const inner = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return [error.name, 'code' in error ? error.code : undefined, inner].filter(Boolean).join(' ')
}
