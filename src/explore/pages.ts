import type { FastifyInstance } from 'fastify'
import { envelopeOf, ExpectedFailure, servePage, twinOf, view } from '../platform/index.ts'
import type { Answer, Asked, Footer, Origin, PageView, Views } from '../platform/index.ts'
import type { AboutView, HomeView, LicenceView } from './edition-views.ts'
import { footerOf } from './frames.ts'
import { serveDownloads } from './downloads/serve.ts'
import { describeHealth } from './health.ts'
import { serveHistory } from './history/pages.ts'
import type { HealthView } from './health-view.ts'
import { describeHome } from './home.ts'
import { describeLicences } from './licences.ts'
import { placeAt } from './place.ts'
import type { ExploreOptions, Place } from './place.ts'
import { presentAbout, presentLicences, presentStatement } from './present-editions.ts'
import { presentHealth } from './present-health.ts'
import { presentHome } from './present-home.ts'
import {
  editionResource,
  editionResources,
  editionsResource,
  frameworkResources,
} from './resources.ts'
import type { Resource } from './resources.ts'
import { indexAt } from './search/describe-search.ts'

const homeView = view<HomeView>('explore/views/home.njk')
const aboutView = view<AboutView>('explore/views/about.njk')
const licenceView = view<LicenceView>('explore/views/licence.njk')
const healthView = view<HealthView>('explore/views/health.njk')

/** Pages of plain words about the site itself. */
const statements = [
  {
    path: '/accessibility',
    title: 'Accessibility statement',
    template: view<PageView>('explore/views/accessibility.njk'),
  },
  {
    path: '/privacy',
    title: 'Privacy and cookies',
    template: view<PageView>('explore/views/privacy.njk'),
  },
] as const

/** What the pages need. */
export interface ExplorePages extends ExploreOptions {
  readonly views: Views
}

/** Serves every page of this room with its JSON twin. */
export function serveExplore(app: FastifyInstance, pages: ExplorePages): void {
  serveSite(app, pages)
  serveEditionPages(app, { pages, prefix: '' })
  serveEditionPages(app, { pages, prefix: '/editions/:edition' })
  serveEditionPages(app, { pages, prefix: '/frameworks/:framework' })
  serveEditionPages(app, { pages, prefix: '/frameworks/:framework/editions/:edition' })
  serveMaturityHealth(app, pages)
  serveHistory(app, pages)
  serveDownloads(app, pages)
  app.addHook('onListen', (done) => {
    setImmediate(() => prepareSearch(pages))
    done()
  })
}

/** The index of the newest edition is ready before anybody searches. */
function prepareSearch(pages: ExplorePages): void {
  try {
    indexAt(placeAt(pages, {}))
  } catch (error) {
    // Without an edition there is nothing to search, and every page says so.
    if (!(error instanceof ExpectedFailure)) throw error
  }
}

/** The footer of pages that belong to no edition, such as errors. */
export function siteFooter({ library, framework }: ExploreOptions): Footer | undefined {
  const newest = library.newest(framework)
  return newest === undefined ? undefined : footerOf(newest.edition, '/editions')
}

/** Pages that exist once. */
function serveSite(app: FastifyInstance, pages: ExplorePages): void {
  const { views } = pages
  servePage(app, { path: '/', views }, ({ address }) => {
    const place = placeAt(pages, {})
    const data = describeHome(place)
    return {
      json: () => enveloped(place, address, data),
      html: (to) => to.render(homeView, presentHome(place, data)),
    }
  })
  servePage(app, { path: '/about', views, hasTwin: false }, () => ({
    json: undefined,
    html: (to) => to.render(aboutView, presentAbout(placeAt(pages, {}))),
  }))
  for (const { path, title, template } of statements) {
    servePage(app, { path, views, hasTwin: false }, () => ({
      json: undefined,
      html: (to) => to.render(template, presentStatement(placeAt(pages, {}), { title, path })),
    }))
  }
  servePage(app, { path: '/licence', views }, ({ address }) => {
    const place = placeAt(pages, {})
    const data = describeLicences(pages.library)
    return {
      json: () => enveloped(place, address, data),
      html: (to) => to.render(licenceView, presentLicences(place, data)),
    }
  })
}

