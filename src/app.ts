import type { FastifyInstance } from 'fastify'
import type { EditionLibrary } from './editions/index.ts'
import { serveExplore, siteFooter } from './explore/index.ts'
import type { ExploreOptions } from './explore/index.ts'
import { serveMaturity } from './maturity/index.ts'
import {
  assetsFolder,
  createServer,
  createViews,
  protect,
  readAssetAddresses,
  replyWithErrors,
  serveAssets,
  serveHealth,
  tidyAddresses,
} from './platform/index.ts'
import type { Config } from './platform/index.ts'
import { defaultFramework, defaultMaturityModel } from './site.ts'

const navigation = [
  { href: '/roles', text: 'Roles' },
  { href: '/skills', text: 'Skills' },
  { href: '/maturity', text: 'Data maturity' },
  { href: '/framework-health', text: 'Framework health' },
]

/** What the application is made of. */
export interface AppParts {
  readonly library: EditionLibrary
  readonly config: Config
  /** For tests: a template that names what its data does not have is an error. */
  readonly strictViews?: boolean
}

/** Puts the application together. Read from top to bottom it is the life of a request. */
export async function createApp({
  library,
  config,
  strictViews = false,
}: AppParts): Promise<FastifyInstance> {
  const asset = readAssetAddresses(assetsFolder)
  const views = createViews({ navigation, asset, strict: strictViews })
  const explore: ExploreOptions = {
    library,
    framework: defaultFramework,
    maturityModel: defaultMaturityModel,
    baseUrl: config.baseUrl,
  }
  const errors = { views, footer: () => siteFooter(explore) }

  const app = createServer(config, errors)
  await protect(app)
  tidyAddresses(app)
  await serveAssets(app, assetsFolder)
  serveHealth(app, () => library.newest(defaultFramework) !== undefined)
  serveExplore(app, { ...explore, views })
  serveMaturity(app, {
    library,
    views,
    framework: defaultMaturityModel,
    baseUrl: config.baseUrl,
  })
  replyWithErrors(app, errors)
  return app
}
