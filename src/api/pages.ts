import type { FastifyInstance } from 'fastify'
import { refuseOtherMethods, servePage, view } from '../platform/index.ts'
import type { Footer, PageView, PrivateOperation, Views } from '../platform/index.ts'
import { openApiDocument } from './open-api.ts'
import { withPrivate } from './private.ts'
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
  /** What programs can ask about people. An empty scope: only whoever has signed in. */
  readonly operations: readonly {
    readonly method: string
    readonly path: string
    readonly summary: string
    readonly scope: string
  }[]
}

/** What the pages need. */
export interface ApiOptions {
  readonly views: Views
  readonly baseUrl: string
  readonly footer: () => Footer | undefined
  /** What programs can ask about people; empty where no records are kept. */
  readonly operations: readonly PrivateOperation[]
}

const apiView = view<ApiView>('api/views/api.njk')
const documentPath = '/api/openapi.json'

/** Serves the description of the API, for programs and for people. */
export function serveApi(
  app: FastifyInstance,
  { views, baseUrl, footer, operations }: ApiOptions,
): void {
  const published = openApiDocument(baseUrl)
  const document = operations.length === 0 ? published : withPrivate(published, operations)
  app.get(documentPath, { config: { public: true } }, () => document)
  refuseOtherMethods(app, documentPath)
  servePage(app, { path: '/api', views, hasTwin: false }, () => ({
    json: undefined,
    html: (to) =>
      to.render(apiView, { ...presentApi(footer(), baseUrl), operations: operations.map(shown) }),
  }))
}

function shown({ method, path, summary, scope }: PrivateOperation): ApiView['operations'][number] {
  return { method: method.toUpperCase(), path, summary, scope: scope ?? '' }
}

function presentApi(footer: Footer | undefined, baseUrl: string): Omit<ApiView, 'operations'> {
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
