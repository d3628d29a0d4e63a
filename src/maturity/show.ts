import { envelopeOf, ExpectedFailure } from '../platform/index.ts'
import type { Envelope } from '../platform/index.ts'
import { findingsOf, maturityResources, modelOf } from './pages.ts'
import type { MaturityOptions } from './pages.ts'

/**
 * The data of a page of the maturity model, as its JSON twin answers it. The path is the one below
 * `/maturity`, or the whole one.
 *
 * @example
 * showMaturity(options, 'rows/9').meta.page // '/maturity/rows/9'
 */
export function showMaturity(options: MaturityOptions, path: string): Envelope<object> {
  const model = modelOf(options)
  const rest = path.replace(/\.json$/, '').replace(/^\/?(maturity|index)?\/?/, '')
  const page = rest === '' ? '/maturity' : `/maturity/${rest}`
  for (const { path: pattern, find } of maturityResources) {
    const name = /:(.+)$/.exec(pattern)?.[1]
    const start = pattern.replace(/:.+$/, '')
    const value = page.startsWith(start) ? page.slice(start.length) : undefined
    if (value === undefined || value.includes('/') || (name === undefined) !== (value === ''))
      continue
    const params = name === undefined ? {} : { [name]: value }
    return envelopeOf(
      model,
      { page, baseUrl: options.baseUrl },
      find(model, { params, findings: findingsOf(options) }).data,
    )
  }
  throw new ExpectedFailure('page-not-found')
}
