import type { FastifyInstance } from 'fastify'
import { placeAt } from '../explore/index.ts'
import type { ExploreOptions, Place } from '../explore/index.ts'
import { envelopeOf, ExpectedFailure, servePage } from '../platform/index.ts'
import type { Views } from '../platform/index.ts'
import { compareAsked } from './asked-for.ts'
import { describeComparison } from './compare.ts'
import { comparedLevels, compareResource } from './compare-resource.ts'
import { comparisonCsv } from './csv.ts'
import { heatMapResource } from './heat-map.ts'
import { mapResource } from './map-resource.ts'
import { nearestResource } from './nearest-resource.ts'
import type { Resource } from './resource.ts'
import { routeResource } from './route-resource.ts'

/** Every kind of page of this room. */
export const careerResources: readonly Resource[] = [
  compareResource,
  nearestResource,
  routeResource,
  heatMapResource,
  mapResource,
]

/** What the pages need. */
export interface CareerPages extends ExploreOptions {
  readonly views: Views
}

const prefixes = [
  '',
  '/editions/:edition',
  '/frameworks/:framework',
  '/frameworks/:framework/editions/:edition',
]

/** Serves every page of this room, with its JSON twin, in every edition. */
export function serveCareers(app: FastifyInstance, pages: CareerPages): void {
  for (const prefix of prefixes) {
    for (const { path, find } of careerResources) {
      servePage(app, { path: `${prefix}${path}`, views: pages.views }, (asked) => {
        const place = placeAt(pages, asked.params)
        const { data, html } = find(place, asked)
        return { json: () => enveloped(place, asked.address, data), html }
      })
    }
    serveCsv(app, pages, prefix)
  }
}

/** A comparison as a table for a spreadsheet. */
function serveCsv(app: FastifyInstance, pages: CareerPages, prefix: string): void {
  app.get<{ Params: Record<string, string> }>(`${prefix}/compare.csv`, (request, reply) => {
    const place = placeAt(pages, request.params)
    const profiles = comparedLevels(place, compareAsked(request.query))
    if (profiles.length < 2) throw new ExpectedFailure('levels-not-valid')
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="comparison.csv"')
      .send(comparisonCsv(describeComparison(place, profiles)))
  })
}

function enveloped(place: Place, address: string, data: unknown): object {
  return envelopeOf(place.edition, { page: address, baseUrl: place.options.baseUrl }, data)
}
