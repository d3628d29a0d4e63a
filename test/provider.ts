import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'
import type { Configuration } from 'oidc-provider'

/** What the provider says of somebody who is made up. */
export type TestClaims = Record<string, unknown>

/** A real OpenID Connect provider on this machine, with people who are made up. */
export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Claims by subject. A test may change them; the next sign-in says what stands here. */
  readonly people: Map<string, TestClaims>
  /** Changes what an ID token says, before it is signed or after. */
  tamper:
    | { readonly change: (claims: TestClaims) => TestClaims; readonly sign: boolean }
    | undefined
  readonly stop: () => Promise<void>
  /** Starts again at the same address. */
  readonly start: () => Promise<void>
}

/** How the site shows the provider who it is; `none`: a public client. */
export type ClientMethod = 'client_secret_post' | 'client_secret_basic' | 'none'

const clientId = 'capable'
const clientSecret = 'a secret of tests only, never used elsewhere'.replaceAll(' ', '-')

/**
 * Starts a provider that asks for PKCE and knows one site. Whoever starts it stops it. Its page
 * lists the people; a click signs one of them in.
 *
 * @param site where the site is that people sign in to
 * @param method the only one that the provider takes
 * @example
 * const provider = await startProvider('http://127.0.0.1:3000')
 */
export async function startProvider(
  site: string,
  method: ClientMethod = 'client_secret_post',
): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const issuer = `http://127.0.0.1:${port}`
  const people = new Map<string, TestClaims>()
  const key = signingKey()
  const provider = new Provider(issuer, configurationOf(site, { people, jwk: key.jwk, method }))
  const test: TestProvider = {
    issuer,
    clientId,
    clientSecret: method === 'none' ? '' : clientSecret,
    people,
    tamper: undefined,
    stop: () => closed(server),
    start: async () => {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
  provider.use(async (context, next) => {
    await next()
    const { body } = context
    const isToken = typeof body === 'object' && body !== null && 'id_token' in body
    if (!isToken || test.tamper === undefined) return
    const { change, sign } = test.tamper
    context.body = { ...body, id_token: rewritten(String(body.id_token), { change, sign, key }) }
  })
  const callback = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/') !== true) void callback(request, response)
    else void interact(provider, { people, request, response })
  })
  return test
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function configurationOf(
  site: string,
  { people, jwk, method }: { people: Map<string, TestClaims>; jwk: object; method: ClientMethod },
): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        ...(method !== 'none' && { client_secret: clientSecret }),
        token_endpoint_auth_method: method,
        redirect_uris: [`${site}/sign-in/provider/back`],
        post_logout_redirect_uris: [`${site}/signed-out`],
      },
    ],
    clientAuthMethods: [method],
    jwks: { keys: [jwk] },
    cookies: { keys: ['of tests only'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    claims: {
      openid: ['sub', 'amr', 'acr', 'tid', 'groups'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 60, IdToken: 60 },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ ...people.get(sub), sub }),
    }),
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    renderError: (context, out) => {
      context.type = 'text/plain'
      context.body = JSON.stringify(out)
    },
  }
}

interface Interacting {
  readonly people: ReadonlyMap<string, TestClaims>
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

function button([subject, { name }]: [string, TestClaims]): string {
  return `<button name="account" value="${subject}">${String(name)}</button>`
}

/** The page of the provider: who are you? */
async function interact(
  provider: Provider,
  { people, request, response }: Interacting,
): Promise<void> {
  if (request.method === 'POST') {
    const sub = new URLSearchParams(await text(request)).get('account') ?? ''
    const amr = people.get(sub)?.['amr']
    const result = people.has(sub)
      ? { login: { accountId: sub, ...(Array.isArray(amr) && { amr }) } }
      : { error: 'access_denied', error_description: 'Not today.' }
    await provider.interactionFinished(request, response, result)
    return
  }
  response.setHeader('content-type', 'text/html; charset=utf-8').end(
    `<!doctype html><html lang="en"><title>Test provider</title><main><h1>Test provider</h1>
<form method="post">${[...people].map(button).join('\n')}
<button name="account" value="">Cancel</button></form></main></html>`,
  )
}

interface SigningKey {
  readonly jwk: object
  readonly sign: (text: string) => string
}

function signingKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomUUID(),
    use: 'sig',
    alg: 'RS256',
  }
  return {
    jwk,
    sign: (signed) => createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url'),
  }
}

interface Rewriting {
  readonly change: (claims: TestClaims) => TestClaims
  readonly sign: boolean
  readonly key: SigningKey
}

function rewritten(token: string, { change, sign, key }: Rewriting): string {
  const [head = '', body = '', signature = ''] = token.split('.')
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
  if (typeof claims !== 'object' || claims === null) throw new RangeError('No claims.')
  const signed = `${head}.${Buffer.from(JSON.stringify(change({ ...claims }))).toString('base64url')}`
  return `${signed}.${sign ? key.sign(signed) : signature}`
}
