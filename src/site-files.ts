import { createApp } from './app.ts'
import { careerAddresses } from './careers/index.ts'
import type { EditionLibrary } from './editions/index.ts'
import {
  exploreAddresses,
  formerAddresses,
  longAddresses,
  newestAliases,
  searchFiles,
} from './explore/index.ts'
import { maturityAddresses } from './maturity/index.ts'
import { readConfig } from './platform/index.ts'
import type { Answer, SiteSource } from './static-site/index.ts'
import { defaultFramework, defaultMaturityModel } from './site.ts'

/** The whole site, to be written to files that will stand at an address. */
export async function siteToWrite(library: EditionLibrary, baseUrl: string): Promise<SiteSource> {
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), baseUrl }
  const app = await createApp({ library, config, forFiles: true })
  const options = {
    library,
    framework: defaultFramework,
    maturityModel: defaultMaturityModel,
    baseUrl,
  }
  const searched = searchFiles(options)
  return {
    async get(address) {
      const file = searched.get(address)
      if (file !== undefined) return dataAnswer(file)
      const { statusCode, headers, rawPayload } = await app.inject(address)
      const { 'content-type': type = '', location } = headers
      return { status: statusCode, type: type.replace(/;.*/, ''), location, body: rawPayload }
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
