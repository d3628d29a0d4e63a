import type { FastifyInstance } from 'fastify'
import { refuseOtherMethods } from './pages.ts'
import type { View, Views } from './views.ts'

/** A template with what it shows. */
export type FeedAnswer = (views: Views) => string

/**
 * Ties the type of a feed to its template.
 *
 * @example
 * serveFeed(app, { path: '/changes.atom', views }, () => feedOf(feedView, data))
 */
export function feedOf<Data extends object>(view: View<Data>, data: Data): FeedAnswer {
  return (views) => views.renderAlone(view, data)
}

/** Serves an Atom feed. `answering` throws an `ExpectedFailure` where there is none. */
export function serveFeed(
  app: FastifyInstance,
  { path, views }: { readonly path: string; readonly views: Views },
  answering: (params: Readonly<Record<string, string>>) => FeedAnswer,
): void {
  app.get<{ Params: Record<string, string> }>(
    path,
    { config: { public: true } },
    (request, reply) =>
      reply.type('application/atom+xml; charset=utf-8').send(answering(request.params)(views)),
  )
  refuseOtherMethods(app, path)
}
