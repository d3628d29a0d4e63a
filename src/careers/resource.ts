import { ExplainedFailure } from '../platform/index.ts'
import type { ErrorCode, Views } from '../platform/index.ts'
import type { Misnamed } from './choose.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { levelName } from './words.ts'

export type { Found, Resource, ResourceRequest } from '../explore/index.ts'

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
