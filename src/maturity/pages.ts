import type { FastifyInstance } from 'fastify'
import type { EditionLibrary } from '../editions/index.ts'
import type { Finding, MaturityModel } from '../framework/index.ts'
import { envelopeOf, ExpectedFailure, servePage, view } from '../platform/index.ts'
import type { Asked, Views } from '../platform/index.ts'
import { describeModel, describeRow, describeTheme, describeTopic } from './model.ts'
import { presentModel, presentRow, presentTheme, presentTopic } from './present.ts'
import type { ModelView, PartView, RowView } from './view-types.ts'

const modelView = view<ModelView>('maturity/views/model.njk')
const partView = view<PartView>('maturity/views/part.njk')
const rowView = view<RowView>('maturity/views/row.njk')

/** Where the model is found. */
export interface MaturityOptions {
  readonly library: EditionLibrary
  /** Slug of the maturity model. */
  readonly framework: string
  readonly baseUrl: string
}

interface Found {
  readonly data: object
  readonly html: (views: Views) => string
}

/** What a page needs besides the model. */
export interface AskedOfModel {
  readonly params: Asked['params']
  readonly findings: readonly Finding[]
}

/** One kind of page of the model. */
interface Resource {
  readonly path: string
  readonly find: (model: MaturityModel, asked: AskedOfModel) => Found
}

/** Every kind of page of the model, for the site and for the command line. */
export const maturityResources: readonly Resource[] = [
  {
    path: '/maturity',
    find: (model) => {
      const data = describeModel(model)
      return { data, html: (to) => to.render(modelView, presentModel(model, data)) }
    },
  },
  {
    path: '/maturity/topics/:topic',
    find: (model, { params }) => {
      const data = describeTopic(model, params['topic'] ?? '')
      return { data, html: (to) => to.render(partView, presentTopic(model, data)) }
    },
  },
  {
    path: '/maturity/themes/:theme',
    find: (model, { params }) => {
      const data = describeTheme(model, params['theme'] ?? '')
      return { data, html: (to) => to.render(partView, presentTheme(model, data)) }
    },
  },
  {
    path: '/maturity/rows/:row',
    find: (model, { params, findings }) => {
      const data = describeRow(model, params['row'] ?? '', findings)
      return { data, html: (to) => to.render(rowView, presentRow(model, data)) }
    },
  },
]

/** Serves the pages of the maturity model with their JSON twins. */
export function serveMaturity(
  app: FastifyInstance,
  { views, ...options }: MaturityOptions & { readonly views: Views },
): void {
  for (const { path, find } of maturityResources) {
    servePage(app, { path, views }, ({ params, address }) => {
      const model = modelOf(options)
      const { data, html } = find(model, { params, findings: findingsOf(options) })
      const { baseUrl } = options
      return { json: () => envelopeOf(model, { page: address, baseUrl }, data), html }
    })
  }
}

/** The newest edition of the model, or an `ExpectedFailure`. */
export function modelOf({ library, framework }: Omit<MaturityOptions, 'baseUrl'>): MaturityModel {
  const edition = library.newest(framework)?.edition
  if (edition?.kind !== 'maturity-model') throw new ExpectedFailure('framework-not-found')
  return edition
}

/** What was found to be wrong with the newest edition of the model. */
export function findingsOf({
  library,
  framework,
}: Omit<MaturityOptions, 'baseUrl'>): readonly Finding[] {
  return library.newest(framework)?.findings ?? []
}
