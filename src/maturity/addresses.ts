import { topicSlug } from './model.ts'
import { modelOf } from './pages.ts'
import type { MaturityOptions } from './pages.ts'

/** The address of every page of the maturity model. */
export function maturityAddresses(options: Omit<MaturityOptions, 'baseUrl'>): string[] {
  const { topics, themes, rows } = modelOf(options)
  return [
    '/maturity',
    '/maturity/framework-health',
    ...topics.map((topic) => `/maturity/topics/${topicSlug(topic)}`),
    ...themes.map(({ slug }) => `/maturity/themes/${slug}`),
    ...rows.map(({ number }) => `/maturity/rows/${number}`),
  ]
}
