import { availableParallelism } from 'node:os'
import { createApp } from './app.ts'
import { careerAddresses } from './careers/index.ts'
import type { EditionLibrary, LoadedEdition } from './editions/index.ts'
import {
  exploreAddresses,
  formerAddresses,
  longAddresses,
  newestAliases,
  searchFiles,
} from './explore/index.ts'
import { maturityAddresses } from './maturity/index.ts'
import { readConfig } from './platform/index.ts'
import { startThreads } from './static-site/index.ts'
import type { Answer, Answering, SiteSource } from './static-site/index.ts'
import { defaultFramework, defaultMaturityModel } from './site.ts'

/** What the pages of a site are made from: plain data, so that it can be copied to a thread. */
export interface SiteContent {
  readonly editions: readonly LoadedEdition[]
  readonly baseUrl: string
}

/** With more of them, starting them takes longer than they save. */
const mostThreads = 4

/**
 * The whole site, to be written to files that will stand at an address. Its pages are made on every
 * core, on this thread and on others beside it.
 *
 * @param threads how many make pages; 1 is this one alone
 */
export async function siteToWrite(
  library: EditionLibrary,
  baseUrl: string,
  threads = Math.min(availableParallelism(), mostThreads),
): Promise<SiteSource> {
  const options = {
    library,
    framework: defaultFramework,
    maturityModel: defaultMaturityModel,
    baseUrl,
  }
  const content: SiteContent = { editions: library.all(), baseUrl }
  const entry = new URL('site-thread.ts', import.meta.url)
  const others = startThreads({ entry, data: content, count: threads - 1 })
  const pages = others.sharedWith(await pagesOf(library, baseUrl))
  const searched = searchFiles(options)
  return {
    get: async (address) => {
      const file = searched.get(address)
      return file === undefined ? pages.get(address) : dataAnswer(file)
    },
    addresses: [
      ...exploreAddresses(options),
      ...careerAddresses(options),
      ...maturityAddresses({ library, framework: defaultMaturityModel }),
    ],
    former: [...formerAddresses(options), ...longAddresses(options)],
    aliases: newestAliases(options),
    needsServer: '/about#without-a-server',
    title: `Capable: ${library.newest(defaultFramework)?.edition.framework.title.value ?? ''}`,
    close: () => pages.close(),
  }
}

/** The application without its server: what each address answers. */
export async function pagesOf(library: EditionLibrary, baseUrl: string): Promise<Answering> {
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), baseUrl }
  const app = await createApp({ library, config, forFiles: true })
  return {
    async get(address) {
      const { statusCode, headers, rawPayload } = await app.inject(address)
      const { 'content-type': type = '', location } = headers
      return { status: statusCode, type: type.replace(/;.*/, ''), location, body: rawPayload }
    },
    close: () => app.close(),
  }
}

function dataAnswer(data: object): Answer {
  return {
    status: 200,
    type: 'application/json',
    location: undefined,
    body: Buffer.from(JSON.stringify(data)),
  }
}
