import type { FastifyInstance, FastifyReply } from 'fastify'
import type { LoadedEdition } from '../../editions/index.ts'
import { ExpectedFailure, refuseOtherMethods } from '../../platform/index.ts'
import { placeAt } from '../place.ts'
import type { ExploreOptions } from '../place.ts'
import { downloadsOf, downloadText } from './files.ts'

interface FileAddress {
  readonly framework?: string
  readonly edition?: string
  readonly file: string
}

/** Serves the files of every edition and of the maturity model. */
export function serveDownloads(app: FastifyInstance, options: ExploreOptions): void {
  const config = { public: true }
  for (const prefix of ['/editions/:edition', '/frameworks/:framework/editions/:edition']) {
    const path = `${prefix}/downloads/:file`
    app.get<{ Params: FileAddress }>(path, { config }, ({ params }, reply) =>
      sendFile(reply, placeAt(options, params).loaded, params.file),
    )
    refuseOtherMethods(app, path)
  }
  const path = '/maturity/downloads/:file'
  app.get<{ Params: FileAddress }>(path, { config }, ({ params }, reply) => {
    const loaded = options.library.newest(options.maturityModel)
    if (loaded === undefined) throw new ExpectedFailure('framework-not-found')
    return sendFile(reply, loaded, params.file)
  })
  refuseOtherMethods(app, path)
}

function sendFile(reply: FastifyReply, loaded: LoadedEdition, name: string): FastifyReply {
  const file = downloadsOf(loaded).find((each) => each.name === name)
  const text = downloadText(loaded, name)
  if (file === undefined || text === undefined) {
    throw new ExpectedFailure('page-not-found', { href: '/downloads', text: 'See all downloads' })
  }
  return reply
    .header('content-disposition', `attachment; filename="${file.saveAs}"`)
    .type(`${file.type}; charset=utf-8`)
    .send(text)
}