interface EditionPages {
  readonly pages: ExplorePages
  readonly prefix: string
}

/** The same pages for the newest edition, a past one and those of other frameworks. */
function serveEditionPages(app: FastifyInstance, { pages, prefix }: EditionPages): void {
  const resources = [...editionResources]
  if (prefix !== '') resources.push(editionResource)
  if (!prefix.includes(':edition')) resources.push(editionsResource, ...frameworkResources)
  for (const resource of resources) {
    servePage(app, { path: `${prefix}${resource.path}`, views: pages.views }, (asked) =>
      answerFrom(resource, { pages, asked }),
    )
  }
  if (prefix.includes(':framework')) sendHome(app, { pages, prefix })
}

function answerFrom(
  resource: Resource,
  { pages, asked }: { readonly pages: ExplorePages; readonly asked: Asked },
): Answer {
  const edition = resource.editionAsked?.(asked.query)
  const place = placeAsked(placeAt(pages, asked.params), edition)
  const found = resource.find(place, asked)
  return { json: () => enveloped(place, asked.address, found.data), html: found.html }
}

/** The same place in another edition; the newest has the shortest addresses. */
function placeAsked(place: Place, edition: string | undefined): Place {
  if (edition === undefined) return place
  const { options, index } = place
  const framework = index.edition.framework.slug
  const newest = options.library.newest(framework)?.edition.edition.name
  return placeAt(options, { framework, edition: edition === newest ? undefined : edition })
}

/** The default framework lives at the root and nowhere else. */
function sendHome(app: FastifyInstance, { pages, prefix }: EditionPages): void {
  const start = `/frameworks/${pages.framework}`
  if (prefix !== '/frameworks/:framework') return
  app.addHook('onRequest', async (request, reply) => {
    const rest = request.url.slice(start.length)
    const here = request.url.startsWith(start) && /^(\/|\?|\.json|$)/.test(rest)
    if (!here) return undefined
    const target = rest.startsWith('/') ? rest : `/${rest.replace(/^\.json/, 'index.json')}`
    return reply.redirect(target.replace(/^[/\\]+/, '/'), 301)
  })
}

/** The findings about the maturity model, which has no roles or skills. */
function serveMaturityHealth(app: FastifyInstance, pages: ExplorePages): void {
  const path = '/maturity/framework-health'
  servePage(app, { path, views: pages.views }, ({ query, address }) => {
    const loaded = pages.library.newest(pages.maturityModel)
    if (loaded === undefined) throw new ExpectedFailure('framework-not-found')
    const { edition, findings } = loaded
    const data = describeHealth(findings, query)
    return {
      json: () => envelopeOf(edition, { page: address, baseUrl: pages.baseUrl }, data),
      html: (to) =>
        to.render(
          healthView,
          presentHealth(data, {
            frame: maturityFrame(edition, path),
            heading: 'Health of the maturity model',
            action: path,
            documents: edition.sources,
            subjects: () => [],
            elsewhere: {
              href: '/framework-health',
              text: 'See the findings about roles and skills',
            },
          }),
        ),
    }
  })
}

function maturityFrame(origin: Origin, address: string) {
  return {
    title: 'Health of the maturity model',
    section: '/framework-health',
    breadcrumbs: [
      { href: '/', text: 'Home' },
      { href: '/maturity', text: 'Data maturity' },
    ],
    address,
    twin: twinOf(address),
    pastEdition: undefined,
    footer: maturityFooter(origin),
  }
}

function maturityFooter(origin: Origin): Footer {
  const footer = footerOf(origin, '')
  return { ...footer, edition: { ...footer.edition, href: '/maturity' } }
}

function enveloped(place: Place, address: string, data: unknown): object {
  return envelopeOf(place.edition, { page: address, baseUrl: place.options.baseUrl }, data)
}
