import type { FastifyInstance } from 'fastify'
import type { Door } from './accounts/index.ts'
import { mailerIn, providerIn } from './accounts/index.ts'
import { serveAccounts } from './accounts/pages.ts'
import { serveApi } from './api/index.ts'
import { serveCareers } from './careers/index.ts'
import { serveMySkills } from './careers/my-skills/pages.ts'
import type { EditionLibrary, LoadedEdition } from './editions/index.ts'
import { serveExplore, siteFooter } from './explore/index.ts'
import type { ExploreOptions } from './explore/index.ts'
import type { CapabilityFramework } from './framework/index.ts'
import { serveMaturity } from './maturity/index.ts'
import {
  assetsFolder,
  createServer,
  createViews,
  keepPublicPages,
  noteTwins,
  openDataToAll,
  protect,
  readAssetAddresses,
  replyWithErrors,
  serveAssets,
  serveHealth,
  tidyAddresses,
} from './platform/index.ts'
import type { Config, PrivateOperation } from './platform/index.ts'
import { defaultFramework, defaultMaturityModel } from './site.ts'

const navigation = [
  { href: '/roles', text: 'Roles' },
  { href: '/skills', text: 'Skills' },
  { href: '/compare', text: 'Compare' },
  { href: '/my-skills', text: 'My skills' },
  { href: '/maturity', text: 'Data maturity' },
  { href: '/framework-health', text: 'Framework health' },
]

const accountPlace = { href: '/account', text: 'Account' }

/** What the application is made of. */
export interface AppParts {
  readonly library: EditionLibrary
  readonly config: Config
  /** For tests: a template that names what its data does not have is an error. */
  readonly strictViews?: boolean
  /** Where people sign in; undefined: nothing is kept about anybody. */
  readonly door?: Door
  /** The pages are written to files: none is kept, and what needs a server says so. */
  readonly forFiles?: boolean
}

/** Puts the application together. Read from top to bottom it is the life of a request. */
export async function createApp({
  library,
  config,
  door,
  strictViews = false,
  forFiles = false,
}: AppParts): Promise<FastifyInstance> {
  const asset = readAssetAddresses(assetsFolder)
  const places = door === undefined ? navigation : [...navigation, accountPlace]
  const views = createViews({
    navigation: places,
    asset,
    strict: strictViews,
    hasServer: !forFiles,
    hasAccounts: door !== undefined,
  })
  const explore: ExploreOptions = {
    library,
    framework: defaultFramework,
    maturityModel: defaultMaturityModel,
    baseUrl: config.baseUrl,
  }
  const errors = { views, footer: () => siteFooter(explore) }

  const kept = forFiles ? undefined : keepPublicPages({ version: () => library.all() })

  const app = createServer({ config, errors, kept })
  noteTwins(app)
  kept?.register(app)
  await protect(app)
  tidyAddresses(app)
  openDataToAll(app)
  await serveAssets(app, assetsFolder)
  serveHealth(app, () => library.newest(defaultFramework) !== undefined)
  serveExplore(app, { ...explore, views })
  serveCareers(app, { ...explore, views })
  serveMaturity(app, {
    library,
    views,
    framework: defaultMaturityModel,
    baseUrl: config.baseUrl,
  })
  serveMySkills(app, { ...explore, views, asset })
  let operations: readonly PrivateOperation[] = []
  if (door !== undefined) {
    operations = serveAccounts(app, {
      door,
      views,
      baseUrl: config.baseUrl,
      edition: () => capability(library.newest(defaultFramework)),
      heldEdition: (framework, edition) => capability(library.get(framework, edition)),
      editions: { library, framework: defaultFramework },
      ...providerIn(config, app.log),
      ...mailerIn(config),
    })
  }
  serveApi(app, { views, baseUrl: config.baseUrl, footer: errors.footer, operations })
  replyWithErrors(app, errors)
  return app
}

function capability(found: LoadedEdition | undefined): CapabilityFramework | undefined {
  return found?.edition.kind === 'capability-framework' ? found.edition : undefined
}
