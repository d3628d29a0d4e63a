import type { FastifyInstance } from 'fastify'
import { refuseOtherMethods, servePage, view } from '../platform/index.ts'
import type { Footer, PageView, Views } from '../platform/index.ts'
import { openApiDocument } from './open-api.ts'
import { exampleOf, twins } from './twins.ts'
import type { Twin } from './twins.ts'

/** The API as a page. */
export interface ApiView extends PageView {
  readonly document: string
  /** Sets the address of this site for the examples; a guess where the site does not know its own. */
  readonly setSite: string
  readonly knowsSite: boolean
  readonly twins: readonly {
    readonly path: string
    readonly summary: string
    readonly data: string
    readonly parameters: readonly { readonly name: string; readonly text: string }[]
    readonly example: string
    readonly command: string
    /** Where else the same stands: in an edition, in another framework. */
    readonly others: string
  }[]
}

/** What the pages need. */
export interface ApiOptions {
  readonly views: Views
  readonly baseUrl: string
  readonly footer: () => Footer | undefined
}

const apiView = view<ApiView>('api/views/api.njk')
const documentPath = '/api/openapi.json'

/** Serves the description of the API, for programs and for people. */
export function serveApi(app: FastifyInstance, { views, baseUrl, footer }: ApiOptions): void {
  app.get(documentPath, { config: { public: true } }, () => openApiDocument(baseUrl))
  refuseOtherMethods(app, documentPath)
  servePage(app, { path: '/api', views, hasTwin: false }, () => ({
    json: undefined,
    html: (to) => to.render(apiView, presentApi(footer(), baseUrl)),
  }))
}

function presentApi(footer: Footer | undefined, baseUrl: string): ApiView {
  return {
    frame: {
      title: 'API',
      section: undefined,
      breadcrumbs: [{ href: '/', text: 'Home' }],
      address: '/api',
      twin: undefined,
      pastEdition: undefined,
      footer,
    },
    document: documentPath,
    setSite: `SITE=${baseUrl || 'https://address-of-this-site'}`,
    knowsSite: baseUrl !== '',
    twins: twins.filter(isShortest).map((twin) => ({
      path: twin.path,
      summary: twin.summary,
      data: twin.data,
      parameters: twin.parameters.map(({ name, description }) => ({ name, text: description })),
      example: exampleOf(twin),
      command: `curl -s "$SITE${exampleOf(twin)}"`,
      others: twins
        .filter((other) => other !== twin && other.summary === twin.summary)
        .map(({ path }) => path)
        .join(', '),
    })),
  }
}

/** The same thing has longer addresses in past editions and in other frameworks. */
function isShortest(twin: Twin): boolean {
  return twins.find(({ summary }) => summary === twin.summary) === twin
}
