import { join } from 'node:path'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../src/app.ts'
import { openLibrary } from '../src/editions/index.ts'
import { readConfig } from '../src/platform/index.ts'
import type { StoreKind } from '../src/platform/store/index.ts'
import { testBrowser } from './browse.ts'
import type { TestBrowser, Visited } from './browse.ts'
import { testOrganisation } from './organisation.ts'
import type { TestOrganisation } from './organisation.ts'
import { startProvider } from './provider.ts'
import type { ClientMethod, TestProvider } from './provider.ts'
import { testDatabase } from './stores.ts'

const site = 'http://127.0.0.1:1'
const library = openLibrary({ dataDir: join(import.meta.dirname, '..', 'build', 'no-data') })
const closers: (() => Promise<unknown>)[] = []
after(() => Promise.all(closers.map((close) => close())))

/** A site with a made-up organisation whose people sign in with a made-up provider. */
export interface ProviderSite {
  readonly organisation: TestOrganisation
  readonly provider: TestProvider
  readonly app: FastifyInstance
  readonly browser: () => TestBrowser
  /** Goes to the provider as a click on the button does; answers its page, or where it leads. */
  readonly start: (browser: TestBrowser, next?: string) => Promise<Visited>
  /** Signs in as somebody of the provider and answers the page of the site this leads to. */
  readonly signIn: (browser: TestBrowser, subject: string, next?: string) => Promise<Visited>
  /** Connects the account that is signed in, with its password; answers where this leads. */
  readonly connect: (
    browser: TestBrowser,
    subject: string,
    given: Readonly<Record<string, string>>,
  ) => Promise<Visited>
  /** As signing in, but stops before the browser is back; answers where it would go. */
  readonly almost: (browser: TestBrowser, subject: string) => Promise<string>
}

/** Makes it. Everything is closed after the tests of the file. */
export async function providerSite(kind: StoreKind, method?: ClientMethod): Promise<ProviderSite> {
  const organisation = await testOrganisation((await testDatabase(kind)).open())
  const provider = await startProvider(site, method)
  const app = await createApp({
    library,
    config: readConfig({
      LOG_LEVEL: 'silent',
      ...providerSettings(site, { provider, organisationId: organisation.id }),
    }),
    door: organisation.door,
    strictViews: true,
  })
  closers.push(
    () => app.close(),
    () => organisation.app.close(),
    () => provider.stop(),
  )
  const back = `${site}/sign-in/provider/back`
  return {
    organisation,
    provider,
    app,
    browser: () => testBrowser(app, site),
    start,
    async signIn(browser, subject, next) {
      const { url } = await start(browser, next)
      return url.startsWith(site)
        ? browser.go(url)
        : browser.go(url, { form: { account: subject } })
    },
    async connect(browser, subject, given) {
      const word = wordIn(await browser.go('/account'))
      const sent = await browser.go('/account/provider', { form: { ...given, word } })
      if (sent.status !== 200) return sent
      const page = await browser.go(onwardIn(sent))
      // Still signed in at the provider, it asks nothing.
      if (page.url.startsWith(site)) return page
      return browser.go(page.url, { form: { account: subject } })
    },
    async almost(browser, subject) {
      const { url } = await start(browser)
      return (await browser.go(url, { form: { account: subject }, stopAt: back })).url
    },
  }
}

/** The settings with which a site lets people of the provider in. */
export function providerSettings(
  baseUrl: string,
  { provider, organisationId }: { provider: TestProvider; organisationId: string },
): Readonly<Record<string, string>> {
  return {
    BASE_URL: baseUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Test provider',
    OIDC_ORGANISATION_CLAIM: 'tid',
    OIDC_ORGANISATIONS: `department=${organisationId}`,
    OIDC_DUTIES_CLAIM: 'groups',
    OIDC_DUTIES: 'cap-admins=administrator,cap-planners=planner',
  }
}

async function start(browser: TestBrowser, next = '/account'): Promise<Visited> {
  const word = wordIn(await browser.go('/account'))
  return browser.go(onwardIn(await browser.go('/sign-in/provider', { form: { next, word } })))
}

/** The word of the forms on a page; empty where nobody has signed in. */
export function wordIn({ body }: Visited): string {
  return /name="word" value="([^"]+)"/.exec(body)?.[1] ?? ''
}

/** Where a page leads by itself. */
export function onwardIn({ body }: Visited): string {
  const to = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(body)?.[1]
  if (to === undefined) throw new RangeError(`The page leads nowhere: ${body}`)
  return to.replaceAll('&amp;', '&')
}
