import type { Place } from '../explore/index.ts'
import { ExplainedFailure } from '../platform/index.ts'
import type { ErrorCode, Views } from '../platform/index.ts'
import type { Misnamed } from './choose.ts'
import type { LevelProfile } from './profile.ts'
import { levelName } from './words.ts'

/** What is asked of a resource. */
export interface ResourceRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: unknown
}

/** The data at an address and the page that shows it. */
export interface Found {
  readonly data: unknown
  readonly html: (views: Views) => string
}

/** One kind of page of this room inside an edition. */
export interface Resource {
  /** Below the base of the edition, in the router's notation. */
  readonly path: string
  readonly find: (place: Place, request: ResourceRequest) => Found
}

/** Why something cannot be shown, with the page that says so. */
export interface Refusal {
  readonly code: ErrorCode
  readonly reason: string
  readonly candidates?: readonly LevelProfile[]
  readonly page: (views: Views) => string
}

/** Makes the failure that answers with a page of its own and, as JSON, with its details. */
export function refused({ code, reason, candidates = [], page }: Refusal): ExplainedFailure {
  return new ExplainedFailure(code, {
    details: {
      reason,
      candidates: candidates.map((one) => ({ path: one.path, name: levelName(one) })),
    },
    page,
  })
}

/** The words over a list of what could have been meant. */
export function candidatesLead({ candidates }: Pick<Misnamed, 'candidates'>): string | undefined {
  return candidates.length === 0 ? undefined : 'Did you mean one of these?'
}
