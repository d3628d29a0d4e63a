import type { FastifyInstance } from 'fastify'
import { ExpectedFailure, feedOf, Moved, serveFeed, servePage, view } from '../../platform/index.ts'
import type { Views } from '../../platform/index.ts'
import { placeAt } from '../place.ts'
import type { ExploreOptions } from '../place.ts'
import type { NoteSubject } from './change-notes.ts'
import { describeFeed, feedPath } from './feed.ts'
import type { FeedView } from './feed.ts'
import { standingOf } from './standing.ts'

const feedView = view<FeedView>('explore/views/feed.njk')

/** What feeds and redirects need. */
export interface HistoryPages extends ExploreOptions {
  readonly views: Views
}

/** Serves the feeds of every framework, and the addresses of the official service. */
export function serveHistory(app: FastifyInstance, pages: HistoryPages): void {
  for (const prefix of ['', '/frameworks/:framework']) serveFeeds(app, pages, prefix)
  serveOfficialAddresses(app, pages)
}

function serveFeeds(app: FastifyInstance, pages: HistoryPages, prefix: string): void {
  const { views } = pages
  const answer = (
    params: Readonly<Record<string, string>>,
    about?: NoteSubject,
  ): ReturnType<typeof feedOf> => {
    const place = placeAt(pages, { framework: params['framework'] })
    if (about !== undefined) {
      const standing = standingOf(place, about.kind, about.slug)
      const { slug } = standing.kind === 'moved' ? standing : about
      if (slug !== about.slug) throw new Moved(feedPath(place, { ...about, slug }))
    }
    return feedOf(feedView, describeFeed(place, about))
  }
  serveFeed(app, { path: `${prefix}/changes.atom`, views }, (params) => answer(params))
  for (const kind of ['role', 'skill'] as const) {
    serveFeed(app, { path: `${prefix}/${kind}s/:${kind}/changes.atom`, views }, (params) =>
      answer(params, { kind, slug: params[kind] ?? '' }),
    )
  }
}

/** The official service has its pages at these addresses: people follow old links and bookmarks. */
function serveOfficialAddresses(app: FastifyInstance, pages: HistoryPages): void {
  for (const kind of ['role', 'skill'] as const) {
    servePage(app, { path: `/${kind}/:slug`, views: pages.views, hasTwin: false }, ({ params }) => {
      const place = placeAt(pages, {})
      const slug = params['slug'] ?? ''
      const standing = standingOf(place, kind, slug)
      if (standing.kind === 'unknown') {
        const all = { href: `/${kind}s`, text: `See all ${kind}s` }
        throw new ExpectedFailure(`${kind}-not-found`, all)
      }
      // A slug that the register or an edition knows: its own page tells that it is gone.
      throw new Moved(`/${kind}s/${standing.kind === 'gone' ? slug : standing.slug}`)
    })
  }
  servePage(app, { path: '/download', views: pages.views, hasTwin: false }, () => {
    throw new Moved('/downloads')
  })
}
